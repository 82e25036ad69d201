import type jsforce from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from './ports.ts';
import { seedShop, startTestOrg, type Shop, type TestOrg } from './test/running-org.ts';

/** The real client with nothing stubbed, in an org with and without the package's namespace. */
describe.each(['', 'lwsync'] as const)('jsforce in an org with namespace "%s"', (namespace) => {
  const p = namespace === '' ? '' : `${namespace}__`;
  const LEVEL = `${p}Linnworks_Stock_Level__c`;
  const LOCATION = `${p}Linnworks_Location__c`;
  const KEY = `${p}Key__c`;
  let org: TestOrg;
  let shop: Shop;
  let client: jsforce.Connection;

  beforeAll(async () => {
    org = await startTestOrg({ namespace });
    shop = seedShop(org);
    client = await org.connect('integration');
  });
  afterAll(() => org.close());

  it('logs in by JWT and learns who it is', async () => {
    const identity = await client.identity();
    expect(identity).toMatchObject({
      username: 'integration@merchant.example',
      organization_id: org.orgId,
    });
    await client.query('SELECT Id FROM Organization');
    expect(client.limitInfo.apiUsage?.limit).toBe(100_000);
  });

  it('creates, reads, changes and deletes', async () => {
    const object = client.sobject(LOCATION);
    const created = await object.create({ Name: 'Leeds', [`${p}Linnworks_Id__c`]: 'GUID-1' });
    expect(created).toMatchObject({ success: true, errors: [] });
    const id = created.success ? created.id : '';
    await object.update({ Id: id, [`${p}City__c`]: 'Leeds' });
    expect(await object.retrieve(id)).toMatchObject({
      Id: id,
      [`${p}City__c`]: 'Leeds',
      [`${p}Is_Active__c`]: true,
    });
    await expect(object.retrieve('a00000000000000AAA')).rejects.toMatchObject({
      errorCode: 'NOT_FOUND',
    });
  });

  it('upserts by external id, without regard to case', async () => {
    const object = client.sobject(LEVEL);
    const first = await object.upsert({ [KEY]: 'SKU/1|a', [`${p}On_Hand__c`]: 1 }, KEY);
    const second = await object.upsert({ [KEY]: 'sku/1|A', [`${p}On_Hand__c`]: 2 }, KEY);
    expect(first).toMatchObject({ success: true, created: true });
    expect(second).toMatchObject({ success: true, created: false, id: first.id });
  });

  it('upserts collections in order, with an error per record', async () => {
    const results = await client.sobject(LEVEL).upsert(
      [
        { [KEY]: 'A|a', [`${p}On_Hand__c`]: 1 },
        { [KEY]: 'B|a', [`${p}Item_Kind__c`]: 'Nonsense' },
        { [KEY]: 'C|a', [`${p}Location__r`]: { [`${p}Linnworks_Id__c`]: 'guid-1' } },
      ],
      KEY,
      { allowRecursive: true },
    );
    expect(results.map(({ success }) => success)).toEqual([true, false, true]);
    expect(results[1]?.errors).toMatchObject([
      { statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', fields: [`${p}Item_Kind__c`] },
    ]);
  });

  it('does collections and queries together in one call, each kept or refused by itself', async () => {
    const root = `/services/data/v${client.version}`;
    const upsert = (key: string, kind: string, referenceId: string) => ({
      method: 'PATCH',
      url: `${root}/composite/sobjects/${LEVEL}/${KEY}`,
      referenceId,
      body: {
        allOrNone: false,
        records: [{ attributes: { type: LEVEL }, [KEY]: key, [`${p}Item_Kind__c`]: kind }],
      },
    });
    const query = (soql: string, referenceId: string) => ({
      method: 'GET',
      url: `${root}/query?q=${encodeURIComponent(soql)}`,
      referenceId,
    });
    const send = (compositeRequest: object[]) =>
      client.request<{ compositeResponse: { httpStatusCode: number; body: unknown }[] }>({
        method: 'POST',
        url: '/composite',
        body: JSON.stringify({ allOrNone: false, compositeRequest }),
        headers: { 'content-type': 'application/json' },
      });
    const many = [
      upsert('together-1', 'Simple', 'r0'),
      upsert('together-2', 'Nonsense', 'r1'),
      query('SELECT Nope FROM Account', 'r2'),
      query(`SELECT ${KEY} FROM ${LEVEL} WHERE ${KEY} LIKE 'together-%'`, 'r3'),
      query('SELECT Id FROM Organization', 'r4'),
    ];
    await client.query('SELECT Id FROM Organization');
    const before = client.limitInfo.apiUsage?.used ?? 0;
    const { compositeResponse } = await send(many);
    expect(client.limitInfo.apiUsage?.used).toBe(before + 1);
    expect(compositeResponse).toMatchObject([
      { httpStatusCode: 200, referenceId: 'r0', body: [{ success: true, created: true }] },
      { httpStatusCode: 200, body: [{ success: false }] },
      { httpStatusCode: 400, body: [{ errorCode: 'INVALID_FIELD' }] },
      { httpStatusCode: 200, body: { records: [{ [KEY]: 'together-1' }] } },
      { httpStatusCode: 200, body: { totalSize: 1 } },
    ]);
    const sixth = query('SELECT Id FROM Organization', 'r5');
    await expect(send([...many, sixth])).rejects.toMatchObject({ errorCode: 'LIMIT_EXCEEDED' });
    await expect(send([sixth, sixth])).rejects.toMatchObject({ errorCode: 'JSON_PARSER_ERROR' });
    const limits = { method: 'GET', url: `${root}/limits`, referenceId: 'r0' };
    await expect(send([limits])).rejects.toMatchObject({ errorCode: 'NOT_MODELLED' });
  });

  it('queries parents and children', async () => {
    const { records } = await client.query(
      `SELECT OrderNumber, Account.Name, (SELECT Product2.ProductCode, TotalPrice FROM OrderItems) FROM Order WHERE Id = '${shop.order}'`,
    );
    expect(records).toMatchObject([
      {
        OrderNumber: '00000001',
        Account: { Name: 'Harbour Cycles' },
        OrderItems: {
          totalSize: 1,
          records: [{ Product2: { ProductCode: 'TENT' }, TotalPrice: 20 }],
        },
      },
    ]);
  });

  it('reads a long result page by page', async () => {
    const session = org.control.admin();
    org.core.transaction(session, () => {
      for (let n = 0; n < 450; n++) org.core.save(session, 'create', LEVEL, { [KEY]: `page-${n}` });
    });
    const seen: unknown[] = [];
    const query = client
      .query(`SELECT ${KEY} FROM ${LEVEL} WHERE ${KEY} LIKE 'page-%' ORDER BY Id`)
      .on('record', (record: Row) => seen.push(record[KEY]))
      .run({
        autoFetch: true,
        maxFetch: 1000,
        headers: { 'Sforce-Query-Options': 'batchSize=200' },
      });
    await query;
    expect(seen).toHaveLength(450);
    expect(new Set(seen).size).toBe(450);
  });

  it('is told what is wrong in Salesforce words', async () => {
    await expect(client.query('SELECT Nope FROM Account')).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    await expect(client.query('SELECT Id FROM Nope__c')).rejects.toMatchObject({
      errorCode: 'INVALID_TYPE',
    });
    await expect(client.sobject(LEVEL).create({})).rejects.toMatchObject({
      errorCode: 'REQUIRED_FIELD_MISSING',
    });
    await expect(client.sobject('Account').create({ Name: 'x' })).rejects.toMatchObject({
      errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    });
  });

  it('describes the package', async () => {
    const description = await client.sobject(LEVEL).describe();
    expect(description.fields.find(({ name }) => name === KEY)).toMatchObject({
      externalId: true,
      unique: true,
      length: 255,
      nillable: false,
    });
  });
});

describe('a client that leaves the namespace out', () => {
  let org: TestOrg;
  beforeAll(async () => {
    org = await startTestOrg({ namespace: 'lwsync' });
  });
  afterAll(() => org.close());

  it('is understood with the call option, and unknown without it', async () => {
    const client = await org.connect('admin', 'lwsync');
    const created = await client.sobject('Linnworks_Location__c').create({
      Name: 'Leeds',
      Linnworks_Id__c: 'G',
    });
    expect(created.success).toBe(true);
    const { records } = await client.query('SELECT Linnworks_Id__c FROM Linnworks_Location__c');
    expect(records).toMatchObject([{ Linnworks_Id__c: 'G' }]);
    const strict = await org.connect('admin');
    await expect(strict.query('SELECT Id FROM Linnworks_Location__c')).rejects.toMatchObject({
      errorCode: 'INVALID_TYPE',
    });
  });
});
