import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
  await bench.stock('TENT', 'MUG');
});
afterEach(() => bench.account.close());

const LINES = [
  { sku: 'TENT', quantity: 1, price: 170.1, listPrice: 189 },
  { sku: 'MUG', quantity: 3, price: 9.95 },
  { sku: 'MUG', quantity: 1, price: 0 },
];
const done = { done: true };

async function copies(): Promise<string[]> {
  return (await bench.references()).map(({ ReferenceNum }) => ReferenceNum).sort();
}

describe('pushing orders', () => {
  it('creates the order, writes it back and answers the request', async () => {
    const id = bench.order(LINES);
    expect(await bench.send(id)).toEqual([done]);
    expect(bench.answer(id)).toMatchObject({ Status__c: 'Done' });
    const [order] = bench.org.of('Linnworks_Order__c');
    expect(order).toMatchObject({ Order__c: id, Reference__c: '00000001', Total_Difference__c: 0 });
    expect(bench.org.of('Linnworks_Order_Line__c')).toHaveLength(3);
    expect(bench.openCodes()).toEqual([]);
  });

  it('needs few calls for many orders', async () => {
    const ids = Array.from({ length: 200 }, () => bench.order(LINES));
    expect((await bench.send(...ids)).every((outcome) => 'done' in outcome)).toBe(true);
    expect(await linnworksCalls()).toMatchObject({
      'Orders/CreateOrders': 10,
      'Orders/GetOrdersById': 1,
      'Inventory/GetStockItemIdsBySKU': 1,
      'Inventory/GetStockLocations': 1,
      'Orders/GetPaymentMethods': 1,
    });
    // 2 reads, 1 + 3 writes and 1 answer; settings, mapping rows and 5 descriptions are asked once.
    expect(bench.org.calls).toBeLessThanOrEqual(14);
    expect(await copies()).toHaveLength(200);
  });

  it('lets one refused order leave its batch', async () => {
    const good = [bench.order(LINES), bench.order(LINES), bench.order(LINES)];
    const bad = bench.order([{ sku: 'MUG', quantity: 1, price: 1 }]);
    const item = bench.org.items.at(-1);
    if (item) bench.org.items.push({ ...item });
    expect(await bench.send(...good.slice(0, 2), bad, ...good.slice(2))).toEqual(
      Array.from({ length: 4 }, () => done),
    );
    expect(await copies()).toEqual(['00000001', '00000002', '00000003']);
    expect(bench.openCodes()).toEqual(['LW_REFUSED']);
    expect(bench.answer(bad)).toMatchObject({ Status__c: 'Failed' });
  });

  it('sends nothing of an order with an unknown SKU, and resolves the error when it is known', async () => {
    const id = bench.order([{ sku: 'LAMP', quantity: 1, price: 5 }]);
    await bench.send(id);
    expect(bench.openCodes()).toEqual(['LW_SKU_UNKNOWN']);
    expect(await copies()).toEqual([]);
    await bench.stock('LAMP');
    await bench.send(id);
    expect(bench.openCodes()).toEqual([]);
    expect(bench.org.of('Linnworks_Sync_Error__c')).toMatchObject([{ Status__c: 'Resolved' }]);
    expect(await copies()).toEqual(['00000001']);
  });
});

describe('exactly once', () => {
  it('finds the order again when the reply of the create call is lost', async () => {
    await fault({ match: { path: 'Orders/CreateOrders' }, cut: 'after', times: 1 });
    const id = bench.order(LINES);
    expect(await bench.send(id)).toEqual([done]);
    expect(await copies()).toEqual(['00000001']);
  });

  it('sends again when the call was cut before it arrived', async () => {
    await fault({ match: { path: 'Orders/CreateOrders' }, cut: 'before', times: 1 });
    const id = bench.order(LINES);
    expect((await bench.send(id))[0]).toHaveProperty('retryAfterMs');
    expect(await bench.send(id)).toEqual([done]);
    expect(await copies()).toEqual(['00000001']);
  });

  it('adopts what an earlier, killed run created', async () => {
    const id = bench.order(LINES);
    bench.org.refuseWrites = 1;
    await expect(bench.send(id)).rejects.toThrow('Down.');
    expect(bench.store.links.get(id)?.linnworksId).toBeNull();
    expect(await bench.send(id)).toEqual([done]);
    expect(await copies()).toEqual(['00000001']);
    expect(bench.org.of('Linnworks_Order__c')).toHaveLength(1);
  });

  it('adopts a paid order that is there although nobody remembers sending it', async () => {
    const id = bench.order(LINES);
    await bench.send(id);
    bench.store.links.clear();
    bench.store.orders.clear();
    expect(await bench.send(id)).toEqual([done]);
    expect(await copies()).toEqual(['00000001']);
    expect(bench.store.links.get(id)?.linnworksNumber).toBeGreaterThan(0);
  });

  it('waits as long as Linnworks is down', async () => {
    await fault({ match: { path: 'Orders/' }, status: 503, body: { Message: 'Down' } });
    const id = bench.order(LINES);
    await expect(bench.send(id)).rejects.toMatchObject({ kind: 'transient' });
    await bench.control('DELETE', 'faults');
    expect(await bench.send(id)).toEqual([done]);
    expect(await copies()).toEqual(['00000001']);
  });
});

function fault(rule: object): Promise<unknown> {
  return bench.control('POST', 'faults', [rule]);
}

async function linnworksCalls(): Promise<Record<string, number>> {
  const { counters } = await bench.control<{ counters: Record<string, { total: number }> }>(
    'GET',
    'requests',
  );
  return Object.fromEntries(Object.entries(counters).map(([name, { total }]) => [name, total]));
}
