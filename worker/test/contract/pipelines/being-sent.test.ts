import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Job } from '../../../src/domain/ports.ts';
import type { Link } from '../../../src/domain/tables.ts';
import { Bench } from './bench.ts';

let bench: Bench;
let id: string;
let tied: Link;
let seen: Job[];
beforeEach(async () => {
  bench = await Bench.start();
  await bench.stock('MUG');
  id = bench.order([{ sku: 'MUG', quantity: 2, price: 9.95 }]);
  await bench.send(id);
  tied = bench.store.links.get(id) as Link;
  // The poll sees the order between its creation and its tie.
  bench.store.links.set(id, { ...tied, linnworksId: null, linnworksNumber: null });
  bench.org.written.clear();
  bench.store.orders.clear();
  await bench.poll();
  seen = bench.store.take('orders-in');
});
afterEach(() => bench.account.close());

const record = () => bench.org.of('Linnworks_Order__c')[0];

it('waits for the push that is under way and asks nothing meanwhile', async () => {
  const relations = vi.spyOn(bench.deps.linnworks, 'relations');
  const outcomes = await bench.handle(seen);
  expect([...outcomes.values()]).toEqual([expect.objectContaining({ retryAfterMs: 3_000 })]);
  expect(record()).toBeUndefined();
  bench.store.links.set(id, tied);
  await bench.handle(seen.map((job) => ({ ...job, attempt: 2 })));
  expect(record()).toMatchObject({ Relation__c: 'Original', Order__c: id });
  expect(relations).not.toHaveBeenCalled();
});

it('takes the order as it is when whoever sent it was stopped', async () => {
  await bench.handle(seen);
  const outcomes = await bench.handle(seen.map((job) => ({ ...job, attempt: 2 })));
  expect([...outcomes.values()]).toEqual([{ done: true }]);
  expect(record()).toMatchObject({ Order__c: id });
});

it('lets other orders pass', async () => {
  const other = bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }]);
  await bench.send(other);
  bench.org.written.clear();
  bench.store.orders.delete(String(bench.store.links.get(other)?.linnworksId));
  await bench.poll();
  const outcomes = await bench.handle([...seen, ...bench.store.take('orders-in')]);
  expect([...outcomes.values()].filter((one) => 'done' in one)).not.toHaveLength(0);
  expect(record()).toMatchObject({ Order__c: other });
});
