import { afterEach, describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';

let bench: Bench;
afterEach(() => bench.account.close());

const REFERENCE = '00000001';
const warehouse = (command: string, more: object = {}) =>
  bench.control('POST', `warehouse/${command}`, { reference: REFERENCE, ...more });
const order = () => bench.org.of('Linnworks_Order__c')[0];
const lines = () =>
  bench.org
    .of('Linnworks_Order_Line__c')
    .toSorted((a, b) => (String(a['Sku__c']) < String(b['Sku__c']) ? -1 : 1));

/** Both reads tell the same facts, each in words of its own. */
describe.each([true, false])('facts on the way back, with the v2 delta: %s', (v2Delta) => {
  const open = async (): Promise<void> => {
    bench = await Bench.start({ v2Delta });
    const goods = [
      { sku: 'MUG', title: 'Mug', weightKg: 0.3, levels: { Default: 90 } },
      { sku: 'TENT', title: 'Tent', weightKg: 2.4, levels: { Default: 90 } },
    ];
    await bench.control('POST', 'catalogue', { items: goods });
    await bench.send(
      bench.order([
        { sku: 'MUG', quantity: 4, price: 9.95 },
        { sku: 'TENT', quantity: 1, price: 189 },
      ]),
    );
    await bench.follow();
  };

  it('are the channel and its part, the despatch date, folders and identifiers', async () => {
    await open();
    await warehouse('despatch-by', { at: '2031-05-06T15:00:00Z' });
    for (const name of ['Gifts', 'North']) await warehouse('folder', { name });
    for (const name of ['FRAGILE', 'VIP']) await warehouse('identifier', { name });
    await bench.follow();
    expect(order()).toMatchObject({
      ...{ Source__c: 'SALESFORCE', Sub_Source__c: 'Main', Reference__c: REFERENCE },
      ...{ Despatch_By__c: '2031-05-06T15:00:00.000Z' },
      ...{ Folder__c: 'Gifts, North', Identifiers__c: 'FRAGILE, VIP' },
    });
  });

  it('are the location, and where the order moved to', async () => {
    await open();
    expect(order()).toMatchObject({ Location_Name__c: 'Default' });
    await warehouse('move', { location: 'Rotterdam' });
    await bench.follow();
    expect(order()).toMatchObject({ Location_Name__c: 'Rotterdam' });
  });

  it('are the pieces that are set aside for each line, and their racks', async () => {
    await open();
    expect(order()).toMatchObject({ Allocation__c: 'Not Allocated' });
    await warehouse('set-aside', { lines: [{ sku: 'MUG', quantity: 3, binRack: 'B2-07' }] });
    await bench.follow();
    expect(order()).toMatchObject({ Allocation__c: 'Partial', State__c: 'Accepted' });
    expect(lines()).toMatchObject([
      { Sku__c: 'MUG', Ordered__c: 4, Allocated__c: 3, Bin_Rack__c: 'B2-07' },
      { Sku__c: 'TENT', Ordered__c: 1, Allocated__c: 0, Bin_Rack__c: null },
    ]);
    await warehouse('step', { to: 'allocated' });
    await bench.follow();
    expect(order()).toMatchObject({ Allocation__c: 'Full', State__c: 'Allocated' });
    expect(lines().map((row) => row['Allocated__c'])).toEqual([4, 1]);
  });

  it('are the pick wave and the pieces that were picked', async () => {
    await open();
    await warehouse('step', { to: 'picking' });
    await bench.follow();
    const [wave] = bench.account.store.orders.byReference(REFERENCE)[0]?.pickWaveIds ?? [];
    expect(order()).toMatchObject({ Pick_Wave__c: String(wave), State__c: 'Picking' });
    await warehouse('step', { to: 'picked' });
    await bench.follow();
    expect(lines().map((row) => row['Picked__c'])).toEqual([4, 1]);
  });

  it('are the weight, the label and the content of each parcel', async () => {
    await open();
    await warehouse('step', { to: 'packed', parcels: 2 });
    await bench.follow();
    const parcels = bench.account.store.orders.byReference(REFERENCE)[0]?.parcels ?? [];
    expect(parcels).toHaveLength(2);
    expect(bench.org.of('Linnworks_Shipment__c')).toMatchObject(
      parcels.map(({ trackingNumber, weightKg, printedAt }, index) => ({
        ...{ Parcel_Number__c: index + 1, Tracking_Number__c: trackingNumber },
        ...{ Weight__c: weightKg, Label_Printed_At__c: printedAt.toISOString() },
      })),
    );
    const inside = bench.org.of('Linnworks_Shipment_Line__c');
    expect(inside.reduce((sum, row) => sum + Number(row['Quantity__c']), 0)).toBe(5);
  });

  it('are the reason of a cancellation', async () => {
    await open();
    await warehouse('cancel', { reason: 'The tent is torn' });
    await bench.follow();
    expect(order()).toMatchObject({ State__c: 'Cancelled', Cancel_Reason__c: 'The tent is torn' });
  });
});
