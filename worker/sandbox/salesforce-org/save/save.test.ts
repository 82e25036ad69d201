import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../ports.ts';
import { startTestOrg, type TestOrg } from '../test/running-org.ts';

let org: TestOrg;
beforeAll(async () => {
  org = await startTestOrg();
});
afterAll(() => org.close());

let next = 0;
const uniqueKey = (): string => `key-${(next += 1)}`;
const create = (object: string, values: Row) => org.call('POST', `sobjects/${object}`, values);

async function newId(object: string, values: Row): Promise<string> {
  const { status, body } = await create(object, values);
  expect({ status, body }).toMatchObject({ status: 201 });
  return (body as { id: string }).id;
}

const LEVEL = 'Linnworks_Stock_Level__c';
const ORDER = 'Linnworks_Order__c';

describe('a value that does not fit', () => {
  const key = 'spoilt';
  it.each<[string, Row, string, RegExp]>([
    [LEVEL, { Key__c: 'x'.repeat(256) }, 'STRING_TOO_LONG', /data value too large.*max length=255/],
    [
      LEVEL,
      { Key__c: key, Item_Kind__c: 'Nope' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      /bad value for restricted picklist field: Nope/,
    ],
    [
      LEVEL,
      { Key__c: key, On_Hand__c: 10_000_000_000 },
      'NUMBER_OUTSIDE_VALID_RANGE',
      /outside of valid range/,
    ],
    [
      LEVEL,
      { Key__c: key, On_Hand__c: 'many' },
      'JSON_PARSER_ERROR',
      /double from VALUE_STRING value many/,
    ],
    [LEVEL, { Key__c: key, Observed_At__c: 'yesterday' }, 'JSON_PARSER_ERROR', /datetime/],
    [LEVEL, { Key__c: key, Is_Missing__c: 'perhaps' }, 'JSON_PARSER_ERROR', /boolean/],
    [LEVEL, { Key__c: 5 }, 'JSON_PARSER_ERROR', /string from VALUE_NUMBER_INT/],
    [LEVEL, { Key__c: key, Product__c: 'nope' }, 'MALFORMED_ID', /id value of incorrect type/],
    [
      LEVEL,
      { Key__c: key, Product__c: '001Qy0000000001IAA' },
      'FIELD_INTEGRITY_EXCEPTION',
      /incorrect type/,
    ],
    [
      LEVEL,
      { Key__c: key, Product__c: '01tQy000000zzzz' },
      'INVALID_CROSS_REFERENCE_KEY',
      /cross reference/,
    ],
    [
      LEVEL,
      { Key__c: key, Nope__c: 1 },
      'INVALID_FIELD',
      /No such column 'Nope__c' on sobject of type/,
    ],
    [
      LEVEL,
      { Key__c: key, Name: 'STK-1' },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      /Unable to create\/update fields: Name/,
    ],
    [LEVEL, {}, 'REQUIRED_FIELD_MISSING', /\[Key__c\]/],
    [
      'Contact',
      { LastName: 'A', Email: 'a b@c.de' },
      'INVALID_EMAIL_ADDRESS',
      /invalid email address/,
    ],
    ['Contact', { LastName: 'A', Birthdate: '2026-02-30' }, 'JSON_PARSER_ERROR', /date from/],
  ])('%s %j is %s', async (object, values, errorCode, message) => {
    expect(await create(object, values)).toMatchObject({
      status: 400,
      body: [{ errorCode, message: expect.stringMatching(message) as string }],
    });
  });

  it('is rounded when it only has too many decimals', async () => {
    const id = await newId(LEVEL, { Key__c: uniqueKey(), On_Hand__c: '2.5' });
    expect(org.core.row(LEVEL, id)).toMatchObject({ On_Hand__c: 3 });
  });
});

describe('keys', () => {
  it('are unique without regard to case, and free again after a delete', async () => {
    const id = await newId(LEVEL, { Key__c: 'Same' });
    expect(await create(LEVEL, { Key__c: 'sAME' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'DUPLICATE_VALUE' }],
    });
    expect(await org.call('DELETE', `sobjects/${LEVEL}/${id}`)).toMatchObject({ status: 204 });
    expect(await org.call('DELETE', `sobjects/${LEVEL}/${id}`)).toMatchObject({
      status: 404,
      body: [{ errorCode: 'ENTITY_IS_DELETED' }],
    });
    await newId(LEVEL, { Key__c: 'SAME' });
  });
});

describe('details', () => {
  it('go with their master, can change it, and lookups are emptied', async () => {
    const order = (id: string): Promise<string> =>
      newId(ORDER, { Linnworks_Id__c: id, State__c: 'Sent', Name: id });
    const [one, two] = [await order('one'), await order('two')];
    const line = await newId('Linnworks_Order_Line__c', {
      Key__c: 'one:1',
      Linnworks_Order__c: one,
    });
    const parcel = await newId('Linnworks_Shipment__c', {
      Key__c: 'p',
      Status__c: 'Shipped',
      Linnworks_Order__c: one,
    });
    const path = `sobjects/Linnworks_Order_Line__c/${line}`;
    expect(await org.call('PATCH', path, { Linnworks_Order__c: two })).toMatchObject({
      status: 204,
    });
    await org.call('DELETE', `sobjects/${ORDER}/${one}`);
    expect(org.core.row('Linnworks_Shipment__c', parcel)).toMatchObject({
      Linnworks_Order__c: null,
    });
    await org.call('DELETE', `sobjects/${ORDER}/${two}`);
    expect(org.core.row('Linnworks_Order_Line__c', line)).toBeNull();
  });
});

describe('a new record', () => {
  it('has defaults, a number, an owner and its times', async () => {
    const id = await newId('Linnworks_Sync_Error__c', {
      Key__c: uniqueKey(),
      Kind__c: 'Data',
    });
    expect(org.core.row('Linnworks_Sync_Error__c', id)).toMatchObject({
      Name: 'ERR-00000001',
      Status__c: 'Open',
      OwnerId: org.users.admin.id,
      CreatedById: org.users.admin.id,
      CreatedDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/) as string,
    });
  });
});

describe('permissions', () => {
  it('let the viewer read and not write', async () => {
    const viewer = await org.connect('viewer');
    await newId(LEVEL, { Key__c: uniqueKey() });
    expect((await viewer.query(`SELECT Id FROM ${LEVEL}`)).totalSize).toBeGreaterThan(0);
    await expect(viewer.sobject(LEVEL).create({ Key__c: 'v' })).rejects.toMatchObject({
      errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    });
  });
});
