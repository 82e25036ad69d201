import { afterEach, beforeEach, expect, it } from 'vitest';
import { findForgotten } from '../../../src/pipelines/find-forgotten.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';

const HOUR_MS = 3_600_000;
let clock: HandClock;
let bench: Bench;
beforeEach(async () => {
  clock = new HandClock('2026-11-24T10:00:00Z');
  bench = await Bench.start({}, clock);
});
afterEach(() => bench.account.close());

function look(): Promise<number> {
  const query = async () => [...bench.org.orders.values()];
  const deps = { ...bench.deps, salesforce: { ...bench.deps.salesforce, query } };
  return findForgotten(deps, createReference(bench.deps));
}
const queued = () => bench.store.queued.map(({ key, kind }) => ({ key, kind }));

it('queues an order that nobody asked for, once, and none that waits in the queue', async () => {
  const asked = bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
  const forgotten = bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
  await bench.deps.store.transaction((tx) =>
    bench.deps.queue.enqueue(tx, 'orders-out', [bench.job(asked)]),
  );
  expect(await look()).toBe(0);
  clock.advance(HOUR_MS);
  expect(await look()).toBe(1);
  expect(queued()).toEqual([
    { key: asked, kind: 'push' },
    { key: forgotten, kind: 'push' },
  ]);
  clock.advance(HOUR_MS);
  expect(await look()).toBe(0);
});
