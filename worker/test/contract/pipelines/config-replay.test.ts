import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOrdersOut } from '../../../src/pipelines/orders-out.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { createCorrectionWatch } from '../../../src/pipelines/watch-corrections.ts';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';

let bench: Bench;
let clock: HandClock;
beforeEach(async () => {
  clock = new HandClock('2026-11-25T10:00:00Z');
  bench = await Bench.start({ clock: () => clock.now() }, clock);
  await bench.stock('MUG');
});
afterEach(() => bench.account.close());

/** A worker: what it remembers of the configuration ends with it. */
function worker() {
  const reference = createReference(bench.deps);
  const push = createOrdersOut(bench.deps, reference);
  const watch = createCorrectionWatch(bench.deps, reference);
  return {
    send: (id: string) => push([bench.job(id)]),
    /** A minute later: the configuration is read anew. */
    async look(): Promise<number> {
      clock.advance(61_000);
      const found = await watch.look();
      await push(bench.store.take('orders-out'));
      return found;
    },
  };
}
const sale = { sku: 'MUG', quantity: 1, price: 9.95 };
const references = async () =>
  (await bench.references()).map(({ ReferenceNum: reference }) => reference);

describe('an order that failed for the sake of the configuration', () => {
  it('goes by itself when an admin corrects the setting', async () => {
    bench.org.settings = { Default_Location__c: 'Nowhere' };
    const id = bench.order([sale], { Linnworks_Location__c: null });
    const one = worker();
    await one.send(id);
    expect(bench.openCodes()).toEqual(['LOCATION_UNKNOWN']);
    // Long after the order was saved: only a change can bring it back.
    for (let minute = 0; minute < 5; minute++) await one.look();
    expect(await one.look()).toBe(0);
    bench.org.settings = { Default_Location__c: 'Default' };
    expect(await one.look()).toBe(1);
    expect(bench.openCodes()).toEqual([]);
    expect(await references()).toHaveLength(1);
    expect(await one.look()).toBe(0);
    // The audit says once that somebody changed something.
    const changes = bench.store.audit.filter(({ step }) => step === 'change-configuration');
    expect(changes).toMatchObject([{ record: 'configuration', outcome: 'seen: mode Active' }]);
  });

  it('goes when a mapping row was added while no worker ran', async () => {
    const id = bench.order([sale], { ShippingCity: null });
    const before = worker();
    await before.send(id);
    expect(bench.openCodes()).toEqual(['TOWN_MISSING']);
    for (let minute = 0; minute < 5; minute++) await before.look();
    bench.mapping('BillingCity', 'DeliveryAddress.Town');
    bench.org.orders.set(id, { ...bench.org.orders.get(id), BillingCity: 'Leeds' });
    expect(await worker().look()).toBe(1);
    expect(bench.openCodes()).toEqual([]);
    expect(await references()).toHaveLength(1);
  });
});

describe('37 orders with one cause', () => {
  const ORDERS = 37;
  let one: ReturnType<typeof worker>;
  beforeEach(async () => {
    one = worker();
    for (let n = 0; n < ORDERS; n++)
      await one.send(bench.order([{ sku: 'ABC-1', quantity: 1, price: 9.95 }]));
    for (let minute = 0; minute < 5; minute++) await one.look();
  });
  const open = () => bench.org.of('Linnworks_Sync_Error__c').filter(isOpen);
  const isOpen = ({ Status__c: status }: { Status__c?: unknown }) => status !== 'Resolved';

  it('are one group, and all of them go when the cause is gone', async () => {
    expect(open()).toHaveLength(ORDERS);
    const causes = new Set(open().map(({ Cause_Key__c: cause }) => cause));
    expect([...causes]).toEqual(['LW_SKU_UNKNOWN|ABC-1']);
    expect(await one.look()).toBe(0);
    await bench.stock('ABC-1');
    expect(await one.look()).toBe(ORDERS);
    expect(open()).toEqual([]);
    expect(await references()).toHaveLength(ORDERS);
  });
});
