import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job, JobOutcome } from '../../src/domain/ports.ts';
import { openJobQueue, type JobQueue } from '../../src/queue/job-queue.ts';
import { openStore, type OpenStore } from '../../src/queue/open-store.ts';
import type { OrderSnapshot } from '../../src/domain/tables.ts';
import { silentLog } from '../../src/domain/silent-log.ts';
import { createTables } from '../../src/queue/tables/tables.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'queue-'));
const open = () => openStore({ databaseUrl: undefined, dataDir, onError: () => undefined });

let store: OpenStore;
let queue: JobQueue;
beforeAll(async () => {
  store = await open();
  queue = await openJobQueue(store.connection, silentLog, true);
});
afterAll(async () => {
  await queue?.stop();
  await store?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const job = (key: string, n: number) => ({ key, kind: 'test', data: { n }, traceId: `t-${n}` });
const numberOf = (one: Job) => one.data['n'] as number;

describe('the embedded store', () => {
  it('is refused to a second worker', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'STORE_IN_USE', kind: 'config' });
  });

  it('stores cursor and jobs together or not at all', async () => {
    const { cursors } = createTables(store.db);
    const broken = store.transaction(async (tx) => {
      await cursors.set(tx, 'test', '1');
      await queue.enqueue(tx, 'returns-in', [job('k', 1)]);
      throw new Error('power cut');
    });
    await expect(broken).rejects.toThrow('power cut');
    expect(await cursors.get('test')).toBeNull();
    expect(await queue.backlog('returns-in')).toBe(0);
    expect(await queue.oldest('returns-in')).toBeNull();
  });

  it('keeps an intention from replacing a confirmed link', async () => {
    const { links } = createTables(store.db);
    const link = {
      salesforceOrderId: '801000000000001AAA',
      sourceKey: 'SALESFORCE|Main|1',
      traceId: 'trace',
      linnworksId: 'a1',
      linnworksNumber: 100001,
      expectedTotal: 1999,
      currency: 'GBP',
      sentParts: { lines: 'x' },
    };
    await store.transaction((tx) => links.put(tx, [link]));
    await store.transaction((tx) =>
      links.put(tx, [{ ...link, linnworksId: null, linnworksNumber: null }]),
    );
    expect((await links.byOrder([link.salesforceOrderId])).get(link.salesforceOrderId)).toEqual(
      link,
    );
  });

  it('finds open orders by the records that they were mapped from', async () => {
    const { links, orders } = createTables(store.db);
    const linkOf = (n: number, ids: string[], stamp = '2026-11-24T10:00:00.000+0000') => ({
      ...{ salesforceOrderId: `80100000000010${n}AAA`, sourceKey: `SALESFORCE|Main|read ${n}` },
      ...{ traceId: 'trace', linnworksId: `read-${n}`, linnworksNumber: n, expectedTotal: 1 },
      ...{ currency: 'GBP', sentParts: { lines: 'x' }, read: { stamp, ids } },
    });
    const all = [linkOf(1, ['account', 'one']), linkOf(2, ['account']), linkOf(3, ['other'])];
    await store.transaction((tx) => links.put(tx, all));
    const keys = async (...ids: string[]) =>
      (await links.openReadFrom(ids)).map(({ linnworksId }) => linnworksId).sort();
    expect(await keys('account')).toEqual(['read-1', 'read-2']);
    expect(await keys('one', 'other')).toEqual(['read-1', 'read-3']);
    expect(await keys()).toEqual([]);
    const read = { stamp: '2026-11-24T11:00:00.000+0000', ids: ['new'] };
    const id = '801000000000102AAA';
    await store.transaction((tx) => links.putRead(tx, new Map([[id, read]])));
    expect((await links.byOrder([id])).get(id)).toEqual({ ...all[1], read });
    // A put that says nothing of it leaves it alone.
    const { read: _read, ...silent } = linkOf(2, []);
    await store.transaction((tx) => links.put(tx, [{ ...silent, sentParts: { lines: 'y' } }]));
    expect((await links.byOrder([id])).get(id)).toMatchObject({ sentParts: { lines: 'y' }, read });
    const shipped = {
      ...{ linnworksId: 'read-1', number: 1, salesforceOrderId: null, relation: 'Original' },
      ...{
        parentId: null,
        origins: ['first', 'second'],
        updatedAt: null,
        observedAt: '2026-11-24T10:00:00Z',
        isExact: true,
      },
      ...{ seen: 'Shipped', state: 'Shipped', own: {}, hashes: {} },
    } as unknown as OrderSnapshot;
    await store.transaction((tx) => orders.put(tx, [shipped]));
    expect((await orders.get(['read-1'])).get('read-1')).toMatchObject(shipped);
    expect((await links.byLinnworks(['read-2'])).get('read-2')).toMatchObject({
      linnworksId: 'read-2',
    });
    expect(await keys('account', 'new')).toEqual(['read-2']);
  });

  it('lets no older snapshot win', async () => {
    const { snapshots } = createTables(store.db);
    const put = (version: string) =>
      store.transaction((tx) =>
        snapshots.put(tx, 'X', [{ key: 'k', version, hash: version, state: 'Accepted' }]),
      );
    await put('2026-02-02');
    await put('2026-01-01');
    expect((await snapshots.get('X', ['k'])).get('k')?.version).toBe('2026-02-02');
  });
});

describe('the queue', () => {
  it('keeps the order of each key over retries and holds up no other key', async () => {
    const seen: string[] = [];
    const failedOnce = new Set<string>();
    const handle = async (jobs: Job[]): Promise<Map<string, JobOutcome>> => {
      expect(new Set(jobs.map(({ key }) => key)).size).toBe(jobs.length);
      return new Map(
        jobs.map((one): [string, JobOutcome] => {
          const name = `${one.key}${numberOf(one)}`;
          if (one.key === 'a' && numberOf(one) === 1 && !failedOnce.has(name)) {
            failedOnce.add(name);
            return [one.id, { retryAfterMs: 0, reason: 'once' }];
          }
          seen.push(name);
          return [one.id, { done: true }];
        }),
      );
    };
    await store.transaction((tx) =>
      queue.enqueue(tx, 'stock-in', [
        ...[1, 2, 3].map((n) => job('a', n)),
        ...[1, 2, 3].map((n) => job('b', n)),
      ]),
    );
    await queue.work('stock-in', { batchSize: 10, loops: 2 }, handle);
    await waitFor('all jobs', async () => seen.length === 6, 20_000, 50);
    expect(seen.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(seen.filter((name) => name.startsWith('b'))).toEqual(['b1', 'b2', 'b3']);
    expect(seen.indexOf('b3')).toBeLessThan(seen.indexOf('a3'));
  });

  it('runs a batch again one by one when one record breaks it', async () => {
    const done: number[] = [];
    await store.transaction((tx) =>
      queue.enqueue(
        tx,
        'returns-in',
        [1, 2, 3].map((n) => job(`key-${n}`, n)),
      ),
    );
    await queue.work('returns-in', { batchSize: 10, loops: 1 }, async (jobs) => {
      if (jobs.some((one) => numberOf(one) === 2)) throw new TypeError('bad record');
      done.push(...jobs.map(numberOf));
      return new Map(jobs.map(({ id }): [string, JobOutcome] => [id, { done: true }]));
    });
    await waitFor('the neighbours', async () => done.length === 2, 20_000, 50);
    expect([...done].sort()).toEqual([1, 3]);
    await waitFor(
      'the bad one alone',
      async () => (await queue.backlog('returns-in')) === 1,
      20_000,
    );
    expect(await queue.oldest('returns-in')).toBeInstanceOf(Date);
  });

  it('hands out nothing of a paused queue, and everything in order when it goes on', async () => {
    const seen: number[] = [];
    const others: number[] = [];
    const take = (list: number[]) => async (jobs: Job[]) => {
      list.push(...jobs.map(numberOf));
      return new Map(jobs.map(({ id }): [string, JobOutcome] => [id, { done: true }]));
    };
    await queue.work('orders-out', { batchSize: 1, loops: 2 }, take(seen));
    await queue.work('requests', { batchSize: 1, loops: 1 }, take(others));
    await queue.pause('orders-out');
    await store.transaction(async (tx) => {
      await queue.enqueue(
        tx,
        'orders-out',
        [1, 2, 3].map((n) => job('one-order', n)),
      );
      await queue.enqueue(
        tx,
        'requests',
        [1, 2, 3].map((n) => job(`r${n}`, n)),
      );
    });
    await waitFor('the other queue', async () => others.length === 3, 20_000, 50);
    expect(seen).toEqual([]);
    await queue.resume('orders-out');
    await waitFor('the paused queue', async () => seen.length === 3, 20_000, 50);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('waits as long as an outcome says, and no longer once it is hurried', async () => {
    const attempts: number[] = [];
    await queue.work('orders-in', { batchSize: 1, loops: 1 }, async (jobs) => {
      attempts.push(...jobs.map(({ attempt }) => attempt));
      const later = { retryAfterMs: 3_600_000, reason: 'asked to wait' };
      return new Map(
        jobs.map(({ id, attempt }): [string, JobOutcome] => [
          id,
          attempt === 1 ? later : { done: true },
        ]),
      );
    });
    await store.transaction((tx) => queue.enqueue(tx, 'orders-in', [job('slow', 1)]));
    const due = sql<{ due: Date }>`select start_after as due from pgboss.job
      where name = 'orders-in' and state = 'retry'`;
    const row = await waitFor('the retry', async () => (await due.execute(store.db)).rows[0]);
    expect(row.due.getTime() - Date.now()).toBeGreaterThan(3_000_000);
    await queue.hurry('orders-in', ['slow']);
    await waitFor('the hurried job', async () => attempts.length === 2, 20_000, 50);
  });
});
