import { sql, type Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { up } from '../../../src/queue/migrations/0010-stock-rows.ts';
import type { OpenStore } from '../../../src/queue/open-store.ts';
import { createStockTables } from '../../../src/queue/tables/stock/stock-tables.ts';
import { useTemporaryStore } from '../temporary-store.ts';

let store: OpenStore;
useTemporaryStore((opened) => (store = opened));

const LEVELS = 'Linnworks_Stock_Level__c';
const at = new Date('2026-03-02T10:00:00Z');
const level = (onHand: number) => ({
  ...{ locationId: 'leeds', onHand, allocated: 0, available: onHand, due: 0, minimum: null },
  ...{ justInTime: false, changedAt: null },
});
const item = (sku: string, onHand: number) => ({
  ...{ id: `id-of-${sku}`, sku, kind: 'Simple' as const, levels: [level(onHand)] },
});

it('a job that was under way before an update of the worker is followed to its end after it', async () => {
  const { levels, jobs } = createStockTables(store.db);
  const items = [item('TENT', 5), item('MUG', 7)];
  await store.transaction((tx) => levels.observe(tx, { items, at, sweep: 1 }));
  // As the version before left it: the job in a column of the level.
  await sql`drop table connector.stock_job_row`.execute(store.db);
  await sql`alter table connector.stock_level add column job_id text`.execute(store.db);
  await sql`update connector.stock_level set job_id = 'j', sent_face = face where sku = 'TENT'`.execute(
    store.db,
  );
  await up(store.db as unknown as Kysely<unknown>);
  const job = { id: 'j', salesforceId: '750', object: LEVELS, rows: 1, openedAt: at };
  expect((await jobs.levels('j', '', 10)).map(({ sku }) => sku)).toEqual(['TENT']);
  const wanted = { unlisted: true, now: at, withNew: true };
  expect(await levels.countWaiting(wanted, 10)).toBe(1);
  expect(await store.transaction((tx) => jobs.finishSome(tx, job, 10))).toBe(1);
  expect(await store.transaction((tx) => jobs.finishSome(tx, job, 10))).toBe(0);
  expect(await levels.count()).toEqual({ known: 2, written: 1 });
});

it('a level that somebody asks for while a job carries it is written again after the job', async () => {
  const { levels, jobs } = createStockTables(store.db);
  await sql`truncate connector.stock_level, connector.stock_job_row`.execute(store.db);
  const items = [item('TENT', 5), item('MUG', 7)];
  await store.transaction((tx) => levels.observe(tx, { items, at, sweep: 1 }));
  const all = { unlisted: true, now: at, withNew: true };
  const opening = { id: 'k', salesforceId: null, object: LEVELS, openedAt: at };
  expect(await store.transaction((tx) => jobs.begin(tx, opening, all, 10))).toBe(2);
  expect(await levels.countWaiting(all, 10)).toBe(0);
  const asked = { ...all, skuKeys: ['tent'] };
  const claimed = await store.transaction((tx) => levels.claim(tx, asked, 10));
  expect(claimed.map(({ sku }) => sku)).toEqual(['TENT']);
  await store.transaction((tx) =>
    levels.written(
      tx,
      claimed.map(({ key }) => key),
      [],
    ),
  );
  const job = { ...opening, rows: 2 };
  await store.transaction((tx) => jobs.finishSome(tx, job, 10));
  const again = await store.transaction((tx) => levels.claim(tx, all, 10));
  expect(again.map(({ sku, isNew }) => [sku, isNew])).toEqual([['TENT', false]]);
});

it('what a job could not write waits for its next try, the rest is written', async () => {
  const { levels, jobs } = createStockTables(store.db);
  await sql`truncate connector.stock_level, connector.stock_job_row`.execute(store.db);
  const items = [item('TENT', 5), item('MUG', 7)];
  await store.transaction((tx) => levels.observe(tx, { items, at, sweep: 1 }));
  const all = { unlisted: true, now: at, withNew: true };
  const opening = { id: 'l', salesforceId: null, object: LEVELS, openedAt: at };
  await store.transaction((tx) => jobs.begin(tx, opening, all, 10));
  const job = { ...opening, rows: 2 };
  const retryAt = new Date(at.getTime() + 60_000);
  await store.transaction((tx) => jobs.fail(tx, job, [{ key: 'mug|leeds', retryAt }]));
  await store.transaction((tx) => jobs.finishSome(tx, job, 10));
  expect(await levels.countWaiting(all, 10)).toBe(0);
  const later = { ...all, now: retryAt };
  const again = await store.transaction((tx) => levels.claim(tx, later, 10));
  expect(again.map(({ sku, tries }) => [sku, tries])).toEqual([['MUG', 1]]);
});
