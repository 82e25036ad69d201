import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { line, sampleOrder } from '../testing/sample-orders.ts';
import { ownAccount, type OwnAccount } from '../testing/own-account.ts';

interface Details {
  OrderId: string;
  GeneralInfo: { IsParked: boolean; Status: number; HoldOrCancel: boolean; Marker: number };
  TotalsInfo: Record<string, unknown>;
  ShippingInfo: { PostalServiceName: string };
  Items: Record<string, unknown>[];
}

describe('CreateOrders', () => {
  let account: OwnAccount;
  const create = (orders: object[], location?: string) =>
    account.call('Orders/CreateOrders', {
      orders,
      ...(location === undefined ? {} : { location }),
    });
  const details = async (id: string): Promise<Details> => {
    const [order] = await account.read<Details[]>('Orders/GetOrdersById', { pkOrderIds: [id] });
    if (!order) throw new Error(`no order ${id}`);
    return order;
  };

  beforeAll(async () => {
    account = await ownAccount();
  });
  afterAll(() => account.close());

  it('takes 20 orders, shuffles their ids, and refuses 21', async () => {
    const orders = Array.from({ length: 21 }, (_, n) => sampleOrder(`N-${n}`));
    expect((await create(orders)).status).toBe(400);
    const { body } = await create(orders.slice(0, 20));
    const ids = body as string[];
    const rows = await account.read<{ NumOrderId: number }[]>('Orders/GetOrdersById', {
      pkOrderIds: ids,
    });
    const numbers = rows.map(({ NumOrderId }) => NumOrderId);
    expect(new Set(ids).size).toBe(20);
    expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b));
  });

  it('knows a location by its name only', async () => {
    const { body: locations } = await account.call('Inventory/GetStockLocations');
    const leeds = (locations as { LocationName: string; StockLocationId: string }[])[1];
    expect(await create([sampleOrder('L-1')], leeds?.StockLocationId)).toMatchObject({
      status: 400,
      body: { Message: 'Location not found.' },
    });
    expect(await create([sampleOrder('L-1')], 'Leeds')).toMatchObject({ status: 200 });
  });

  it('parks an unpaid order, updates it while unpaid, and skips it silently once it is paid', async () => {
    const id = await account.enter('U-1', { PaymentStatus: 'Unpaid', PaidOn: undefined });
    expect((await details(id)).GeneralInfo).toMatchObject({ IsParked: true, Status: 0, Marker: 7 });
    expect((await create([sampleOrder('U-1')])).body).toEqual([id]);
    expect((await details(id)).GeneralInfo).toMatchObject({ IsParked: false, Status: 1 });
    expect(await create([sampleOrder('U-1')])).toMatchObject({ status: 200, body: [] });
  });

  it('cancels an unpaid order for the channel, and ignores what it does not know', async () => {
    const id = await account.enter('Z-1', { PaymentStatus: 'Unpaid' });
    const cancelled = { PaymentStatus: 'Cancelled' };
    expect((await create([sampleOrder('Z-1', cancelled)])).body).toEqual([id]);
    expect((await details(id)).GeneralInfo.HoldOrCancel).toBe(true);
    expect((await create([sampleOrder('Z-1'), sampleOrder('Z-2', cancelled)])).body).toEqual([]);
  });

  it('refuses the whole call for an empty DispatchBy or a line id given twice', async () => {
    const bad = sampleOrder('B-1', { DispatchBy: undefined });
    expect(await create([sampleOrder('B-0'), bad])).toMatchObject({
      status: 400,
      body: {
        Code: null,
        Message: 'Orders have invalid values: Order: B-1 has an empty DispatchBy',
      },
    });
    const twice = sampleOrder('B-2', { OrderItems: [line('x', 'MUG', 1), line('x', 'TENT', 1)] });
    expect((await create([twice])).body).toEqual({
      Code: null,
      Message: 'Orders have invalid values: Order: B-2, LineId: x is duplicated',
    });
    const found = await account.read<unknown[]>('Orders/GetOrderDetailsByReferenceId', {
      ReferenceId: 'B-0',
    });
    expect(found).toEqual([]);
  });

  it('links lines by SKU without regard to case, and leaves unknown ones unlinked', async () => {
    const id = await account.enter('S-1', {
      OrderItems: [
        line('1', 'mug', 1),
        line('2', 'NOPE', 1),
        line('3', 'GIFT', 1, { IsService: true }),
      ],
    });
    const items = (await details(id)).Items;
    expect(items[0]).toMatchObject({ SKU: 'MUG', IsUnlinked: false, Title: 'Enamel mug' });
    expect(items[1]).toMatchObject({
      IsUnlinked: true,
      StockItemId: '00000000-0000-0000-0000-000000000000',
    });
    expect(items[1]).not.toHaveProperty('SKU');
    expect(items[2]).toMatchObject({ IsUnlinked: false, IsService: true });
  });

  it('names a blank currency UNK and parks a postcode that is too long', async () => {
    const id = await account.enter('C-1', {
      Currency: '',
      DeliveryAddress: { PostCode: 'LS1 4AB LEEDS', Country: 'United Kingdom' },
    });
    const order = await details(id);
    expect(order.TotalsInfo).toMatchObject({ Currency: 'UNK' });
    expect(order.GeneralInfo.IsParked).toBe(true);
  });

  it('computes gross lines back to net in doubles', async () => {
    const id = await account.enter('T-1', {
      PostalServiceCost: 0,
      OrderItems: [line('1', 'MUG', 1, { PricePerUnit: 1.95 })],
    });
    const { Items, TotalsInfo } = await details(id);
    expect(Items[0]).toMatchObject({
      Cost: 1.625,
      CostIncTax: 1.95,
      PricePerUnit: 1.95,
      TaxRate: 20,
    });
    expect(Items[0]?.SalesTax).toBeCloseTo(0.325, 10);
    expect(TotalsInfo).toMatchObject({ Subtotal: 1.63, TotalCharge: 1.95, PostageCost: 0 });
  });

  it('takes line discounts in percent and the order discount in money', async () => {
    const id = await account.enter('D-1', {
      PostalServiceCost: 6,
      Discount: 3,
      DiscountType: 'ItemsThenPostage',
      OrderItems: [
        line('1', 'MUG', 2, { PricePerUnit: 10, LineDiscount: 10 }),
        line('2', 'TENT', 1, { PricePerUnit: 100, TaxCostInclusive: false }),
      ],
    });
    expect((await details(id)).TotalsInfo).toMatchObject({
      PostageCost: 6,
      PostageCostExTax: 5,
      TotalCharge: 141,
      TotalDiscount: 5,
    });
  });

  it('recomputes the tax unless order and line both ask for the channel tax', async () => {
    const id = await account.enter('X-1', {
      OrderItems: [line('1', 'MUG', 1, { TaxRate: 5, UseChannelTax: false })],
    });
    expect((await details(id)).Items[0]).toMatchObject({ TaxRate: 20 });
  });

  it('chooses the postal service by tag, by name, else the default', async () => {
    const service = async (reference: string, more: object): Promise<string> => {
      const id = await account.enter(reference, more);
      return (await details(id)).ShippingInfo.PostalServiceName;
    };
    const none = { MatchPostalServiceTag: '', PostalServiceName: '' };
    expect(await service('P-1', none)).toBe('Default');
    expect(await service('P-2', { ...none, PostalServiceName: 'ups standard' })).toBe(
      'UPS Standard',
    );
    expect(
      await service('P-3', { PostalServiceName: 'Pigeon', MatchPostalServiceTag: 'DPD-ND' }),
    ).toBe('DPD Next Day');
  });

  it('holds stock back at once, also for parked orders', async () => {
    const levels = async () => {
      const { Items } = await account.read<{ Items: { StockItemId: string }[] }>(
        'Inventory/GetStockItemIdsBySKU',
        { request: { SKUS: ['TENT'] } },
      );
      const [row] = await account.read<
        { StockItemLevels: { InOrders: number; StockLevel: number }[] }[]
      >('Stock/GetStockLevel_Batch', {
        request: { StockItemIds: Items.map(({ StockItemId }) => StockItemId) },
      });
      return row?.StockItemLevels[0];
    };
    const before = await levels();
    await account.enter('R-1', { PaymentStatus: 'Unpaid', OrderItems: [line('1', 'TENT', 3)] });
    expect(await levels()).toMatchObject({
      InOrders: (before?.InOrders ?? 0) + 3,
      StockLevel: before?.StockLevel,
    });
  });

  it('records what was sent that the vendor does not know', async () => {
    await account.enter('A-1', { OrderItems: [line('1', 'MUG', 1, { SKU: 'MUG' })] });
    const { requests } = await account.control<{ requests: { unknownArguments: string[] }[] }>(
      'GET',
      'requests',
    );
    expect(requests.at(-1)?.unknownArguments).toEqual(['orders[0].OrderItems[0].SKU']);
  });
});
