import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LinnworksAccountOptions } from '../../../sandbox/linnworks-account/start.ts';
import { line, sampleOrder } from '../../../sandbox/linnworks-account/testing/sample-orders.ts';
import { findGone } from '../../../src/pipelines/find-gone.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';

let bench: Bench;
let id: string;

async function open(options: LinnworksAccountOptions = {}, clock?: Clock): Promise<void> {
  bench = await Bench.start(options, clock);
  await bench.stock('TENT', 'MUG');
  id = bench.order([
    { sku: 'MUG', quantity: 2, price: 9.95 },
    { sku: 'TENT', quantity: 1, price: 189 },
  ]);
  await bench.send(id);
}
beforeEach(() => open());
afterEach(() => bench.account.close());

const step = (to: string) => bench.control('POST', 'warehouse/step', { reference: '00000001', to });
const states = () => bench.org.of('Linnworks_Order__c').map((row) => row['State__c']);

describe('following the warehouse', () => {
  it('shows each step and in the end the parcel with its tracking address', async () => {
    for (const [to, state] of [
      ['allocated', 'Allocated'],
      ['picking', 'Picking'],
      ['packed', 'Packed'],
      ['shipped', 'Shipped'],
    ]) {
      await step(to ?? '');
      await bench.follow();
      expect(states()).toEqual([state]);
    }
    const parcels = bench.org.of('Linnworks_Shipment__c');
    expect(parcels.length).toBeGreaterThan(0);
    for (const parcel of parcels) {
      expect(parcel).toMatchObject({ Status__c: 'Shipped', Order__c: id });
      expect(parcel['Tracking_Number__c']).toEqual(expect.any(String));
      expect(parcel['Tracking_Url__c']).toMatch(/^https?:/);
    }
    const contents = bench.org.of('Linnworks_Shipment_Line__c');
    const pieces = contents.reduce((sum, row) => sum + Number(row['Quantity__c']), 0);
    expect(pieces).toBe(3);
  });

  it('learns how long orders stay in a stage', async () => {
    await bench.account.close();
    // A Friday.
    const clock = new HandClock('2026-11-27T10:00:00Z');
    await open({ clock: () => clock.now() }, clock);
    for (const [to, hours] of [
      ['allocated', 1.5],
      ['picking', 71.5],
      ['packed', 0.5],
      ['shipped', 0],
    ] as const) {
      await step(to);
      // Looks that show nothing new end no stay.
      await bench.follow();
      await bench.follow();
      clock.advance(hours * 3_600_000);
    }
    const learned = bench.store.stays.map(({ stage, hours, since }) => [stage, hours, since]);
    expect(learned).toEqual([
      ['Accepted', 0, '2026-11-27'],
      ['Allocated', 2, '2026-11-27'],
      ['Picking', 24, '2026-11-30'],
      ['Packed', 1, '2026-11-30'],
    ]);
  });

  it('writes each record at most once in a poll, by its key, parents before children', async () => {
    await bench.control('POST', 'warehouse/split', { reference: '00000001' });
    await step('shipped');
    const written: string[] = [];
    const parentsOf = new Map<string, string[]>();
    const upsert = bench.org.upsert.bind(bench.org);
    vi.spyOn(bench.org, 'upsert').mockImplementation((object, keyField, records) => {
      for (const record of records) {
        written.push(`${object} ${String(record[keyField])}`);
        const parent = String(record[keyField]).split(':')[0] ?? '';
        parentsOf.set(object, [...(parentsOf.get(object) ?? []), parent]);
      }
      return upsert(object, keyField, records);
    });
    await bench.follow();
    expect(new Set(written).size).toBe(written.length);
    const objects = ['Order', 'Order_Line', 'Shipment', 'Shipment_Line'].map(
      (one) => `Linnworks_${one}__c`,
    );
    const ofFulfilment = written
      .map((one) => objects.indexOf(one.split(' ')[0] ?? ''))
      .filter((at) => at >= 0);
    expect(new Set(ofFulfilment).size).toBe(4);
    expect(ofFulfilment).toEqual(ofFulfilment.toSorted());
    // Sorted by parent: calls that run at the same time lock each order once, and in one order.
    for (const object of objects.slice(1)) {
      const parents = parentsOf.get(object) ?? [];
      expect(new Set(parents).size).toBeGreaterThan(1);
      expect(parents).toEqual(parents.toSorted());
    }
    const split = bench.org.of('Linnworks_Order__c').find((row) => row['Parent__r']);
    const ids = written.filter((one) => one.startsWith('Linnworks_Order__c'));
    expect(ids.at(-1)).toBe(`Linnworks_Order__c ${String(split?.['Linnworks_Id__c'])}`);
  });

  it('writes nothing when nothing changed', async () => {
    await step('shipped');
    await bench.follow();
    const calls = bench.org.calls;
    await bench.follow();
    expect(bench.org.calls).toBe(calls);
  });

  it('ties the parts of a split to the Salesforce order', async () => {
    await bench.control('POST', 'warehouse/split', { reference: '00000001' });
    await bench.follow();
    const orders = bench.org.of('Linnworks_Order__c');
    expect(orders).toHaveLength(2);
    expect(orders.map((row) => row['Order__c'])).toEqual([id, id]);
    expect(orders.map((row) => row['Relation__c']).sort()).toEqual(['Original', 'Split']);
  });

  it('closes an error when somebody solved it in Linnworks', async () => {
    const parked = bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }]);
    await bench.control('POST', 'faults', [
      { match: { path: 'Orders/GetOrdersById' }, status: 503, times: 3 },
    ]);
    await bench.push([bench.job(parked)]).catch(() => undefined);
    await bench.control('POST', 'warehouse/park', { reference: '00000002' });
    await bench.push([bench.job(parked)]);
    expect(bench.openCodes()).toEqual(['ORDER_PARKED']);
    await bench.control('POST', 'warehouse/unpark', { reference: '00000002' });
    await bench.follow();
    expect(bench.openCodes()).toEqual([]);
    expect(bench.org.of('Linnworks_Sync_Error__c')).toMatchObject([
      { Status__c: 'Resolved', Resolution__c: 'Solved in Linnworks.' },
    ]);
  });

  it('never lets an older observation replace a newer one', async () => {
    await step('packed');
    const before = await poll();
    await step('shipped');
    await bench.follow();
    await bench.handle(before);
    expect(states()).toEqual(['Shipped']);
  });

  it('follows by the v1 reads where v2 does not answer', async () => {
    await bench.account.close();
    await open({ v2Delta: false });
    await step('packed');
    await bench.follow();
    expect(states()).toEqual(['Packed']);
    await step('shipped');
    await bench.follow();
    expect(states()).toEqual(['Shipped']);
    expect(bench.org.of('Linnworks_Shipment__c').length).toBeGreaterThan(0);
  });

  it('looks no further back by the v1 reads than to what was finished last', async () => {
    await bench.account.close();
    await open({ v2Delta: false });
    await step('shipped');
    await bench.follow();
    const [order] = bench.account.store.orders.byReference('00000001');
    expect(bench.store.cursors.get('orders-delta')).toBe(order?.processedAt?.toISOString());
  });
});

describe.each([true, false])('orders of other channels, with the v2 delta: %s', (v2Delta) => {
  const amazon = sampleOrder('203-1', {
    ...{ Source: 'AMAZON', SubSource: 'UK', ExternalReference: 'A-1', ExtendedProperties: [] },
    OrderItems: [line('44120', 'MUG', 2)],
  });
  beforeEach(async () => {
    await bench.account.close();
    await open({ v2Delta });
    await bench.control('POST', 'sell', { orders: [amazon] });
  });
  const theirs = () =>
    bench.org.of('Linnworks_Order__c').find((row) => row['Source__c'] === 'AMAZON');

  it('are left alone when they are not wanted', async () => {
    await bench.follow();
    expect(theirs()).toBeUndefined();
    expect((await bench.deps.linnworks.openOrderIds()).size).toBe(1);
  });

  it('are shown as records of their own, through to the parcel, when they are', async () => {
    bench.isOthersToo = true;
    await bench.follow();
    expect(theirs()).toMatchObject({ State__c: 'Accepted', Sub_Source__c: 'UK' });
    expect(theirs()?.['Order__c']).toBeUndefined();
    await bench.control('POST', 'warehouse/step', { reference: '203-1', to: 'shipped' });
    await bench.follow();
    expect(theirs()).toMatchObject({ State__c: 'Shipped' });
    const lines = bench.org.of('Linnworks_Order_Line__c');
    expect(lines.find((row) => row['Line_Number__c'] === '44120')).toMatchObject({
      Is_Added_By_Linnworks__c: false,
      Shipped__c: 2,
    });
    expect(await findGone(bench.deps)).toEqual([]);
  });
});

async function poll() {
  await bench.poll();
  return bench.store.take('orders-in');
}
