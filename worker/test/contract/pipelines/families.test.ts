import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { splitOrder } from '../../../sandbox/linnworks-account/orders/split-order.ts';
import { findGone } from '../../../src/pipelines/find-gone.ts';
import { Bench } from './bench.ts';

let bench: Bench;
let first: string;
let second: string;

beforeEach(async () => {
  bench = await Bench.start();
  await bench.stock('TENT', 'MUG', 'LEAFLET');
  const lines = [
    { sku: 'MUG', quantity: 4, price: 9.95 },
    { sku: 'TENT', quantity: 2, price: 189 },
  ];
  first = bench.order(lines);
  second = bench.order(lines);
  await bench.send(first, second);
  await bench.follow();
});
afterEach(() => bench.account.close());

const office = (command: string, body: object) =>
  bench.control('POST', `warehouse/${command}`, body);
const orders = (of?: string) =>
  bench.org
    .of('Linnworks_Order__c')
    .filter((row) => of === undefined || row['Order__c'] === of)
    .sort((a, b) => Number(a['Linnworks_Number__c']) - Number(b['Linnworks_Number__c']));
const split = (sku: string, quantity: number) =>
  office('split', { reference: '00000001', lines: [{ sku, quantity }] });

/** Pieces of the two lines of the first order over all Linnworks orders. */
function pieces(quantity: string): number[] {
  const own = bench.org.items.filter(({ OrderId }) => OrderId === first).map(({ Id }) => Id);
  return own.map((item) =>
    bench.org
      .of('Linnworks_Order_Line__c')
      .filter((row) => row['Line_Number__c'] === item)
      .reduce((sum, row) => sum + Number(row[quantity]), 0),
  );
}

describe('a split order', () => {
  it('keeps lines that add up, each part with a state of its own', async () => {
    await split('TENT', 2);
    await bench.follow();
    expect(orders(first)).toHaveLength(2);
    expect(pieces('Ordered__c')).toEqual([4, 2]);
    const part = bench.account.store.orders.byReference('00000001')[1];
    bench.account.warehouse.advance(part ?? expect.fail(), 'shipped');
    await bench.follow();
    expect(orders(first).map((row) => row['State__c'])).toEqual(['Accepted', 'Shipped']);
    expect(pieces('Shipped__c')).toEqual([0, 2]);
  });

  it('hangs the part of a part under its own parent', async () => {
    await split('MUG', 3);
    await bench.follow();
    const [, part] = bench.account.store.orders.byReference('00000001');
    const [line] = part?.lines ?? [];
    splitOrder(bench.account.store, part ?? expect.fail(), [
      { lines: [{ rowId: line?.rowId ?? '', quantity: 1 }] },
    ]);
    await bench.follow();
    const [root, child, grandchild] = orders(first);
    expect(child?.['Parent__r']).toEqual({ Linnworks_Id__c: root?.['Linnworks_Id__c'] });
    expect(grandchild?.['Parent__r']).toEqual({ Linnworks_Id__c: child?.['Linnworks_Id__c'] });
    expect(pieces('Ordered__c')).toEqual([4, 2]);
  });

  it('is split again after a part was shipped', async () => {
    await split('TENT', 1);
    const [whole] = bench.account.store.orders.byReference('00000001');
    bench.account.warehouse.advance(whole ?? expect.fail(), 'shipped');
    await bench.follow();
    const [, rest] = bench.account.store.orders.byReference('00000001');
    bench.account.warehouse.advance(rest ?? expect.fail(), 'shipped');
    await bench.follow();
    expect(pieces('Shipped__c')).toEqual([4, 2]);
  });
});

describe('merged orders', () => {
  it('lead to the order that ships their goods, and no piece counts twice', async () => {
    await office('merge', { references: ['00000001', '00000002'] });
    await bench.follow();
    const all = orders();
    expect(all.map((row) => row['State__c'])).toEqual(['Merged', 'Merged', 'Accepted']);
    const merged = all[2];
    expect(merged).toMatchObject({ Relation__c: 'Merge', Order__c: first });
    for (const row of all.slice(0, 2))
      expect(row['Merged_Into__r']).toEqual({ Linnworks_Id__c: merged?.['Linnworks_Id__c'] });
    expect(pieces('Ordered__c')).toEqual([4, 2]);
    expect(bench.openCodes()).toEqual([]);
  });

  it('are explained by the look at the open orders when the delta came first', async () => {
    await office('merge', { references: ['00000001', '00000002'] });
    expect(await findGone(bench.deps)).toEqual([]);
    await bench.follow();
    expect(orders().filter((row) => row['State__c'] === 'Merged')).toHaveLength(2);
    expect(await findGone(bench.deps)).toEqual([]);
  });

  it('lead to the last order when that was merged again before anybody saw it', async () => {
    const third = bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }]);
    await bench.send(third);
    await bench.follow();
    await office('merge', { references: ['00000001', '00000002'] });
    await office('merge', { references: ['MERGED', '00000003'] });
    await bench.follow();
    await findGone(bench.deps);
    const all = orders();
    expect(all.map((row) => row['State__c'])).toEqual(['Merged', 'Merged', 'Merged', 'Accepted']);
    const last = all[3]?.['Linnworks_Id__c'];
    for (const row of all.slice(0, 3))
      expect(row['Merged_Into__r']).toEqual({ Linnworks_Id__c: last });
    expect(pieces('Ordered__c')).toEqual([4, 2]);
  });

  it('stay merged when an old observation comes late', async () => {
    await office('note', { reference: '00000001', text: 'x' });
    await bench.poll();
    const late = bench.store.take('orders-in');
    await office('merge', { references: ['00000001', '00000002'] });
    await bench.follow();
    await bench.handle(late);
    expect(orders(second)[0]?.['State__c']).toBe('Merged');
  });
});

describe('an order that is gone', () => {
  it('was deleted: shown so, never as cancelled, and a person is told', async () => {
    await office('delete', { reference: '00000001' });
    await bench.follow();
    expect(orders(first)[0]?.['State__c']).toBe('Accepted');
    await findGone(bench.deps);
    expect(orders(first)[0]).toMatchObject({ State__c: 'Deleted' });
    expect(pieces('Cancelled__c')).toEqual([0, 0]);
    expect(bench.openCodes()).toEqual(['LW_ORDER_GONE']);
    await findGone(bench.deps);
    expect(bench.openCodes()).toEqual(['LW_ORDER_GONE']);
  });

  it('was only shipped meanwhile', async () => {
    await office('step', { reference: '00000001', to: 'shipped' });
    await findGone(bench.deps);
    await bench.handle(bench.store.take('orders-in'));
    expect(orders(first)[0]?.['State__c']).toBe('Shipped');
  });

  it('is not believed when Linnworks lists nothing at all of very many', async () => {
    for (let n = 0; n < 250; n++) {
      const known = [...bench.store.orders.values()][0] ?? expect.fail();
      const linnworksId = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
      bench.store.orders.set(linnworksId, { ...known, linnworksId });
    }
    await office('delete', { reference: '00000001' });
    await office('delete', { reference: '00000002' });
    expect(await findGone(bench.deps)).toEqual([]);
  });
});

describe('what people and rules change', () => {
  it('shows a line that a rule added as such', async () => {
    await office('add-line', { reference: '00000001', sku: 'LEAFLET' });
    await bench.follow();
    const added = bench.org
      .of('Linnworks_Order_Line__c')
      .filter((row) => row['Is_Added_By_Linnworks__c']);
    expect(added).toMatchObject([{ Sku__c: 'LEAFLET', Ordered__c: 1 }]);
    expect(added[0]?.['Order_Product__c']).toBeUndefined();
  });

  it('shows what has left of an order that stays open, and the rest when it follows', async () => {
    const partShip = (quantity: number) =>
      office('part-ship', { reference: '00000001', lines: [{ sku: 'MUG', quantity }] });
    await partShip(3);
    await bench.follow();
    expect(orders(first)[0]).toMatchObject({ State__c: 'Part Shipped' });
    expect(pieces('Shipped__c')).toEqual([3, 0]);
    await office('step', { reference: '00000001', to: 'picking' });
    await bench.follow();
    expect(orders(first)[0]?.['State__c']).toBe('Part Shipped');
    expect(bench.openCodes()).toEqual([]);
    await office('step', { reference: '00000001', to: 'shipped' });
    await bench.follow();
    expect(orders(first)[0]?.['State__c']).toBe('Shipped');
    expect(pieces('Shipped__c')).toEqual([4, 2]);
  });

  it('recognises a redacted order, which stays shipped', async () => {
    await office('step', { reference: '00000001', to: 'shipped' });
    await bench.follow();
    expect(orders(first)[0]).toMatchObject({ Is_Redacted__c: false });
    await office('redact', { reference: '00000001' });
    await bench.follow();
    expect(orders(first)[0]).toMatchObject({ State__c: 'Shipped', Is_Redacted__c: true });
    expect(JSON.stringify([...bench.store.orders.values()])).not.toContain('Quay Street');
  });

  it('voids the parcel of a label that was cancelled and shows the new one', async () => {
    await office('step', { reference: '00000001', to: 'packed', parcels: 2 });
    await bench.follow();
    expect(bench.org.of('Linnworks_Shipment__c')).toHaveLength(2);
    await office('void-label', { reference: '00000001' });
    await bench.follow();
    const status = () => bench.org.of('Linnworks_Shipment__c').map((row) => row['Status__c']);
    expect(status()).toEqual(['Voided', 'Voided']);
    expect(orders(first)[0]?.['State__c']).toBe('Picked');
    await office('step', { reference: '00000001', to: 'shipped', parcels: 1 });
    await bench.follow();
    expect(status()).toEqual(['Shipped', 'Voided']);
  });

  it('refuses an impossible move in sight of everybody', async () => {
    await office('step', { reference: '00000001', to: 'shipped' });
    await bench.follow();
    const order = bench.account.store.orders.byReference('00000001')[0] ?? expect.fail();
    order.processedAt = null;
    bench.account.store.orders.touch(order);
    await bench.follow();
    expect(orders(first)[0]?.['State__c']).toBe('Shipped');
    expect(bench.openCodes()).toEqual(['STATE_CONFLICT']);
    order.processedAt = new Date();
    bench.account.store.orders.touch(order);
    await bench.follow();
    expect(bench.openCodes()).toEqual([]);
  });
});
