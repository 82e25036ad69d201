import { createRecord } from 'lightning/uiRecordApi';
import { createSyncRequest, reasonOf } from 'c/syncRequest';

const create = createRecord as unknown as jest.Mock;

beforeAll(() => {
  Object.defineProperty(globalThis, 'crypto', {
    value: { getRandomValues: (array: Uint32Array) => array.fill(7) },
    configurable: true,
  });
});
beforeEach(() => create.mockClear());

describe('syncRequest', () => {
  it('creates the record behind a button, with a key of its own', async () => {
    const key = await createSyncRequest('Retry', { orderId: '801000000000001AAA', errorId: 'a02' });
    expect(key).toMatch(/^user:Retry:a02:/);
    expect(key.length).toBeLessThanOrEqual(120);
    const [{ apiName, fields }] = create.mock.calls[0] as [
      { apiName: string; fields: Record<string, unknown> },
    ];
    expect(apiName).toBe('Linnworks_Sync_Request__c');
    expect(fields).toMatchObject({
      Key__c: key,
      Kind__c: 'Retry',
      Status__c: 'Pending',
      Source__c: 'User',
      Order__c: '801000000000001AAA',
      Sync_Error__c: 'a02',
    });
  });

  it('retries a whole group by its cause', async () => {
    await createSyncRequest('Retry', { causeKey: 'LW_SKU_UNKNOWN|A' });
    const [{ fields }] = create.mock.calls[0] as [{ fields: Record<string, unknown> }];
    expect(fields).toMatchObject({ Cause_Key__c: 'LW_SKU_UNKNOWN|A' });
    expect(fields).not.toHaveProperty('Order__c');
  });

  it('takes a stream, a record and a detail, and leaves out what was not said', async () => {
    await createSyncRequest('Pause', { stream: 'stock' });
    await createSyncRequest('Repair', { recordId: 'a07', detail: { reason: 'By hand' } });
    const fields = create.mock.calls.map(([input]: [{ fields: object }]) => input.fields);
    expect(Object.keys(fields[0] ?? {}).sort()).toEqual(
      ['Key__c', 'Kind__c', 'Source__c', 'Status__c', 'Stream__c'].sort(),
    );
    expect(fields[1]).toMatchObject({ Record_Id__c: 'a07', Detail__c: '{"reason":"By hand"}' });
  });

  it('finds the plain sentence in a failure', () => {
    expect(reasonOf({ body: { message: 'No access' } }, 'x')).toBe('No access');
    const output = { errors: [{ message: 'You may not create it.' }], fieldErrors: {} };
    expect(reasonOf({ body: { message: 'An error occurred', output } }, 'x')).toBe(
      'You may not create it.',
    );
    const code = 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';
    expect(
      reasonOf({ body: { output: { errors: [{ errorCode: code, message: 'entity' }] } } }, 'x'),
    ).toBe('c.Linnworks_No_Permission');
    expect(reasonOf(new Error('offline'), 'x')).toBe('offline');
    expect(reasonOf(undefined, 'x')).toBe('x');
  });
});
