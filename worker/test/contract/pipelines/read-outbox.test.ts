import { beforeEach, describe, expect, it } from 'vitest';
import type { SalesforceRecord } from '../../../src/domain/ports.ts';
import { silentLog } from '../../../src/domain/silent-log.ts';
import { pollOutbox } from '../../../src/pipelines/read-outbox.ts';
import { MemoryStore } from './memory-store.ts';
import { ScriptedOrg } from './scripted-org.ts';

const PAGE = 1000;
const second = (n: number): string => new Date(Date.UTC(2026, 10, 25, 8, 0, n)).toISOString();

/** Requests that wait, sorted and filtered as the outbox asks for them. */
class OrgWithOutbox extends ScriptedOrg {
  readonly waiting: SalesforceRecord[] = [];
  pages = 0;

  /** @param id its place among requests of the same second. */
  add(at: number, id: number): void {
    const Id = `a0R${String(id).padStart(15, '0')}`;
    const Order__c = `801${String(id).padStart(15, '0')}`;
    const CreatedDate = second(at);
    this.waiting.push({ Id, Order__c, Kind__c: 'Push', Source__c: 'Flow', CreatedDate });
  }

  override async query(soql: string): Promise<SalesforceRecord[]> {
    if (!soql.includes('FROM Linnworks_Sync_Request__c')) return super.query(soql);
    this.pages += 1;
    const since = /CreatedDate >= (\S+)/.exec(soql)?.[1] ?? '';
    const [, date = '', id = ''] =
      /CreatedDate = (\S+) AND Id > '(\w*)'/.exec(soql) ?? /CreatedDate > (\S+)/.exec(soql) ?? [];
    const place = (row: SalesforceRecord) => `${String(row['CreatedDate'])} ${String(row['Id'])}`;
    return this.waiting
      .filter((row) => String(row['CreatedDate']) >= since && place(row) > `${date} ${id}`)
      .sort((a, b) => (place(a) < place(b) ? -1 : 1))
      .slice(0, PAGE);
  }
}

let org: OrgWithOutbox;
let store: MemoryStore;
beforeEach(() => {
  org = new OrgWithOutbox();
  store = new MemoryStore();
});

const poll = (scan: 'new' | 'late' | 'all') =>
  pollOutbox(
    {
      salesforce: org,
      store,
      tables: store.tables,
      queue: store.queue,
      clock: { now: () => new Date(second(0)), sleep: async () => undefined },
      log: silentLog,
    },
    scan,
  );
const queued = () => store.queued.map(({ key }) => Number(key.slice(3)));

describe('a retry of all orders with one cause', () => {
  it('goes on with the trace of each error; the last one answers the request with its own', async () => {
    const orders = ['801000000000001AAA', '801000000000002AAA'];
    for (const [index, recordId] of orders.entries())
      store.errors.set(recordId, {
        ...{ fingerprint: recordId, subject: 'order', recordId, stream: 'orders-out' },
        ...{ step: 'send', code: 'LW_SKU_UNKNOWN', causeKey: 'LW_SKU_UNKNOWN|ABC-1' },
        ...{ traceId: `trace-${index}`, attempts: 1, stamp: '', again: null, isIgnored: false },
        ...{ firstSeenAt: new Date(second(0)), lastSeenAt: new Date(second(0)) },
      });
    org.waiting.push({
      ...{ Id: 'a0R000000000001AAA', Kind__c: 'Retry', CreatedDate: second(1) },
      ...{ Cause_Key__c: 'LW_SKU_UNKNOWN|ABC-1', Trace_Id__c: 'trace-of-request' },
      ...{ Source__c: 'User', CreatedById: '005000000000001AAA' },
    });
    expect(await poll('all')).toBe(1);
    expect(store.queued).toMatchObject([
      { key: orders[0], traceId: 'trace-0', data: {} },
      { key: orders[1], traceId: 'trace-of-request', data: { requestId: 'a0R000000000001AAA' } },
    ]);
    // The audit says for each of the orders who asked, once, and leads to the request.
    await poll('all');
    const asked = { step: 'asked:Retry', traceId: 'trace-of-request' };
    expect(store.audit).toMatchObject(
      orders.map((record) => ({ ...asked, record, outcome: 'asked by 005000000000001AAA' })),
    );
  });
});

describe('the audit of what people ask for', () => {
  const ask = async (Kind__c: string, more: SalesforceRecord = {}) => {
    const id = `a0R${Kind__c.padEnd(15, 'x').slice(0, 15)}`;
    const request = { Id: id, Kind__c, Source__c: 'User', CreatedDate: second(1), ...more };
    org.waiting.push(request);
    await poll('all');
    return store.audit.map(({ step, record }) => `${step} ${record}`);
  };

  it('has a row for each wish that changes something', async () => {
    expect(await ask('Cancel', { Order__c: '801000000000001AAA' })).toEqual([
      'asked:Cancel 801000000000001AAA',
    ]);
    await ask('Refresh', { Product__c: '01t000000000001AAA' });
    await ask('Repair', { Record_Id__c: 'a03000000000001AAA' });
    expect((await ask('SyncNow', { Stream__c: 'stock' })).slice(1)).toEqual([
      'asked:Refresh 01t000000000001AAA',
      'asked:Repair a03000000000001AAA',
      'asked:SyncNow stock',
    ]);
    expect(new Set(store.audit.map(({ traceId }) => traceId)).size).toBe(4);
  });

  it('has none for questions, for what has a row of its own, and for what flows ask', async () => {
    await ask('Trace');
    await ask('Ignore');
    expect(await ask('Push', { Order__c: '801000000000001AAA', Source__c: 'Flow' })).toEqual([]);
  });
});

describe('the outbox', () => {
  it('reads all that waits at the first look, page by page, each once', async () => {
    for (let n = 1; n <= 2 * PAGE + 5; n++) org.add(Math.floor(n / 300), n);
    expect(await poll('new')).toBe(2 * PAGE + 5);
    expect(queued()).toEqual(Array.from({ length: 2 * PAGE + 5 }, (_, n) => n + 1));
    expect(org.pages).toBe(3);
  });

  it('does not read again what still waits, however much it is', async () => {
    for (let n = 1; n <= 3 * PAGE; n++) org.add(1, n);
    await poll('new');
    org.pages = 0;
    org.add(2, 9_000);
    expect(await poll('new')).toBe(1);
    expect(org.pages).toBe(1);
  });

  it('goes on where the worker before it stopped', async () => {
    org.add(1, 5);
    await poll('new');
    org.add(1, 6);
    expect(await poll('new')).toBe(1);
    expect(queued()).toEqual([5, 6]);
  });

  it('finds by the late scan what was committed out of order', async () => {
    org.add(400, 5);
    await poll('new');
    org.add(400, 4);
    org.add(3, 3);
    expect(await poll('new')).toBe(0);
    expect(await poll('late')).toBe(2);
    expect(queued().sort()).toEqual([3, 4, 5]);
  });

  it('finds by the full scan what is older than that, and keeps its place', async () => {
    org.add(1_000, 5);
    await poll('new');
    org.add(1, 1);
    expect(await poll('late')).toBe(0);
    expect(await poll('all')).toBe(1);
    org.pages = 0;
    org.add(1_001, 6);
    expect(await poll('new')).toBe(1);
    expect(org.pages).toBe(1);
  });

  it('reads on from the cursor of an earlier version, which was a date', async () => {
    store.cursors.set('outbox', second(2));
    org.add(1, 1);
    org.add(2, 2);
    org.add(3, 3);
    expect(await poll('new')).toBe(2);
    expect(queued()).toEqual([2, 3]);
  });
});
