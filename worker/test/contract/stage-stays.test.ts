import { expect, it } from 'vitest';
import type { StageStay } from '../../src/domain/stage-stay.ts';
import type { OpenStore } from '../../src/queue/open-store.ts';
import { createTables } from '../../src/queue/tables/tables.ts';
import { useTemporaryStore } from './temporary-store.ts';

let store: OpenStore;
useTemporaryStore((opened) => (store = opened));

const stay = (day: string, hours: number, stage: StageStay['stage'] = 'Picking'): StageStay => ({
  ...{ stage, day, hours },
});

it('keeps how many orders left a stage after how many hours, for as long as it is asked for', async () => {
  const { stays } = createTables(store.db);
  const add = (...some: StageStay[]) => store.transaction((tx) => stays.add(tx, some));
  await add(stay('2026-11-02', 4), stay('2026-11-02', 4), stay('2026-11-02', 5));
  await add(stay('2026-11-03', 4), stay('2026-11-03', 4, 'Packed'), stay('2026-10-01', 4));
  const counts = async () =>
    (await stays.counts('2026-11-01'))
      .map(({ stage, hours, orders, since }) => `${stage} ${hours} h: ${orders} since ${since}`)
      .sort();
  expect(await counts()).toEqual([
    'Packed 4 h: 1 since 2026-11-03',
    'Picking 4 h: 3 since 2026-11-02',
    'Picking 5 h: 1 since 2026-11-02',
  ]);
  await store.transaction((tx) => stays.forgetBefore(tx, '2026-11-03'));
  expect((await stays.counts('2026-01-01')).map(({ orders }) => orders)).toEqual([1, 1]);
});

it('counts many transactions at once', async () => {
  const { stays } = createTables(store.db);
  const some = [stay('2026-12-01', 1), stay('2026-12-01', 2), stay('2026-12-01', 3)];
  await Promise.all(
    Array.from({ length: 12 }, (_, turn) =>
      store.transaction((tx) => stays.add(tx, turn % 2 === 0 ? some : some.toReversed())),
    ),
  );
  expect((await stays.counts('2026-12-01')).map(({ orders }) => orders)).toEqual([12, 12, 12]);
});
