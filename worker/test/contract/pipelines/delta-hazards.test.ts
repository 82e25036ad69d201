import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LookBack } from '../../../src/pipelines/look-back.ts';
import { linnworksDate } from '../../../src/wire/to-observed-order.ts';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';

/**
 * The twelve hazards of following orders by "last updated". Sources: §5.1, §5.2, §5.6 and §11 of what is known of the
 * vendor's API. Linnworks' clock and ours are moved by hand and independently of each other.
 */
let theirs: HandClock;
let ours: HandClock;
let bench: Bench;
let id: string;

async function open(options: { v2Delta?: boolean } = {}): Promise<void> {
  theirs = new HandClock('2026-03-02T10:00:00Z');
  ours = new HandClock('2026-03-02T10:00:00Z');
  bench = await Bench.start({ clock: () => theirs.now(), ...options }, ours);
  await bench.stock('TENT', 'MUG');
  id = bench.order([{ sku: 'MUG', quantity: 2, price: 9.95 }]);
  await bench.send(id);
  tick(1_000);
  await bench.follow();
  tick(1_000);
}
beforeEach(() => open());
afterEach(async () => {
  vi.unstubAllEnvs();
  await bench.account.close();
});

function tick(ms: number): void {
  theirs.advance(ms);
  ours.advance(ms);
}
const step = (to: string, reference = '00000001') =>
  bench.control('POST', 'warehouse/step', { reference, to });
const hold = (on: boolean) =>
  bench.control('POST', 'warehouse/hold', { reference: '00000001', on });
const stateOf = (orderId = id) =>
  bench.org.of('Linnworks_Order__c').find((row) => row['Order__c'] === orderId)?.['State__c'];
const book = () => bench.account.store.orders;
const only = () => book().byReference('00000001')[0] ?? expect.fail('no such order');

describe('the delta of orders', () => {
  it('1. sees a late commit, whose time is before the cursor', async () => {
    const other = bench.order([{ sku: 'TENT', quantity: 1, price: 189 }]);
    await bench.send(other);
    await step('allocated');
    const commit = book().hide(only());
    tick(60_000);
    await step('allocated', '00000002');
    await bench.follow();
    expect(stateOf()).toBe('Accepted');
    commit();
    tick(1_000);
    await bench.follow();
    expect(stateOf()).toBe('Allocated');
  });

  it('2. loses none of many orders with the same time at the border of a page', async () => {
    const ids = Array.from({ length: 12 }, () =>
      bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }]),
    );
    await bench.send(...ids);
    bench.account.store.largestPage = 5;
    for (let n = 2; n <= 13; n++) await step('allocated', String(n).padStart(8, '0'));
    await bench.follow();
    expect(ids.map((one) => stateOf(one))).toEqual(ids.map(() => 'Allocated'));
  });

  it.each([-5, 5])('3. follows a worker whose clock is %i minutes off', async (minutes) => {
    ours.advance(minutes * 60_000);
    for (const [to, state] of [
      ['allocated', 'Allocated'],
      ['picking', 'Picking'],
      ['packed', 'Packed'],
      ['shipped', 'Shipped'],
    ] as const) {
      await step(to);
      tick(1_000);
      await bench.follow();
      expect(stateOf()).toBe(state);
      tick(1_000);
    }
  });

  it('4. reads times without a zone and through daylight saving as UTC', async () => {
    vi.stubEnv('TZ', 'Europe/London');
    // Half past one does not exist on this night: clocks of this zone go from one to two.
    expect(new Date('2026-03-29T02:30:00').getTimezoneOffset()).toBe(-60);
    expect(linnworksDate('2026-03-29T01:30:00')).toBe('2026-03-29T01:30:00.000Z');
    expect(linnworksDate('2026-10-25T01:30:00+01:00')).toBe('2026-10-25T00:30:00.000Z');
    expect(linnworksDate('2026-10-25T01:30:00Z')).toBe('2026-10-25T01:30:00.000Z');
    expect(linnworksDate('2026-07-01T12:00:00')).toBe('2026-07-01T12:00:00.000Z');
    expect(linnworksDate('0001-01-01T00:00:00Z')).toBeNull();
    tick(Date.parse('2026-03-29T00:59:00Z') - theirs.now().getTime());
    for (const [to, state] of [
      ['allocated', 'Allocated'],
      ['picking', 'Picking'],
      ['shipped', 'Shipped'],
    ] as const) {
      await step(to);
      const at = theirs.now().toISOString();
      await bench.follow();
      expect(bench.org.of('Linnworks_Order__c')).toMatchObject([
        { State__c: state, Version__c: at },
      ]);
      tick(45_000);
    }
  });

  it('5. keeps up with a chain of pages that changes while it is read', async () => {
    const ids = Array.from({ length: 9 }, () =>
      bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }]),
    );
    await bench.send(...ids);
    bench.account.store.largestPage = 3;
    for (let n = 2; n <= 10; n++) await step('allocated', String(n).padStart(8, '0'));
    const pages = bench.deps.linnworks.ordersChangedSince(new Date('2026-03-02T09:00:00Z'));
    let read = 0;
    for await (const page of pages) {
      read += page.length;
      tick(1_000);
      await step('picking', '00000010');
    }
    expect(read).toBeGreaterThan(0);
    await bench.follow();
    await bench.follow();
    expect(stateOf(ids.at(-1))).toBe('Picking');
    expect(ids.slice(0, -1).map((one) => stateOf(one))).toEqual(Array(8).fill('Allocated'));
  });

  it('6. starts the chain again when its token was reset, and moves no cursor before its end', async () => {
    bench.account.store.largestPage = 1;
    const other = bench.order([{ sku: 'TENT', quantity: 1, price: 189 }]);
    await bench.send(other);
    await step('allocated');
    await step('allocated', '00000002');
    const before = bench.store.cursors.get('orders-delta');
    await bench.control('POST', 'faults', [
      { match: { path: 'v2/orders' }, status: 400, after: 1, times: 1 },
    ]);
    await expect(bench.poll()).rejects.toThrow();
    expect(bench.store.cursors.get('orders-delta')).toBe(before);
    await bench.follow();
    expect([stateOf(), stateOf(other)]).toEqual(['Allocated', 'Allocated']);
  });

  it('7. does not let a reply that was read earlier win, whichever endpoint it came from', async () => {
    await hold(true);
    const [v1] = await bench.deps.linnworks.ordersById([only().id]);
    tick(1_000);
    await hold(false);
    await bench.follow();
    expect(stateOf()).toBe('Accepted');
    // The states may follow each other both ways: only the version tells which one is true.
    await bench.handle([bench.job(id, { key: only().id, data: { order: v1 } })]);
    expect(stateOf()).toBe('Accepted');
    expect(bench.openCodes()).toEqual([]);
  });

  it('8. knows an older state after a restart, too', async () => {
    // By the v1 reads: what the delta shows of open orders is read again before it is written.
    await bench.account.close();
    await open({ v2Delta: false });
    await bench.control('POST', 'warehouse/park', { reference: '00000001' });
    await bench.poll();
    const old = bench.store.take('orders-in');
    tick(1_000);
    await bench.control('POST', 'warehouse/unpark', { reference: '00000001' });
    await bench.follow();
    bench.restart();
    await bench.handle(old);
    expect(stateOf()).toBe('Accepted');
    expect(bench.openCodes()).toEqual([]);
  });

  it('9. looks back a short way after a burst, and a quarter of an hour every five minutes', () => {
    const lookBack = new LookBack();
    const at = (minutes: number) => new Date(Date.parse('2026-03-02T10:00:00Z') + minutes * 60_000);
    expect(lookBack.since(at(0).toISOString(), at(0))).toEqual(at(-15));
    lookBack.done(at(0));
    expect(lookBack.since(at(0).toISOString(), at(1))).toEqual(at(-2));
    for (let n = 0; n < 5_000; n++)
      lookBack.note(`order ${n}`, new Date(at(1).getTime() + n).toISOString());
    const newest = new Date(at(1).getTime() + 4_999).toISOString();
    expect(Date.parse(newest) - lookBack.since(newest, at(2)).getTime()).toBeLessThan(1_000);
    expect(lookBack.since(newest, at(6))).toEqual(new Date(Date.parse(newest) - 15 * 60_000));
  });

  it('10. does not hide a page behind one order that cannot be read', async () => {
    const other = bench.order([{ sku: 'TENT', quantity: 1, price: 189 }]);
    await bench.send(other);
    await step('allocated');
    await step('allocated', '00000002');
    Object.assign(only(), { number: 'not a number' });
    await bench.follow();
    expect(stateOf(other)).toBe('Allocated');
  });

  it('11. finds an order that moved to another location while the lists were read', async () => {
    await bench.account.close();
    await open({ v2Delta: false });
    await bench.control('POST', 'warehouse/move', { reference: '00000001', location: 'Rotterdam' });
    await bench.follow();
    expect(stateOf()).toBe('Accepted');
    const row = bench.org.of('Linnworks_Order__c')[0];
    expect(row?.['Location_Name__c']).toBe('Rotterdam');
  });

  it('12. takes a cancelled order for cancelled in both reads, not for shipped', async () => {
    await bench.control('POST', 'warehouse/cancel', {
      reference: '00000001',
      reason: 'Customer changed their mind',
    });
    await bench.follow();
    expect(stateOf()).toBe('Cancelled');
    expect(bench.org.of('Linnworks_Order__c')[0]).toMatchObject({
      Cancel_Reason__c: 'Customer changed their mind',
      Processed_At__c: null,
    });
    await bench.account.close();
    await open({ v2Delta: false });
    await bench.control('POST', 'warehouse/cancel', { reference: '00000001', reason: 'Lost' });
    await bench.follow();
    expect(stateOf()).toBe('Cancelled');
  });

  it('goes on by the v1 reads when v2 stops to work, and by v2 when it works again', async () => {
    const asked = async (): Promise<number> => {
      const counters = await bench.control<Record<string, { total: number }>>('GET', 'counters');
      return counters['v2/orders']?.total ?? 0;
    };
    await bench.control('POST', 'faults', [{ match: { path: 'v2/orders' }, status: 404 }]);
    await step('packed');
    await bench.follow();
    expect(stateOf()).toBe('Packed');
    await bench.control('DELETE', 'faults');
    tick(16 * 60_000);
    const before = await asked();
    await step('shipped');
    await bench.follow();
    expect(stateOf()).toBe('Shipped');
    expect(await asked()).toBeGreaterThan(before);
    expect(bench.openCodes()).toEqual([]);
  });
});
