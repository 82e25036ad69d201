import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';

let bench: Bench;
let id: string;
beforeEach(async () => {
  bench = await Bench.start();
  await bench.stock('TENT', 'MUG', 'LAMP');
  id = bench.order([
    { sku: 'MUG', quantity: 2, price: 9.95 },
    { sku: 'TENT', quantity: 1, price: 170 },
  ]);
  await bench.send(id);
});
afterEach(() => bench.account.close());

const update = () => bench.push([bench.job(id, { kind: 'update' })]);
const itemAt = (index: number) => {
  const item = bench.org.items[index];
  if (item === undefined) throw new Error(`No item ${index}`);
  return item;
};
const addItem = (sku: string, quantity: number): void => {
  const template = itemAt(0);
  bench.org.items.push({
    ...template,
    Id: '8020000000000009AA',
    Quantity: quantity,
    Product2: { Name: `The ${sku}`, StockKeepingUnit: sku },
  });
};
const original = () => {
  const [order] = bench.account.store.orders.byReference('00000001');
  if (order === undefined) throw new Error('The order is gone');
  return order;
};
const lines = (): [string, number, number][] =>
  original().lines.map(({ channelSku, quantity, pricePerUnit }) => [
    channelSku,
    quantity,
    pricePerUnit,
  ]);
const fault = (rule: object) => bench.control('POST', 'faults', [rule]);

describe('an edit of the lines', () => {
  it('changes pieces and prices, adds and removes, and the total agrees', async () => {
    Object.assign(itemAt(0), { Quantity: 3, UnitPrice: 8, ListPrice: 8 });
    bench.org.items.splice(1, 1);
    addItem('LAMP', 2);
    await update();
    expect(lines()).toEqual([
      ['MUG', 3, 8],
      ['LAMP', 2, 8],
    ]);
    expect(bench.answer(id)).toMatchObject({
      Status__c: 'Done',
      Result__c: 'Changed in Linnworks: lines.',
    });
    expect(bench.openCodes()).toEqual([]);
  });

  it('of a line that was added later finds it again', async () => {
    addItem('LAMP', 2);
    await update();
    Object.assign(itemAt(2), { Quantity: 5 });
    await update();
    expect(lines()).toHaveLength(3);
    expect(lines()[2]).toEqual(['LAMP', 5, 9.95]);
    bench.org.items.splice(2, 1);
    await update();
    expect(lines()).toHaveLength(2);
    expect(bench.openCodes()).toEqual([]);
  });

  it.each(['AddOrderItem', 'UpdateOrderItem', 'RemoveOrderItem'])(
    'happens once when the reply of %s is lost',
    async (call) => {
      Object.assign(itemAt(0), { Quantity: 4 });
      bench.org.items.splice(1, 1);
      addItem('LAMP', 2);
      await fault({ match: { path: `Orders/${call}` }, cut: 'after', times: 1 });
      expect([...(await update()).values()][0]).toHaveProperty('retryAfterMs');
      await update();
      expect(lines()).toEqual([
        ['MUG', 4, 9.95],
        ['LAMP', 2, 9.95],
      ]);
      expect(bench.openCodes()).toEqual([]);
    },
  );

  it('comes too late once the goods are picked', async () => {
    await bench.control('POST', 'warehouse/step', { reference: '00000001', to: 'picking' });
    Object.assign(itemAt(0), { Quantity: 9 });
    await update();
    expect(lines()[0]).toEqual(['MUG', 2, 9.95]);
    expect(bench.openCodes()).toContain('TOO_LATE_PICKED');
    expect(bench.answer(id)?.['Result__c']).toMatch(/^Too late: .* already picked/);
  });

  it('never overwrites what the warehouse changed', async () => {
    const [mug] = original().lines;
    if (mug) mug.quantity = 1;
    Object.assign(itemAt(0), { Quantity: 5 });
    await update();
    expect(lines()[0]).toEqual(['MUG', 1, 9.95]);
    expect(bench.openCodes()).toContain('EDIT_NOT_TAKEN');
  });

  it('leaves the lines alone that nobody changed in Salesforce', async () => {
    const [, tent] = original().lines;
    if (tent) tent.quantity = 2;
    Object.assign(itemAt(0), { Quantity: 5 });
    await update();
    expect(lines().map(([, quantity]) => quantity)).toEqual([5, 2]);
  });

  it('does not add again what went to another part of a split order', async () => {
    await bench.control('POST', 'warehouse/split', { reference: '00000001' });
    await bench.follow();
    const pieces = () =>
      bench.account.store.orders
        .byReference('00000001')
        .flatMap((order) => order.lines)
        .reduce((sum, { quantity }) => sum + quantity, 0);
    const before = pieces();
    for (const item of bench.org.items) Object.assign(item, { UnitPrice: 7, ListPrice: 7 });
    await update();
    expect(pieces()).toBe(before);
    expect(bench.openCodes()).toContain('EDIT_NOT_TAKEN');
  });
});

describe('an edit of the header', () => {
  const change = (values: object): void => {
    bench.org.orders.set(id, { ...bench.org.orders.get(id), ...values });
  };

  it('holds and releases', async () => {
    change({ Linnworks_Hold__c: true });
    await update();
    expect(original().isOnHold).toBe(true);
    expect(original().reference).toBe('00000001');
    change({ Linnworks_Hold__c: false });
    await update();
    expect(original().isOnHold).toBe(false);
    expect(bench.openCodes()).toEqual([]);
  });

  it('changes shipping cost and date', async () => {
    change({
      Linnworks_Shipping_Cost__c: 9.99,
      Linnworks_Despatch_By__c: '2026-12-01T10:00:00.000Z',
    });
    await update();
    expect(original().postageCost).toBe(9.99);
    expect(original().despatchBy.toISOString()).toBe('2026-12-01T10:00:00.000Z');
    expect(bench.openCodes()).toEqual([]);
  });

  it('reaches every open part of a split order', async () => {
    await bench.control('POST', 'warehouse/split', { reference: '00000001' });
    await bench.follow();
    change({ ShippingCity: 'York' });
    await update();
    const towns = bench.account.store.orders
      .byReference('00000001')
      .map(({ deliveryAddress }) => deliveryAddress.town);
    expect(towns).toEqual(['York', 'York']);
  });

  it('comes too late for the address once the label is made', async () => {
    await bench.control('POST', 'warehouse/step', { reference: '00000001', to: 'packed' });
    change({ ShippingCity: 'York' });
    await update();
    expect(original().deliveryAddress.town).toBe('Leeds');
    expect(bench.openCodes()).toContain('TOO_LATE_PICKED');
  });
});

describe('an order that is paid later', () => {
  const place = async (more: object = {}) => {
    id = bench.order([{ sku: 'MUG', quantity: 2, price: 9.95 }], {
      Linnworks_Payment_Status__c: 'Unpaid',
      ...more,
    });
    await bench.send(id);
  };
  const pay = (more: object = {}) => {
    const paid = { Linnworks_Payment_Status__c: 'Paid', ...more };
    bench.org.orders.set(id, { ...bench.org.orders.get(id), ...paid });
    return update();
  };
  const second = () => bench.account.store.orders.byReference('00000002')[0];

  it('is set free by the payment', async () => {
    await place();
    expect(second()?.status).toBe(0);
    await pay();
    expect(second()?.status).toBe(1);
    expect([...(second()?.parkedFor ?? [])]).toEqual([]);
    expect(bench.openCodes()).toEqual([]);
  });

  it('is marked by hand where sending it again does not do it', async () => {
    await place();
    const there = second()?.id ?? '';
    Object.assign(bench.deps.linnworks, { createOrders: async () => [there] });
    await pay();
    expect(second()?.status).toBe(1);
    expect(bench.openCodes()).toEqual([]);
  });

  it('is released from its hold with the payment', async () => {
    await place({ Linnworks_Hold__c: true });
    const released = { ...bench.org.orders.get(id), Linnworks_Hold__c: false };
    bench.org.orders.set(id, released);
    await update();
    await pay();
    expect(second()).toMatchObject({ isOnHold: false, status: 1 });
    expect(bench.openCodes()).toEqual([]);
  });
});
