import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StockWorld } from './stock-world.ts';

let world: StockWorld;
beforeAll(async () => {
  world = await StockWorld.start();
});
beforeEach(async () => {
  await world.reset();
});
afterAll(() => world?.close());

const ITEMS = 700;
async function many(): Promise<void> {
  const skus = Array.from({ length: ITEMS }, (_, n) => `SKU-${n}`);
  await world.items(...skus.map((sku, n) => ({ sku, levels: { Default: n, Leeds: 2 * n } })));
  for (const sku of skus) world.product(sku);
}
const jobsOpened = (): number =>
  world.requests.filter((one) => one.startsWith('POST') && one.endsWith('/jobs/ingest')).length;

describe('a first load', () => {
  it('goes by one bulk job, and the next sweep writes nothing', async () => {
    await many();
    await world.sweep();
    expect(jobsOpened()).toBe(1);
    expect(Object.keys(world.levels())).toHaveLength(3 * ITEMS);
    expect(world.levels()).toMatchObject({ 'SKU-7@Default': 7, 'SKU-7@Leeds': 14 });
    world.takeWrites();
    await world.sweep();
    expect(world.takeWrites()).toEqual([]);
  });

  it('goes on after a restart, wherever it was cut', async () => {
    await many();
    for (const path of ['/jobs/ingest$', '/batches$', '/jobs/ingest/\\w+$', 'failedResults$']) {
      world.org.control.faults.set([{ match: { path }, cut: 'after', times: 1 }]);
      await world.sweep().catch(() => undefined);
      world.restart();
    }
    world.org.control.faults.clear();
    await world.sweep(2);
    expect(Object.keys(world.levels())).toHaveLength(3 * ITEMS);
    expect(await world.deps.stock.jobs.open()).toEqual([]);
    world.takeWrites();
    await world.sweep();
    expect(world.takeWrites()).toEqual([]);
  });
});

describe('progress of a first load', () => {
  it('is told while pages are read and while rows are written, with the time that is left', async () => {
    await many();
    const told = new Set<string>();
    const watch = setInterval(() => {
      const progress = world.pull.progress();
      if (progress !== null) told.add(progress.message.replace(/\d[\d,]*\d|\d/g, 'N'));
    }, 1);
    await world.sweep();
    clearInterval(watch);
    expect(world.pull.progress()).toBeNull();
    expect([...told].join(' ')).toMatch(/N of N pages of stock read, about a minute left\./);
    expect([...told].join(' ')).toMatch(/N of N stock levels written/);
  });
});

describe('many movements', () => {
  const movements = () => world.movements().length;

  it('go by one bulk job, each once, also when its end was not seen', async () => {
    await many();
    await world.sweep();
    const { stock } = world.account.store;
    for (const item of stock.all())
      for (const place of item.levels.keys()) stock.move(item, place, 1, '');
    world.org.control.faults.set([
      { match: { path: '/jobs/ingest/\\w+$', method: 'GET' }, cut: 'before', times: 4 },
    ]);
    await world.sweep(3).catch(() => undefined);
    world.restart();
    world.org.control.faults.clear();
    await world.sweep(2);
    expect(movements()).toBe(3 * ITEMS);
    expect(world.levels()).toMatchObject({ 'SKU-7@Default': 8, 'SKU-7@Leeds': 15 });
  });
});

describe('the storage of the org', () => {
  it('stops new levels with a message that says how much is needed and how much is there', async () => {
    await many();
    world.org.control.faults.set([
      {
        match: { path: '/limits$' },
        status: 200,
        body: {
          DailyApiRequests: { Max: 100_000, Remaining: 90_000 },
          DataStorageMB: { Max: 10, Remaining: 4 },
        },
      },
    ]);
    await world.sweep();
    expect(world.levels()).toEqual({});
    const [error] = world.rows(
      "SELECT Code__c, Message__c, What_To_Do__c FROM Linnworks_Sync_Error__c WHERE Status__c = 'Open'",
    );
    expect(error).toMatchObject({
      Code__c: 'STOCK_LIMIT_REACHED',
      Message__c:
        '2100 new stock levels need 5 MB; the org has 3 MB to spare. No new ones are created.',
    });
    expect(error?.['What_To_Do__c']).toMatch(/Choose fewer locations/);
    world.org.control.faults.clear();
    await world.sweep();
    expect(world.errors()).toEqual([]);
    expect(Object.keys(world.levels())).toHaveLength(3 * ITEMS);
  });
});
