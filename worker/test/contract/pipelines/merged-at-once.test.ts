import { afterEach, expect, it } from 'vitest';
import { Bench } from './bench.ts';

let bench: Bench;
afterEach(() => bench.account.close());

/** The account merges the first two orders as they come. */
function mergeOnArrival(): void {
  const { linnworks } = bench.deps;
  const really = { ...linnworks };
  let isFirst = true;
  linnworks.createOrders = async (location, orders) => {
    const ids = await really.createOrders(location, orders);
    const references = ['00000001', '00000002'];
    if (isFirst) await bench.control('POST', 'warehouse/merge', { references });
    isFirst = false;
    return ids;
  };
}

it('sends no order again that Linnworks merged before it was read back', async () => {
  bench = await Bench.start();
  await bench.stock('TENT', 'MUG');
  const [first = '', second = '', third = ''] = ['MUG', 'TENT', 'MUG'].map((sku, index) =>
    bench.order([{ sku, quantity: index + 1, price: 10 }]),
  );
  mergeOnArrival();
  expect(await bench.send(first, second, third)).toEqual(Array(3).fill({ done: true }));
  await bench.handle(bench.store.take('orders-in'));
  await bench.follow();
  await bench.send(first, second);
  const there = await bench.references();
  expect(there.map(({ ReferenceNum: reference }) => reference).sort()).toEqual([
    '00000003',
    'MERGED',
  ]);
  for (const id of [first, second]) expect(bench.answer(id)?.['Result__c']).toMatch(/any more/);
  const merged = bench.org
    .of('Linnworks_Order__c')
    .find(({ Relation__c: relation }) => relation === 'Merge');
  expect([first, second]).toContain(merged?.['Order__c']);
  const pieces = bench.org.items.map(({ Id }) => {
    const row = bench.org
      .of('Linnworks_Order_Line__c')
      .find((line) => line['Order_Product__c'] === Id);
    return row?.['Ordered__c'];
  });
  expect(pieces).toEqual([1, 2, 3]);
});

it('says at first into which order it was merged', async () => {
  bench = await Bench.start();
  await bench.stock('MUG');
  const ids = [1, 2].map((quantity) => bench.order([{ sku: 'MUG', quantity, price: 10 }]));
  mergeOnArrival();
  await bench.send(...ids);
  const [merged] = bench.account.store.orders.byReference('MERGED');
  for (const id of ids)
    expect(bench.answer(id)).toMatchObject({
      Status__c: 'Done',
      Result__c: `Linnworks has merged it into order ${merged?.number ?? ''}, which ships its goods.`,
    });
  expect(new Set([...bench.store.links.values()].map(({ linnworksId }) => linnworksId)).size).toBe(
    2,
  );
  expect(bench.openCodes()).toEqual([]);
});
