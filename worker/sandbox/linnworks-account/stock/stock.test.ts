import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { line } from '../testing/sample-orders.ts';
import { ownAccount, type OwnAccount } from '../testing/own-account.ts';

const ZERO = '00000000-0000-0000-0000-000000000000';

interface Level {
  Location: { LocationName: string };
  StockLevel: number;
  InOrders: number;
  Available: number;
}
interface Item {
  ItemNumber: string;
  StockItemId: string;
  StockLevels: Level[];
}

describe('stock', () => {
  let account: OwnAccount;
  const sweep = (more: object = {}) =>
    account.call('Stock/GetStockItemsFull', {
      keyword: '',
      loadCompositeParents: true,
      loadVariationParents: true,
      entriesPerPage: 200,
      pageNumber: 1,
      dataRequirements: ['StockLevels'],
      searchTypes: ['SKU'],
      ...more,
    });
  const level = async (sku: string, location = 'Default'): Promise<Level | undefined> => {
    const items = (await sweep()).body as Item[];
    const rows = items.find(({ ItemNumber }) => ItemNumber === sku)?.StockLevels ?? [];
    return rows.find(({ Location }) => Location.LocationName === location);
  };

  beforeAll(async () => {
    account = await ownAccount();
  });
  afterAll(() => account.close());

  it('is swept 200 at most, with every location, and ends with a 400', async () => {
    expect(await sweep({ entriesPerPage: 201 })).toMatchObject({
      status: 400,
      body: { Message: 'Number must be between 1 and 200' },
    });
    expect(await sweep({ pageNumber: 2 })).toMatchObject({
      status: 400,
      body: { Message: 'No items found with given filter' },
    });
    const items = (await sweep()).body as Item[];
    expect(items.map(({ StockLevels }) => StockLevels.length)).toEqual([3, 3, 3]);
    const titled = { keyword: 'enamel', searchTypes: ['Title'] };
    expect((await sweep(titled)).body).toMatchObject([{ ItemNumber: 'MUG' }]);
    expect((await sweep({ keyword: 'enamel' })).status).toBe(400);
    const plain = (await sweep({ loadCompositeParents: false })).body as Item[];
    expect(plain.map(({ ItemNumber }) => ItemNumber)).toEqual(['MUG', 'TENT']);
  });

  it('tells the parts of composites, a hundred at most, and of nothing else', async () => {
    const items = (await sweep()).body as Item[];
    const id = (sku: string) => items.find(({ ItemNumber }) => ItemNumber === sku)?.StockItemId;
    const ask = (InventoryItemIds: unknown[]) =>
      account.call('Inventory/GetInventoryItemsCompositionByIds', {
        request: { InventoryItemIds },
      });
    const composite = items.find(({ ItemNumber }) => !['MUG', 'TENT'].includes(ItemNumber));
    const { body } = await ask([id('TENT'), composite?.StockItemId]);
    const found = (body as { InventoryItemsCompositionByIds: Record<string, { SKU: string }[]> })
      .InventoryItemsCompositionByIds;
    expect(Object.keys(found)).toEqual([composite?.StockItemId]);
    const parts = found[composite?.StockItemId ?? ''] ?? [];
    expect(parts.length).toBeGreaterThan(0);
    for (const { SKU } of parts) expect(['MUG', 'TENT']).toContain(SKU);
    expect(await ask(Array.from({ length: 101 }, () => id('TENT')))).toMatchObject({
      status: 400,
      body: { Message: 'The maximum items count for this call is 100' },
    });
  });

  it('is held back by an order, given back by a cancellation and used up by a shipment', async () => {
    await account.enter('A-1', { OrderItems: [line('1', 'TENT', 3)] });
    expect(await level('TENT')).toMatchObject({ StockLevel: 10, InOrders: 3, Available: 7 });
    await account.control('POST', 'warehouse/lock', { reference: 'A-1' });
    expect(await level('TENT')).toMatchObject({ InOrders: 0 });
    await account.control('POST', 'warehouse/lock', { reference: 'A-1', on: false });
    await account.control('POST', 'warehouse/step', { reference: 'A-1', to: 'shipped' });
    expect(await level('TENT')).toMatchObject({ StockLevel: 7, InOrders: 0, Available: 7 });
    await account.enter('A-2', { OrderItems: [line('1', 'TENT', 1)] });
    await account.control('POST', 'warehouse/cancel', { reference: 'A-2' });
    expect(await level('TENT')).toMatchObject({ StockLevel: 7, InOrders: 0 });
  });

  it('is taken from the parts of a composite', async () => {
    const before = await level('MUG');
    const id = await account.enter('C-1', { OrderItems: [line('1', 'CAMP-SET', 2)] });
    expect(await level('MUG')).toMatchObject({ InOrders: (before?.InOrders ?? 0) + 4 });
    const [order] = await account.read<{ Items: { CompositeSubItems: object[] }[] }[]>(
      'Orders/GetOrdersById',
      { pkOrderIds: [id] },
    );
    expect(order?.Items[0]?.CompositeSubItems).toMatchObject([
      { SKU: 'TENT', Quantity: 2 },
      { SKU: 'MUG', Quantity: 4 },
    ]);
  });

  it('keeps its movements per item and location, newest first', async () => {
    const { Items } = await account.read<{ Items: { StockItemId: string }[] }>(
      'Inventory/GetStockItemIdsBySKU',
      { request: { SKUS: ['mug', 'NOPE'] } },
    );
    expect(Items).toHaveLength(1);
    await account.control('POST', 'stock', {
      sku: 'MUG',
      location: 'Leeds',
      delta: -2,
      note: 'Broken',
    });
    const query = { stockItemId: Items[0]?.StockItemId, entriesPerPage: 10, pageNumber: 1 };
    const { items } = { items: await account.call('Stock/GetItemChangesHistory', query) };
    expect(items.status).toBe(400);
    const leeds = '6d0b1f52-60d5-4d0c-9a53-5a3f8b2e7c01';
    const history = await account.read<{ Data: object[] }>('Stock/GetItemChangesHistory', {
      ...query,
      locationId: leeds,
    });
    expect(history.Data).toMatchObject([
      { ChangeQty: -2, Level: 18, Note: 'Broken', StockItemId: ZERO },
      { ChangeQty: 20, Level: 20 },
    ]);
  });

  it('answers the smaller reads and mappings in the vendor’s shape', async () => {
    expect(await account.read('Inventory/GetInventoryItemsCount', { includeArchived: false })).toBe(
      3,
    );
    const { Items } = await account.read<{ Items: { StockItemId: string }[] }>(
      'Inventory/GetStockItemIdsBySKU',
      { request: { SKUS: ['MUG'] } },
    );
    const StockItemIds = Items.map(({ StockItemId }) => StockItemId);
    await account.read('Stock/GetStockItemsFullByIds', {
      request: { StockItemIds, DataRequirements: ['StockLevels'] },
    });
    await account.read('Stock/GetStockItemTypeInfo', {
      SKUS: ['MUG', 'CAMP-SET'],
      StockItemIntIds: [],
    });
    for (const name of [
      'Orders/GetCountries',
      'Orders/GetPaymentMethods',
      'Orders/GetShippingMethods',
      'Orders/GetAvailableFolders',
      'PostalServices/GetPostalServices',
      'ProcessedOrders/GetReturnCategories',
      'Settings/GetCurrencyConversionRates',
      'OpenOrders/GetIdentifiers',
    ])
      expect(await account.read(name), name).toBeInstanceOf(Array);
    await account.read('Inventory/CreateChannelMapping', {
      Mappings: [
        {
          StockItemId: StockItemIds[0],
          ChannelSKU: 'OLD-MUG',
          Source: 'SALESFORCE',
          SubSource: 'Main',
        },
      ],
    });
    const id = await account.enter('MAP-1', { OrderItems: [line('1', 'OLD-MUG', 1)] });
    const [order] = await account.read<{ Items: { SKU: string }[] }[]>('Orders/GetOrdersById', {
      pkOrderIds: [id],
    });
    expect(order?.Items[0]?.SKU).toBe('MUG');
  });
});
