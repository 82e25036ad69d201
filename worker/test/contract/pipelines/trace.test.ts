import { beforeEach, describe, expect, it } from 'vitest';
import type { StoryAnswer, StoryStep } from '../../../src/domain/answers.ts';
import { hashOf } from '../../../src/domain/hash.ts';
import type { SalesforceRecord } from '../../../src/domain/ports.ts';
import { eraseRecords } from '../../../src/pipelines/erase-records.ts';
import { createCorrect } from '../../../src/pipelines/requests/error-wishes.ts';
import { toAskedRequest } from '../../../src/pipelines/requests/request.ts';
import { createTrace } from '../../../src/pipelines/requests/trace.ts';
import { Bench } from './bench.ts';
import { ScriptedOrg } from './scripted-org.ts';
import { startLinnworksAccount } from '../../../sandbox/linnworks-account/start.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';

const ERROR_ID = 'a02000000000001AAA';
const CORRECTION = {
  recordId: '01t000000000001AAA',
  field: 'Product2.StockKeepingUnit',
  before: 'MUGG',
  after: 'MUG',
};

/** Requests that a person made on a screen; what the worker writes is laid over them by Id. */
class AskingOrg extends ScriptedOrg {
  readonly asked: SalesforceRecord[] = [];

  override async query(soql: string): Promise<SalesforceRecord[]> {
    if (soql.includes('FROM Linnworks_Sync_Request__c')) {
      const kind = /Kind__c = '(\w+)'/.exec(soql)?.[1];
      return this.asked
        .map((row) => ({
          ...row,
          ...this.written.get(`Linnworks_Sync_Request__c:${String(row['Id'])}`),
        }))
        .filter((row) => kind === undefined || row.Kind__c === kind);
    }
    // The order is looked up by the number that people know.
    if (soql.includes('OrderNumber =')) return [...this.orders.values()];
    return super.query(soql);
  }

  /** A record that was written by its key is found by its Id as well. */
  override async update(object: string, records: readonly SalesforceRecord[]) {
    for (const [key, row] of this.written) {
      const values = records.find(({ Id }) => Id === row['Id'] && key.startsWith(object));
      if (values) this.written.set(key, { ...row, ...values });
    }
    return super.update(object, records);
  }
}

let org: AskingOrg;
let bench: Bench;
let order: string;
beforeEach(async () => {
  org = new AskingOrg();
  bench = new Bench(await startLinnworksAccount({ seed: 5, quotas: 'lifted' }), org);
  await bench.stock('MUG');
  order = bench.order([{ sku: 'MUGG', quantity: 1, price: 9.95 }]);
  await bench.send(order);
  return () => bench.account.close();
});

function ask(kind: string, detail: object): SalesforceRecord {
  const request = {
    Name: 'REQ-00000007',
    ...{ Id: `request-${kind}`, Kind__c: kind, Status__c: 'Done', Order__c: order },
    ...{ Detail__c: JSON.stringify(detail), CreatedById: '005', CreatedBy: { Name: 'Ada' } },
    ...{ Result__c: 'Noted.', Trace_Id__c: `trace-${kind}`, CreatedDate: '2026-11-24T10:00:00Z' },
    Sync_Error__c: ERROR_ID,
  };
  org.asked.push(request);
  return request;
}
const asking = (request: SalesforceRecord) =>
  toAskedRequest(request, String(request['Trace_Id__c']));

async function correct(): Promise<void> {
  const [error] = [...bench.store.errors.values()];
  for (const [key, row] of org.written)
    if (key.startsWith('Linnworks_Sync_Error__c')) org.written.set(key, { Id: ERROR_ID, ...row });
  expect(error?.code).toBe('LW_SKU_UNKNOWN');
  await createCorrect(bench.deps)(asking(ask('Correct', CORRECTION)));
}

async function story(): Promise<StoryStep[]> {
  const trace = createTrace(bench.deps, createReference(bench.deps));
  const { answer } = await trace(asking({ Id: 't', Detail__c: '{"question":"00000001"}' }));
  return [...(answer as StoryAnswer).steps];
}

describe('a correction', () => {
  it('is told with its values and its person where the order is traced', async () => {
    await correct();
    const texts = (await story()).map(({ text }) => text);
    expect(texts).toContain(
      'Correct was asked for by Ada (REQ-00000007). Product2.StockKeepingUnit: "MUGG" → "MUG". Noted.',
    );
    expect(texts).toContain('A field was corrected (Product2.StockKeepingUnit).');
  });

  it('of a field that is somebody’s is told without its values, which are on the request', async () => {
    ask('Correct', { ...CORRECTION, field: 'Order.ShippingCity', before: 'Leds', after: 'Leeds' });
    expect((await story()).map(({ text }) => text)).toContain(
      'Correct was asked for by Ada (REQ-00000007). Order.ShippingCity: "•••" → "•••". Noted.',
    );
  });

  it('is proved by the audit, which does not tell the values', async () => {
    await correct();
    const row = bench.store.audit.find(({ step }) => step === 'correct-record');
    expect(row).toMatchObject({ record: order, traceId: 'trace-Correct' });
    expect(JSON.stringify(row)).not.toMatch(/MUGG?"/);
    // Who holds the request can prove that its values are those of the row.
    const values = [CORRECTION.before, CORRECTION.after].map((one) => hashOf(one).slice(0, 12));
    expect(row?.outcome).toContain(values.join(' → '));
    expect(row?.bodyHash).toBe(hashOf(CORRECTION));
  });

  it('is gone from errors, requests and stories when the customer is erased', async () => {
    await correct();
    const asked = ask('Trace', { question: '00000001' });
    await org.upsert('Linnworks_Sync_Request__c', 'Id', [
      { Id: asked['Id'], Answer__c: JSON.stringify(await story()) },
    ]);
    const kept = async () =>
      JSON.stringify([
        ...(await org.query('SELECT Id FROM Linnworks_Sync_Request__c')),
        ...org.of('Linnworks_Sync_Error__c').filter(({ Id }) => Id === ERROR_ID),
      ]);
    expect(await kept()).toContain('MUGG');
    expect(await eraseRecords(org, [order])).toMatchObject({ stories: 1 });
    const texts = await kept();
    // The rest of the error record names the SKU by its label and cause, which are no data of the customer.
    expect(texts).not.toContain('\\"before\\"');
    expect(texts).not.toContain('→');
  });
});

describe('a story', () => {
  it('says who asked for a group once, and leaves out what its request says anyway', async () => {
    const row = { record: order, outcome: 'asked by 005', attempt: 1, durationMs: 0, bodyHash: '' };
    bench.store.audit.push({ ...row, step: 'asked:Retry', traceId: 'trace-of-a-group' });
    bench.store.audit.push({ ...row, step: 'asked:Cancel', traceId: 'trace-Cancel' });
    ask('Cancel', {});
    const texts = (await story()).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('was asked for'))).toEqual(
      expect.arrayContaining([
        'Retry was asked for.',
        'Cancel was asked for by Ada (REQ-00000007). Noted.',
      ]),
    );
    expect(texts.filter((text) => text.startsWith('Cancel was asked for'))).toHaveLength(1);
  });

  it('shows what is on its way or of which nobody knows as such', async () => {
    const entry = { traceId: 't', record: order, attempt: 2, durationMs: 1, bodyHash: null };
    for (const outcome of ['sending', 'unknown: LW_NO_REPLY', 'failed: LW_REFUSED', 'taken'])
      bench.store.audit.push({ ...entry, step: 'linnworks:CancelOrder', outcome });
    const calls = (await story()).filter(({ step }) => step === 'linnworks:CancelOrder');
    expect(calls.map(({ outcome }) => outcome)).toEqual(['waiting', 'failed', 'failed', 'done']);
    expect(calls.map(({ attempt }) => attempt)).toEqual([2, 2, 2, 2]);
  });
});
