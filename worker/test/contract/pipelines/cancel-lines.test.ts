import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { askToCancel, sentOrder } from './sent-order.ts';

let bench: Bench;
let id: string;
beforeEach(async () => {
  ({ bench, id } = await sentOrder());
});
afterEach(() => bench.account.close());

const cancel = (lines: object[] | undefined, orderId = id) => askToCancel(bench, orderId, lines);
const parts = () => bench.account.store.orders.byReference('00000001');
const pieces = (): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const order of parts().filter(({ cancelledAt }) => cancelledAt === null))
    for (const { channelSku, quantity } of order.lines)
      sums[channelSku] = (sums[channelSku] ?? 0) + quantity;
  return sums;
};
const result = () => bench.answer(id)?.['Result__c'];
const fault = (rule: object) => bench.control('POST', 'faults', [rule]);

describe('a cancellation of lines', () => {
  it('takes pieces of one line and all of another, and the total is expected from then on', async () => {
    await cancel([{ sku: 'mug', quantity: 2 }]);
    expect(pieces()).toEqual({ MUG: 1, TENT: 1 });
    expect(result()).toBe('Cancelled in Linnworks: 2 × MUG.');
    await bench.push([bench.job(id, { kind: 'retry' })]);
    expect(bench.openCodes()).toEqual([]);
    expect(pieces()).toEqual({ MUG: 1, TENT: 1 });
  });

  it('finds a line by its number', async () => {
    const lineNumber = String(bench.org.items[1]?.['Id']);
    await cancel([{ lineNumber }]);
    expect(pieces()).toEqual({ MUG: 3 });
  });

  it('of all lines cancels the order', async () => {
    await cancel([{ sku: 'MUG' }, { sku: 'TENT' }]);
    expect(parts()[0]?.cancelledAt).not.toBeNull();
    expect(bench.answer(id)).toMatchObject({ Status__c: 'Done' });
  });

  it('takes all of the wish or nothing', async () => {
    await cancel([{ sku: 'MUG', quantity: 2 }, { sku: 'LAMP' }]);
    expect(pieces()).toEqual({ MUG: 3, TENT: 1 });
    await cancel([{ sku: 'MUG', quantity: 4 }]);
    expect(pieces()).toEqual({ MUG: 3, TENT: 1 });
    expect(result()).toBe('Only 3 pieces of MUG are open in Linnworks.');
  });

  it.each(['UpdateOrderItem', 'RemoveOrderItem', 'AddOrdersNote'])(
    'takes the pieces once when the reply of %s is lost',
    async (call) => {
      await fault({ match: { path: `Orders/${call}` }, cut: 'after', times: 1 });
      const lines = [{ sku: 'MUG', quantity: 2 }, { sku: 'TENT' }];
      expect([...(await cancel(lines)).values()][0]).toHaveProperty('retryAfterMs');
      await cancel(lines);
      expect(pieces()).toEqual({ MUG: 1 });
      expect(bench.answer(id)).toMatchObject({ Status__c: 'Done' });
      expect(parts()[0]?.notes.filter(({ text }) => text === 'Changed mind')).toHaveLength(1);
    },
  );

  it('comes too late for goods that are picked or shipped', async () => {
    await bench.control('POST', 'warehouse/step', { reference: '00000001', to: 'picking' });
    await cancel([{ sku: 'MUG', quantity: 2 }]);
    expect(result()).toBe('Too late: MUG is already picked.');
    await bench.control('POST', 'warehouse/step', { reference: '00000001', to: 'shipped' });
    await cancel([{ sku: 'MUG', quantity: 2 }]);
    expect(result()).toMatch(/^Too late: .* already shipped/);
    expect(pieces()).toEqual({ MUG: 3, TENT: 1 });
  });

  it('reaches over the parts of a split order', async () => {
    await bench.control('POST', 'warehouse/split', { reference: '00000001' });
    await bench.follow();
    expect(parts()).toHaveLength(2);
    await cancel([{ sku: 'MUG', quantity: 2 }]);
    expect(pieces()).toEqual({ MUG: 1, TENT: 1 });
  });

  it('never cancels the whole order for lines that cannot be read', async () => {
    await cancel([{ quantity: 'two', sku: 'MUG' }]);
    expect(pieces()).toEqual({ MUG: 3, TENT: 1 });
    expect(bench.answer(id)).toMatchObject({ Status__c: 'Failed' });
  });
});

describe('a cancellation before the order was sent', () => {
  it('stops it for good, edits included, until somebody asks again', async () => {
    const other = bench.order([{ sku: 'LAMP', quantity: 1, price: 5 }]);
    await bench.send(other);
    expect(bench.openCodes()).toEqual(['LW_SKU_UNKNOWN']);
    await cancel(undefined, other);
    expect(bench.openCodes()).toEqual([]);
    expect(bench.answer(other)).toMatchObject({ Status__c: 'Done' });
    await bench.stock('LAMP');
    await bench.push([bench.job(other, { kind: 'update' })]);
    expect(bench.account.store.orders.byReference('00000002')).toEqual([]);
    await bench.send(other);
    expect(bench.account.store.orders.byReference('00000002')).toHaveLength(1);
  });
});

describe('an order whose content changed between two tries', () => {
  it('ends as the later one', async () => {
    const late = bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
    await fault({ match: { path: 'Orders/CreateOrders' }, cut: 'before', times: 1 });
    expect((await bench.send(late))[0]).toHaveProperty('retryAfterMs');
    const before = bench.store.links.get(late);
    bench.org.orders.set(late, { ...bench.org.orders.get(late), ShippingCity: 'York' });
    // The first call arrives between the question and the second one, which is then passed over: the order is paid.
    const { linnworks } = bench.deps;
    const really = { ...linnworks };
    linnworks.createOrders = async (location, orders) => {
      const old = orders.map((order) => ({
        ...order,
        DeliveryAddress: { ...order.DeliveryAddress, Town: 'Leeds' },
      }));
      await really.createOrders(location, old);
      return really.createOrders(location, orders);
    };
    await bench.send(late);
    expect(before?.linnworksId).toBeNull();
    await bench.push(bench.store.take('orders-out'));
    const [order] = bench.account.store.orders.byReference('00000002');
    expect(order?.deliveryAddress.town).toBe('York');
  });
});
