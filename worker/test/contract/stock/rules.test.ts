import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkFirstLoad } from '../../../src/pipelines/checks/first-load.ts';
import { StockWorld } from './stock-world.ts';

let world: StockWorld;
beforeAll(async () => {
  world = await StockWorld.start();
});
beforeEach(async () => {
  await world.reset();
  await world.items(
    { sku: 'TENT', levels: { Default: 10, Leeds: 4 } },
    { sku: 'MUG', levels: { Default: 7 } },
  );
  world.product('TENT');
  world.product('mug ');
});
afterAll(() => world?.close());

describe('levels', () => {
  it('are tied to the product of their SKU, without regard to case and spaces around', async () => {
    await world.sweep();
    const rows = world.rows(
      'SELECT Sku__c, Product__r.Name, Location__r.Name, Item_Kind__c FROM Linnworks_Stock_Level__c WHERE On_Hand__c > 4 ORDER BY Sku__c',
    );
    expect(rows).toMatchObject([
      { Sku__c: 'MUG', Product__r: { Name: 'mug' }, Location__r: { Name: 'Default' } },
      { Sku__c: 'TENT', Product__r: { Name: 'TENT' }, Item_Kind__c: 'Simple' },
    ]);
    expect(Object.keys(world.levels())).toHaveLength(6);
  });

  it('cost no write while nothing changes', async () => {
    await world.sweep();
    world.takeWrites();
    await world.sweep(2);
    expect(world.takeWrites()).toEqual([]);
  });

  it('of composites, variations, batched and archived items are what Linnworks means by them', async () => {
    await world.items(
      { sku: 'SET', kind: 'composite', parts: [{ sku: 'TENT', quantity: 2 }] },
      { sku: 'FAMILY', kind: 'variation' },
      { sku: 'WINE', kind: 'batched', levels: { Default: 3 } },
      { sku: 'OLD', archived: true, levels: { Default: 3 } },
    );
    for (const sku of ['SET', 'FAMILY', 'WINE', 'OLD']) world.product(sku);
    await world.sweep();
    const rows = world.rows(
      "SELECT Sku__c, Item_Kind__c, On_Hand__c FROM Linnworks_Stock_Level__c WHERE Location_Name__c = 'Default' ORDER BY Sku__c",
    );
    expect(rows.map((row) => [row['Sku__c'], row['Item_Kind__c'], row['On_Hand__c']])).toEqual([
      ['MUG', 'Simple', 7],
      ['SET', 'Composite', 5],
      ['TENT', 'Simple', 10],
      ['WINE', 'Batched', 3],
    ]);
  });

  it('follow the locations that the admin chose, and give storage back', async () => {
    await world.sweep();
    const [leeds] = world.rows("SELECT Id FROM Linnworks_Location__c WHERE Name = 'Leeds'");
    world.save('Linnworks_Location__c', { Sync_Stock__c: false }, String(leeds?.['Id']));
    await world.sweep();
    await world.pull.purge();
    expect(Object.keys(world.levels()).filter((key) => key.endsWith('@Leeds'))).toEqual([]);
    expect(world.levels()).toHaveProperty(['TENT@Default'], 10);
  });

  it('stop at the limit with a clear message, and what is there is kept up to date', async () => {
    world.save('Linnworks_Settings__c', { Name: 'S', Key__c: 'Default', Max_Stock_Records__c: 6 });
    await world.sweep();
    await world.items({ sku: 'LAMP', levels: { Default: 1 } });
    world.product('LAMP');
    await world.move('TENT', 5);
    await world.sweep(2);
    expect(world.levels()).toMatchObject({ 'TENT@Default': 15 });
    expect(world.levels()).not.toHaveProperty(['LAMP@Default']);
    expect(world.errors()).toEqual(['STOCK_LIMIT_REACHED']);
  });
});

describe('never wrong by mixing', () => {
  it('a level that was read before the one already written never wins', async () => {
    await world.sweep();
    const [item] = (await world.deps.linnworks.stockPage(1)).items;
    if (item === undefined) throw new Error('no item');
    const before = new Date(world.clock.now().getTime() - 3_600_000);
    const old = { ...item, levels: item.levels.map((level) => ({ ...level, onHand: 99 })) };
    await world.deps.store.transaction((tx) =>
      world.deps.stock.levels.observe(tx, { items: [old], at: before, sweep: 1 }),
    );
    await world.sweep();
    expect(Object.values(world.levels())).not.toContain(99);
  });

  it('an empty list of levels is not zero, and not missing', async () => {
    await world.sweep();
    const body = (await world.deps.linnworks.stockPage(1)).items.map(({ id, sku }) => ({
      StockItemId: id,
      ItemNumber: sku,
      StockLevels: [],
    }));
    await world.faults({
      match: { path: 'Stock/GetStockItemsFull$' },
      status: 200,
      body,
      times: 3,
    });
    await world.sweep(3);
    expect(world.levels()).toMatchObject({ 'TENT@Default': 10, 'MUG@Default': 7 });
    const missing = world.rows(
      'SELECT Id FROM Linnworks_Stock_Level__c WHERE Is_Missing__c = true',
    );
    expect(missing).toEqual([]);
  });

  it('what vanishes is missing after two sweeps, and there again when it is met', async () => {
    await world.sweep();
    await world.items({ sku: 'MUG', archived: true });
    const missing = () =>
      world
        .rows('SELECT Sku__c FROM Linnworks_Stock_Level__c WHERE Is_Missing__c = true')
        .map((row) => row['Sku__c']);
    await world.sweep();
    expect(missing()).toEqual([]);
    await world.sweep();
    expect(missing()).toEqual(['MUG', 'MUG', 'MUG']);
    expect(world.levels()).toHaveProperty(['MUG@Default'], 7);
    await world.items({ sku: 'MUG', archived: false });
    await world.sweep();
    expect(missing()).toEqual([]);
  });

  it('a sweep that is cut short makes nothing missing', async () => {
    await world.sweep();
    const cut = { match: { path: 'Stock/GetStockItemsFull$' }, status: 400, body: {}, times: 3 };
    await world.faults(cut);
    await world.sweep(3);
    const missing = world.rows(
      'SELECT Id FROM Linnworks_Stock_Level__c WHERE Is_Missing__c = true',
    );
    expect(missing).toEqual([]);
  });
});

describe('movements', () => {
  it('tell every change with the note of Linnworks', async () => {
    await world.sweep();
    await world.move('TENT', -3, 'Order 100001');
    await world.move('TENT', -1, 'Broken');
    await world.sweep();
    expect(world.movements()).toMatchObject([
      { Sku__c: 'TENT', Quantity__c: -3, Level_After__c: 7, Note__c: 'Order 100001' },
      { Sku__c: 'TENT', Quantity__c: -1, Level_After__c: 6, Note__c: 'Broken' },
    ]);
  });

  it('ask for the history of what moved and of nothing else', async () => {
    const asked = async () => {
      const counters = await world.control<Record<string, { total: number }>>('GET', 'counters');
      return counters['Stock/GetItemChangesHistory']?.total ?? 0;
    };
    await world.sweep();
    const before = await asked();
    await world.move('MUG', 2);
    await world.sweep();
    expect((await asked()) - before).toBe(1);
  });

  it('are purged after the days of the settings', async () => {
    world.save('Linnworks_Settings__c', {
      Name: 'S',
      Key__c: 'Default',
      Keep_Movements_Days__c: 30,
    });
    await world.sweep();
    await world.move('TENT', -3);
    await world.sweep();
    await world.pull.purge();
    expect(world.movements()).toHaveLength(1);
    world.clock.advance(31 * 24 * 3_600_000);
    await world.pull.purge();
    expect(world.movements()).toEqual([]);
  });
});

describe('the audit', () => {
  const counted = async () => {
    const hours = await world.deps.tables.audit.hourly('write-stock', new Date());
    const sum = (of: 'done' | 'failed') => hours.reduce((total, hour) => total + hour[of], 0);
    return { done: sum('done'), failed: sum('failed') };
  };

  it('has one row for each call, and the stream counts the records in it', async () => {
    await world.sweep();
    expect(await counted()).toEqual({ done: 6, failed: 0 });
    const rows = await world.deps.tables.audit.rowsOf({ records: ['Linnworks_Stock_Level__c'] });
    expect(rows).toMatchObject([{ step: 'write-stock', outcome: 'done: 6 records' }]);
    expect(rows[0]?.bodyHash).toMatch(/^[0-9a-f]{64}$/);
    await world.sweep(2);
    expect(await counted()).toEqual({ done: 6, failed: 0 });
  });

  it('counts what Salesforce refused as failed', async () => {
    const errors = [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'no', fields: [] }];
    const refused = { success: false, errors };
    const saved = { success: true, id: 'a00000000000001AAA', created: true, errors: [] };
    world.org.control.faults.set([
      {
        match: { path: 'composite/sobjects/Linnworks_Stock_Level__c' },
        status: 200,
        body: [refused, refused, saved, saved, saved, saved],
        times: 1,
      },
    ]);
    await world.sweep();
    world.org.control.faults.clear();
    expect(await counted()).toEqual({ done: 4, failed: 2 });
    expect(world.errors()).toEqual(['SF_REFUSED', 'SF_REFUSED']);
  });
});

describe('products', () => {
  it('that share a SKU are listed once and have no stock until it is solved', async () => {
    const twin = world.product('Tent');
    await world.sweep(3);
    expect(world.errors()).toEqual(['PRODUCT_SKU_TWICE']);
    const [error] = world.rows('SELECT Attempts__c FROM Linnworks_Sync_Error__c');
    expect(error?.['Attempts__c']).toBe(1);
    expect(world.levels()).not.toHaveProperty(['TENT@Default']);
    world.save('Product2', { StockKeepingUnit: 'OTHER' }, twin);
    await world.sweep();
    expect(world.errors()).toEqual([]);
    expect(world.levels()).toHaveProperty(['TENT@Default'], 10);
  });

  it('of an import are read by one query job, not page by page', async () => {
    await world.items({ sku: 'LAMP', levels: { Default: 1 } });
    await world.sweep();
    for (let n = 0; n < 2_000; n++) world.product(`IMPORTED-${n}`);
    world.product('LAMP');
    world.requests.length = 0;
    await world.sweep();
    expect(world.requests.filter((one) => /^POST .*jobs\/query$/.test(one))).toHaveLength(1);
    expect(world.requests.filter((one) => /^GET .*\/query\/\w+-\d+$/.test(one))).toEqual([]);
    expect(world.levels()).toHaveProperty(['LAMP@Default'], 1);
  });

  it('that are missing are listed once, unless unlisted stock is kept', async () => {
    await world.items({ sku: 'LAMP', levels: { Default: 1 } });
    await world.sweep(3);
    expect(world.errors()).toEqual(['PRODUCT_MISSING']);
    const [error] = world.rows('SELECT Message__c, Attempts__c FROM Linnworks_Sync_Error__c');
    expect(error?.['Attempts__c']).toBe(1);
    expect(error?.['Message__c']).toMatch(/^1 SKUs.*LAMP/);
    expect(world.levels()).not.toHaveProperty(['LAMP@Default']);
    world.save('Linnworks_Settings__c', {
      Name: 'S',
      Key__c: 'Default',
      Keep_Unlisted_Stock__c: true,
    });
    await world.sweep(2);
    expect(world.errors()).toEqual([]);
    expect(world.levels()).toHaveProperty(['LAMP@Default'], 1);
  });
});

describe('the dry run of the first load', () => {
  it('counts records, storage, calls and minutes without writing anything', async () => {
    await world.deps.salesforce.upsert('Linnworks_Location__c', 'Linnworks_Id__c', [
      { Name: 'Default', Linnworks_Id__c: '00000000-0000-0000-0000-000000000000' },
    ]);
    world.takeWrites();
    const { rows, figures } = await checkFirstLoad(world.deps, world.reference);
    expect(figures).toMatchObject({
      items: 2,
      locations: 1,
      products: 2,
      records: 2,
      storageMb: 1,
    });
    expect(rows.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(world.takeWrites()).toEqual([]);
  });
});
