import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHistoryLoad } from '../../../src/pipelines/history/load-history.ts';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';

const START = '2026-03-02T10:00:00Z';
let clock: HandClock;
let bench: Bench;
let waiting: number;
const logged: object[] = [];

beforeEach(async () => {
  clock = new HandClock(START);
  bench = await Bench.start({ clock: () => clock.now() }, clock);
  await bench.stock('MUG');
  await bench.control('POST', 'past', { count: 650, days: 60, sku: 'MUG', source: 'SALESFORCE' });
  waiting = 0;
  logged.length = 0;
});
afterEach(() => bench.account.close());

const load = (days = 90, isOthersToo = false) => {
  bench.isOthersToo = isOthersToo;
  const log = {
    ...bench.deps.log,
    info: (message: string, fields: object = {}) => void logged.push({ message, ...fields }),
  };
  return createHistoryLoad(
    { ...bench.deps, log },
    { days, isOthersToo: async () => isOthersToo, backlog: async () => waiting },
  );
};
const queued = () => bench.store.take('orders-load');
const place = () =>
  JSON.parse(bench.store.cursors.get('orders-history') ?? '{}') as Record<string, unknown>;
async function readAll(one: ReturnType<typeof load>): Promise<string[]> {
  const keys: string[] = [];
  for (let step = 0; step < 20 && place()['isComplete'] !== true; step++) {
    await one.step();
    keys.push(...queued().map(({ key }) => key));
  }
  return keys;
}

describe('the first load of orders', () => {
  it('queues every order that was shipped in the days that are asked for, once', async () => {
    const keys = await readAll(load());
    expect(keys).toHaveLength(650);
    expect(new Set(keys).size).toBe(650);
    expect(place()).toMatchObject({ isComplete: true, done: 650, total: 650 });
  });

  it('reads no further back than the setting says, and nothing for 0', async () => {
    expect(await readAll(load(30))).toHaveLength(325);
    bench.store.cursors.clear();
    expect(await readAll(load(0))).toHaveLength(0);
  });

  it('goes on after a restart where the last page was stored', async () => {
    const first = load();
    await first.step();
    await first.step();
    const before = queued().map(({ key }) => key);
    expect(before).toHaveLength(200);
    const after = await readAll(load());
    expect(new Set([...before, ...after]).size).toBe(650);
    expect(after).toHaveLength(450);
  });

  it('stores a page and its place together or not at all', async () => {
    const one = load();
    await one.step();
    const before = bench.store.cursors.get('orders-history');
    const broken = vi.spyOn(bench.store.queue, 'enqueue').mockRejectedValueOnce(new Error('no'));
    await expect(one.step()).rejects.toThrow('no');
    expect(bench.store.cursors.get('orders-history')).toBe(before);
    broken.mockRestore();
    expect(new Set(await readAll(one)).size).toBe(650);
  });

  it('waits while much is not written yet, so that what happens now is never behind it', async () => {
    const one = load();
    await one.step();
    waiting = 1_001;
    expect(await one.step()).toBe(0);
    waiting = 1_000;
    expect(await one.step()).toBe(200);
  });

  it('loses no order when others leave the pages that were read', async () => {
    const one = load();
    await one.step();
    await one.step();
    const keys = queued().map(({ key }) => key);
    const book = bench.account.store.orders;
    for (const id of keys.slice(0, 7)) book.remove(book.byId(id) ?? expect.fail());
    keys.push(...(await readAll(one)));
    expect(new Set(keys).size).toBe(650);
  });

  it('says how far it is and how long it will take, in the log and for the dashboard', async () => {
    const one = load();
    expect(one.progress()).toBeNull();
    await one.step();
    await one.step();
    clock.advance(60_000);
    await one.step();
    expect(one.progress()).toEqual({
      percent: 61.54,
      message: '400 of 650 orders of the past read, about a minute left.',
    });
    expect(logged).toContainEqual({
      message: 'First load of orders',
      percent: 30.77,
      progress: '200 of 650 orders of the past read, about a minute left.',
      isComplete: false,
    });
    await readAll(one);
    expect(one.progress()).toBeNull();
  });

  it('begins with the open orders, and with those of other channels when they are wanted', async () => {
    await bench.control('POST', 'past', { count: 40, days: 10, sku: 'MUG', source: 'EBAY' });
    const id = bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }]);
    await bench.send(id);
    bench.store.queued.length = 0;
    expect(await readAll(load())).toHaveLength(651);
    expect(await readAll(load(90, true))).toEqual([]);
    await load(90, true).step();
    expect(place()).toMatchObject({ scope: 'all', total: 691, done: 1, isComplete: false });
    expect(await readAll(load(90, true))).toHaveLength(691);
  });

  it('never takes back what the live poll has seen later', async () => {
    const [order] = bench.account.store.orders.byReference('PAST-3');
    const [old] = await bench.deps.linnworks.ordersById([order?.id ?? '']);
    clock.advance(1_000);
    const now = { ...old, observedAt: clock.now().toISOString(), identifiers: ['LATER'] };
    const job = (data: object) => bench.job('', { key: order?.id ?? '', data: { order: data } });
    await bench.handle([job(now)]);
    await bench.handle([job(old ?? {})]);
    expect(bench.org.of('Linnworks_Order__c')[0]).toMatchObject({ Identifiers__c: 'LATER' });
  });
});
