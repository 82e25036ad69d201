import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSettings } from '../../../src/config/load-settings.ts';
import { createFulfilmentPoll } from '../../../src/pipelines/poll-fulfilment.ts';
import { line, sampleOrder } from '../../../sandbox/linnworks-account/testing/sample-orders.ts';
import { connect } from '../../../sandbox/linnworks-account/testing/vendor-client.ts';
import { StockWorld } from './stock-world.ts';

let world: StockWorld;
beforeAll(async () => {
  world = await StockWorld.start();
});
beforeEach(async () => {
  await world.reset();
  await world.items(
    { sku: 'TENT', levels: { Default: 10 } },
    { sku: 'BAG', levels: { Default: 30 } },
    { sku: 'SET', kind: 'composite', parts: [{ sku: 'TENT', quantity: 2 }] },
    { sku: 'GIFT', kind: 'composite', parts: [{ sku: 'SET', quantity: 1 }] },
    { sku: 'MUG', levels: { Default: 7 } },
  );
  for (const sku of ['TENT', 'BAG', 'SET', 'GIFT', 'MUG']) world.product(sku);
  await world.sweep();
});
afterAll(() => world?.close());

const SECOND = 1_000;
const available = (): Record<string, unknown> =>
  Object.fromEntries<unknown>(
    world
      .rows(
        "SELECT Sku__c, Available__c FROM Linnworks_Stock_Level__c WHERE Location_Name__c = 'Default'",
      )
      .map((row) => [String(row['Sku__c']), row['Available__c']]),
  );

/** Another channel sells: nothing of it comes from Salesforce. */
async function sell(sku: string, quantity: number): Promise<void> {
  const client = await connect(world.account);
  const order = sampleOrder(`E-${sku}`, {
    Source: 'EBAY',
    OrderItems: [line('1', sku, quantity)],
    ReceivedDate: world.clock.now().toISOString(),
  });
  await client.read('Orders/CreateOrders', { orders: [order] });
}

describe('SKUs of orders that just changed', () => {
  it('are in Salesforce within two minutes at the periods that are set', async () => {
    const { FULFILMENT_POLL_SECONDS, STOCK_LOOK_SECONDS } = loadSettings(SETTINGS);
    const poll = createFulfilmentPoll(world.deps, (skus) =>
      world.deps.store.transaction((tx) =>
        world.deps.stock.looks.ask(tx, skus, 'trace', world.clock.now()),
      ),
    );
    await sell('BAG', 4);
    const sold = world.clock.now().getTime();
    // At worst each period has just begun.
    world.clock.advance(FULFILMENT_POLL_SECONDS * SECOND);
    await poll();
    world.clock.advance(STOCK_LOOK_SECONDS * SECOND);
    await world.pull.look();
    expect(available()).toMatchObject({ BAG: 26, MUG: 7 });
    expect(world.clock.now().getTime() - sold).toBeLessThan(120 * SECOND);
  });

  it('take the composites along that share their parts, at any depth', async () => {
    expect(available()).toMatchObject({ TENT: 10, SET: 5, GIFT: 5 });
    await sell('TENT', 3);
    expect(await world.pull.refresh(['TENT'])).toContain('gift');
    expect(available()).toMatchObject({ TENT: 7, SET: 3, GIFT: 3 });
  });

  it('that are composites take their parts along', async () => {
    await sell('GIFT', 1);
    await world.pull.refresh(['GIFT']);
    expect(available()).toMatchObject({ TENT: 8, SET: 4, GIFT: 4, MUG: 7 });
  });

  it('wait for no item that spoils the answer it is in', async () => {
    const ids = await world.deps.stock.levels.idsOf(['mug']);
    const path = 'Stock/GetStockItemsFullByIds$';
    await world.faults({ match: { path, body: ids.get('mug') }, status: 200, body: '{"cut' });
    await world.move('BAG', -5);
    await world.deps.store.transaction((tx) =>
      world.deps.stock.looks.ask(tx, ['MUG', 'BAG', 'TENT'], 'trace', world.clock.now()),
    );
    await world.pull.look();
    expect(available()).toMatchObject({ BAG: 25 });
    expect(world.errors()).toEqual(['LW_STOCK_UNREADABLE']);
    expect(await world.deps.stock.looks.count()).toBe(0);
    await world.control('DELETE', 'faults');
    await world.pull.refresh(['MUG']);
    expect(world.errors()).toEqual([]);
  });
});

describe('the parts of composites', () => {
  it('are asked for once a day, a hundred composites a call', async () => {
    const asked = async () => {
      const counters = await world.control<Record<string, { total: number }>>('GET', 'counters');
      return counters['Inventory/GetInventoryItemsCompositionByIds']?.total ?? 0;
    };
    const before = await asked();
    await world.sweep(2);
    expect((await asked()) - before).toBe(0);
    world.clock.advance(25 * 3_600 * SECOND);
    await world.sweep();
    expect((await asked()) - before).toBe(1);
  });
});

const SETTINGS = {
  SF_LOGIN_URL: 'http://127.0.0.1:1',
  SF_CLIENT_ID: 'app',
  SF_CLIENT_SECRET: 'secret',
  LINNWORKS_AUTH_URL: 'http://127.0.0.1:1',
  LINNWORKS_APPLICATION_ID: 'a1a1a1a1-0000-4000-8000-000000000001',
  LINNWORKS_APPLICATION_SECRET: 'a1a1a1a1-0000-4000-8000-000000000002',
  LINNWORKS_INSTALLATION_TOKEN: 'a1a1a1a1-0000-4000-8000-000000000003',
};
