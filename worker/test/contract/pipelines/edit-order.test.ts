import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOrdersOut } from '../../../src/pipelines/orders-out.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { Bench } from './bench.ts';

let bench: Bench;
let id: string;
beforeEach(async () => {
  bench = await Bench.start();
  await bench.stock('TENT', 'MUG');
  id = bench.order([{ sku: 'MUG', quantity: 2, price: 9.95 }]);
  await bench.send(id);
});
afterEach(() => bench.account.close());

interface Kept {
  readonly PostalService: string;
  readonly TrackingNumber: string;
  readonly Details: {
    readonly CustomerInfo: { readonly Address: { readonly Town: string } };
    readonly Notes: readonly { readonly Note: string }[];
  };
}

async function kept(): Promise<Kept> {
  const [order] = await bench.control<Kept[]>('GET', 'orders/00000001');
  if (!order) throw new Error('The order is gone');
  return order;
}

const ask = (kind: string, detail?: object) => {
  const data = { requestId: `request-${id}`, detail: detail ? JSON.stringify(detail) : null };
  return bench.push([bench.job(id, { kind, data })]);
};
const change = (values: object): void => {
  bench.org.orders.set(id, { ...bench.org.orders.get(id), ...values });
};

describe('an edit', () => {
  it('changes address, service and note of an open order', async () => {
    change({
      ShippingCity: 'York',
      Linnworks_Shipping_Service__c: 'DPD Next Day',
      Linnworks_Note__c: 'Ring twice.',
    });
    await ask('update');
    const { PostalService, Details } = await kept();
    expect(PostalService).toBe('DPD Next Day');
    expect(Details.CustomerInfo.Address.Town).toBe('York');
    expect(Details.Notes.map(({ Note }) => Note)).toEqual(['Ring twice.']);
    expect(bench.answer(id)?.['Result__c']).toBe(
      'Changed in Linnworks: addresses, shipping service, note.',
    );
    expect(bench.openCodes()).toEqual([]);
  });

  it('changes extended properties, and leaves those of others alone', async () => {
    bench.mapping('PoNumber', 'ExtendedProperties.Purchase order');
    bench.mapping('Linnworks_Note__c', 'ExtendedProperties.Packer');
    id = bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }], {
      PoNumber: 'One',
      Linnworks_Note__c: 'Tom',
    });
    const push = createOrdersOut(bench.deps, createReference(bench.deps));
    await push([bench.job(id)]);
    const [order] = bench.account.store.orders.byReference('00000002');
    const at = new Date();
    order?.properties.push({
      ...{ id: '11111111-1111-4111-8111-111111111111', name: 'Shelf', value: 'B7', type: 'Order' },
      ...{ createdAt: at, updatedAt: at },
    });
    change({ PoNumber: 'Two', Linnworks_Note__c: null });
    await push([bench.job(id, { kind: 'update' })]);
    const properties = order?.properties.map(({ name, value }) => [name, value]);
    expect(properties).toContainEqual(['Purchase order', 'Two']);
    expect(properties).toContainEqual(['Shelf', 'B7']);
    expect(properties?.map(([name]) => name)).not.toContain('Packer');
    expect(properties?.filter(([name]) => name === 'SF_TraceId')).toHaveLength(1);
    expect(bench.openCodes()).toEqual([]);
  });

  it('does not add a note twice when the reply was lost', async () => {
    change({ Linnworks_Note__c: 'Ring twice.' });
    const rule = { match: { path: 'Orders/AddOrdersNote' }, cut: 'after', times: 1 };
    await bench.control('POST', 'faults', [rule]);
    const [outcome] = (await ask('update')).values();
    expect(outcome).toHaveProperty('retryAfterMs');
    await ask('update');
    expect((await kept()).Details.Notes).toHaveLength(1);
  });

  it('comes too late once the order is shipped, and says so', async () => {
    await bench.control('POST', 'warehouse/step', { reference: '00000001', to: 'shipped' });
    change({ ShippingCity: 'York' });
    await ask('update');
    expect(bench.openCodes()).toEqual(['TOO_LATE_SHIPPED']);
    expect(bench.answer(id)).toMatchObject({ Status__c: 'Failed' });
  });

  it('of the discount of the whole order is for people', async () => {
    change({ Linnworks_Discount__c: 2 });
    await ask('update');
    expect(bench.openCodes()).toEqual(['EDIT_NOT_TAKEN']);
    change({ Linnworks_Discount__c: null });
    await ask('retry');
    expect(bench.openCodes()).toEqual([]);
  });

  it('of an unpaid order is sent as a whole', async () => {
    id = bench.order([{ sku: 'MUG', quantity: 2, price: 9.95 }], {
      Linnworks_Payment_Status__c: 'Unpaid',
    });
    await bench.send(id);
    const item = bench.org.items.at(-1);
    if (item) item['Quantity'] = 5;
    await ask('update');
    expect(bench.answer(id)).toMatchObject({ Status__c: 'Done' });
    const order = bench.account.store.orders.byReference('00000002')[0];
    expect(order?.lines[0]?.quantity).toBe(5);
    expect(bench.openCodes()).toEqual([]);
  });

  it('of the location of an unpaid order does not move it, and says so until it is taken back', async () => {
    id = bench.order([{ sku: 'MUG', quantity: 2, price: 9.95 }], {
      Linnworks_Payment_Status__c: 'Unpaid',
    });
    await bench.send(id);
    const at = () => bench.account.store.orders.byReference('00000002')[0]?.locationId;
    const before = at();
    const move = (Linnworks_Location__c: string | null): void => {
      bench.org.orders.set(id, { ...bench.org.orders.get(id), Linnworks_Location__c });
    };
    move('Leeds');
    for (const _try of [1, 2]) {
      await ask('update');
      expect(bench.answer(id)).toMatchObject({ Status__c: 'Failed' });
      expect(bench.answer(id)?.['Result__c']).toContain('stays at the location "Default"');
    }
    expect(at()).toBe(before);
    expect(bench.openCodes()).toEqual(['EDIT_NOT_TAKEN']);
    move(null);
    await ask('update');
    expect(bench.answer(id)).toMatchObject({ Status__c: 'Done' });
    expect(bench.openCodes()).toEqual([]);
  });
});

describe('a cancellation', () => {
  it('cancels the open order and gives its reason', async () => {
    await ask('cancel', { reason: 'Bought elsewhere' });
    expect(bench.answer(id)).toMatchObject({ Status__c: 'Done' });
    await bench.follow();
    expect(bench.org.of('Linnworks_Order__c')).toMatchObject([{ State__c: 'Cancelled' }]);
  });

  it('comes too late once the order is shipped', async () => {
    await bench.control('POST', 'warehouse/step', { reference: '00000001', to: 'shipped' });
    await ask('cancel');
    expect(bench.answer(id)?.['Result__c']).toMatch(/^Too late/);
  });

  it('reaches nobody in Observe mode', async () => {
    bench.org.settings = { Mode__c: 'Observe' };
    const push = createOrdersOut(bench.deps, createReference(bench.deps));
    await push([bench.job(id, { kind: 'cancel' })]);
    expect(bench.answer(id)).toMatchObject({ Status__c: 'Failed' });
    expect(bench.answer(id)?.['Result__c']).toMatch(/^Observe mode/);
    await bench.follow();
    expect(bench.org.of('Linnworks_Order__c')).not.toMatchObject([{ State__c: 'Cancelled' }]);
  });

  it('is answered once when the reply was lost', async () => {
    const rule = { match: { path: 'Orders/CancelOrder' }, cut: 'after', times: 1 };
    await bench.control('POST', 'faults', [rule]);
    await ask('cancel');
    await ask('cancel');
    expect(bench.answer(id)).toMatchObject({ Status__c: 'Done' });
  });

  it('takes every open part of a split order', async () => {
    await bench.control('POST', 'warehouse/split', { reference: '00000001' });
    await bench.follow();
    expect(bench.org.of('Linnworks_Order__c')).toHaveLength(2);
    await ask('cancel');
    await bench.follow();
    const states = bench.org.of('Linnworks_Order__c').map((row) => row['State__c']);
    expect(states).toEqual(['Cancelled', 'Cancelled']);
  });
});
