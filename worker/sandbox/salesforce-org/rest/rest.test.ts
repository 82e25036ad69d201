import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedShop, startTestOrg, type TestOrg } from '../test/running-org.ts';

const LEVEL = 'Linnworks_Stock_Level__c';
const LOCATION = 'Linnworks_Location__c';
const V = '/services/data/v66.0';
let org: TestOrg;
beforeEach(async () => {
  org = await startTestOrg();
});
afterEach(() => org.close());

const count = (object: string): number =>
  org.core.query(org.control.admin(), `SELECT COUNT() FROM ${object}`).totalSize;
const level = (Key__c: string, values: object = {}) => ({
  attributes: { type: LEVEL },
  Key__c,
  ...values,
});

describe('a record by external id', () => {
  const path = `sobjects/${LEVEL}/Key__c/${encodeURIComponent('SKU/1 + more|loc')}`;

  it('is created, changed, read and deleted', async () => {
    expect(await org.call('PATCH', `${path}?updateOnly=true`, {})).toMatchObject({ status: 404 });
    expect(await org.call('PATCH', path, { On_Hand__c: 1 })).toMatchObject({
      status: 201,
      body: { success: true, created: true },
    });
    expect(await org.call('PATCH', path, { On_Hand__c: 2 })).toMatchObject({ status: 200 });
    expect(await org.call('GET', path)).toMatchObject({
      body: { Key__c: 'SKU/1 + more|loc', On_Hand__c: 2 },
    });
    expect(await org.call('PATCH', path, { Key__c: 'again' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD' }],
    });
    expect((await org.call('DELETE', path)).status).toBe(204);
    expect((await org.call('GET', path)).status).toBe(404);
  });

  it('is ambiguous when the key is not unique', async () => {
    for (const Key__c of ['a', 'b'])
      await org.call('POST', `sobjects/${LEVEL}`, { Key__c, Sku__c: 'S' });
    const { status, body } = await org.call('PATCH', `sobjects/${LEVEL}/Sku__c/s`, {
      On_Hand__c: 1,
    });
    expect(status).toBe(300);
    expect(body).toHaveLength(2);
  });
});

describe('collections', () => {
  const upsert = (records: object[], allOrNone = false) =>
    org.call('PATCH', `composite/sobjects/${LEVEL}/Key__c`, { allOrNone, records });

  it('give one result per record, in order', async () => {
    const records = [level('a'), level('b', { On_Hand__c: 'x' }), level('c'), level('C')];
    expect(await upsert(records)).toMatchObject({
      status: 200,
      body: [
        { success: true, created: true },
        { success: false, errors: [{ statusCode: 'JSON_PARSER_ERROR' }] },
        { success: false, errors: [{ statusCode: 'DUPLICATE_VALUE' }] },
        { success: false },
      ],
    });
    expect(count(LEVEL)).toBe(1);
  });

  it('keep nothing when all or none is asked for', async () => {
    const { body } = await upsert([level('a'), level('')], true);
    expect(body).toMatchObject([
      { success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] },
      { success: false, errors: [{ statusCode: 'MISSING_ARGUMENT' }] },
    ]);
    expect(count(LEVEL)).toBe(0);
  });

  it('take 200 records at most', async () => {
    const records = Array.from({ length: 201 }, (_, n) => level(`k${n}`));
    expect(await upsert(records)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'EXCEEDED_ID_LIMIT' }],
    });
  });

  it('create, change and delete', async () => {
    const created = await org.call('POST', 'composite/sobjects', {
      records: [level('a'), level('b')],
    });
    const ids = (created.body as { id: string }[]).map(({ id }) => id);
    const records = ids.map((id) => ({ attributes: { type: LEVEL }, id, On_Hand__c: 7 }));
    expect((await org.call('PATCH', 'composite/sobjects', { records })).body).toMatchObject([
      { success: true },
      { success: true },
    ]);
    const gone = await org.call('DELETE', `composite/sobjects?ids=${ids.join(',')},nope`);
    expect(gone.body).toMatchObject([
      { success: true },
      { success: true },
      { success: false, errors: [{ statusCode: 'MALFORMED_ID' }] },
    ]);
    expect((await org.call('GET', `queryAll?q=SELECT+Id+FROM+${LEVEL}`)).body).toMatchObject({
      totalSize: 2,
    });
  });
});

describe('composite', () => {
  const requests = (key: object) => [
    {
      method: 'POST',
      url: `${V}/sobjects/${LOCATION}`,
      referenceId: 'loc',
      body: { Name: 'L', Linnworks_Id__c: 'g' },
    },
    {
      method: 'POST',
      url: `${V}/sobjects/${LEVEL}`,
      referenceId: 'lvl',
      body: { ...key, Location__c: '@{loc.id}' },
    },
    { method: 'GET', url: `${V}/query?q=SELECT+Location__r.Name+FROM+${LEVEL}`, referenceId: 'q' },
  ];

  it('passes results on', async () => {
    const { body } = await org.call('POST', 'composite', {
      compositeRequest: requests({ Key__c: 'k' }),
    });
    expect(body).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 201, referenceId: 'loc' },
        { httpStatusCode: 201 },
        { httpStatusCode: 200, body: { records: [{ Location__r: { Name: 'L' } }] } },
      ],
    });
  });

  it('undoes everything when one of all or none fails', async () => {
    const compositeRequest = requests({});
    const { body } = await org.call('POST', 'composite', { allOrNone: true, compositeRequest });
    expect(body).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 400, body: [{ errorCode: 'PROCESSING_HALTED' }] },
        { httpStatusCode: 400, body: [{ errorCode: 'REQUIRED_FIELD_MISSING' }] },
        {},
      ],
    });
    expect(count(LOCATION)).toBe(0);
  });

  it('keeps each graph by itself', async () => {
    const graphs = [
      { graphId: 'good', compositeRequest: requests({ Key__c: 'k' }).slice(0, 2) },
      { graphId: 'bad', compositeRequest: requests({}).slice(0, 2) },
    ];
    expect((await org.call('POST', 'composite/graph', { graphs })).body).toMatchObject({
      graphs: [{ isSuccessful: true }, { isSuccessful: false }],
    });
    expect(count(LOCATION)).toBe(1);
  });

  it('runs a batch of independent requests', async () => {
    const batchRequests = [
      { method: 'GET', url: 'v66.0/limits' },
      { method: 'GET', url: 'v66.0/sobjects/Nope/describe' },
    ];
    expect((await org.call('POST', 'composite/batch', { batchRequests })).body).toMatchObject({
      hasErrors: true,
      results: [{ statusCode: 200 }, { statusCode: 404 }],
    });
  });
});

describe('events and pages', () => {
  it('publishing succeeds and says that it is queued', async () => {
    const { status, body } = await org.call('POST', 'sobjects/Linnworks_Work__e', { Key__c: 'k' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ success: true, errors: [{ statusCode: 'OPERATION_ENQUEUED' }] });
  });

  it('a page of a query belongs to the user who asked', async () => {
    seedShop(org);
    expect(await org.call('GET', 'query/01gNope-200')).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_QUERY_LOCATOR' }],
    });
  });

  it('the columns of a query are told without running it', async () => {
    const soql = 'SELECT Id, Account.Name, Account.Phone, (SELECT Id FROM OrderItems) FROM Order';
    const { body } = await org.call('GET', `query?q=${encodeURIComponent(soql)}&columns=true`);
    expect(body).toMatchObject({
      entityName: 'Order',
      idSelected: true,
      columnMetadata: [
        { columnName: 'Id' },
        { columnName: 'Account', joinColumns: [{ columnName: 'Name' }, { columnName: 'Phone' }] },
        { columnName: 'OrderItems', aggregate: true, joinColumns: [{ columnName: 'Id' }] },
      ],
    });
  });

  it('a body that is no JSON is refused', async () => {
    const response = await fetch(`${org.url}${V}/sobjects/Account`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${org.control.issue('admin@merchant.example') ?? ''}`,
        'content-type': 'application/json',
      },
      body: '{"Name": ',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject([{ errorCode: 'JSON_PARSER_ERROR' }]);
  });
});
