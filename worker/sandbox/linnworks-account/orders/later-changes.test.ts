import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { line } from '../testing/sample-orders.ts';
import { ownAccount, type OwnAccount } from '../testing/own-account.ts';

const ZERO = '00000000-0000-0000-0000-000000000000';

interface Details {
  OrderId: string;
  NumOrderId: number;
  Processed: boolean;
  FulfilmentLocationId: string;
  GeneralInfo: {
    HoldOrCancel: boolean;
    IsParked: boolean;
    Status: number;
    Marker: number;
    ReferenceNum: string;
  };
  TotalsInfo: { TotalCharge: number };
  CustomerInfo: { Address: { PostCode: string } };
  ShippingInfo: { PostalServiceName: string };
  Items: { RowId: string; Quantity: number; ItemNumber: string }[];
  Notes: { Note: string }[];
  ExtendedProperties: { Name: string; Value: string }[];
}
interface V2Row {
  OrderId: string;
  LastUpdated: string;
  GeneralInfo: { IsCancelled?: boolean; IsLocked?: boolean };
}

describe('changes after an order was sent', () => {
  let account: OwnAccount;
  const details = async (id: string): Promise<Details> => {
    const [order] = await account.read<Details[]>('Orders/GetOrdersById', { pkOrderIds: [id] });
    if (!order) throw new Error(`no order ${id}`);
    return order;
  };
  const cancel = (orderId: string, more: object = {}) =>
    account.call('Orders/CancelOrder', {
      orderId,
      fulfilmentCenter: ZERO,
      refund: 0,
      note: 'n',
      ...more,
    });

  beforeAll(async () => {
    account = await ownAccount();
  });
  afterAll(() => account.close());

  it('needs the refund to cancel, frees the stock and shows the order as cancelled', async () => {
    const id = await account.enter('CAN-1', { OrderItems: [line('1', 'TENT', 2)] });
    expect(await cancel(id, { refund: undefined })).toMatchObject({
      status: 400,
      body: { Message: 'The request is invalid.' },
    });
    expect(await cancel(id)).toMatchObject({ status: 200, body: '' });
    expect(await details(id)).toMatchObject({
      Processed: true,
      GeneralInfo: { HoldOrCancel: true },
    });
    expect((await cancel(id)).body).toMatch(/already cancelled/);
    const page = await account.read<{ ProcessedOrders: { Data: { pkOrderID: string }[] } }>(
      'ProcessedOrders/SearchProcessedOrders',
      {
        request: {
          DateField: 'cancelled',
          FromDate: '2026-11-24T00:00:00Z',
          ToDate: '2026-11-25T00:00:00Z',
        },
      },
    );
    expect(page.ProcessedOrders.Data.map(({ pkOrderID }) => pkOrderID)).toEqual([id]);
  });

  it('refuses to cancel a locked or shipped order, in words', async () => {
    const id = await account.enter('CAN-2');
    await account.call('Orders/LockOrder', { orderIds: [id], lockOrder: true });
    expect((await cancel(id)).body).toMatch(/locked/);
    await account.call('Orders/LockOrder', { orderIds: [id], lockOrder: false });
    await account.control('POST', 'warehouse/step', { reference: 'CAN-2', to: 'shipped' });
    expect((await cancel(id)).body).toMatch(/already processed/);
  });

  it('does nothing for a tag or a status sent as JSON, and does it for a form', async () => {
    const id = await account.enter('PAY-1', { PaymentStatus: 'Unpaid' });
    await account.call('Orders/ChangeOrderTag', { orderIds: [id] });
    expect((await details(id)).GeneralInfo.IsParked).toBe(true);
    await account.form('Orders/ChangeStatus', { orderIds: [id], status: 1 });
    expect((await details(id)).GeneralInfo.Status).toBe(0);
    await account.form('Orders/ChangeOrderTag', { orderIds: [id], tag: null });
    await account.form('Orders/ChangeStatus', { orderIds: [id], status: 1 });
    expect((await details(id)).GeneralInfo).toMatchObject({ IsParked: false, Status: 1 });
  });

  it('changes address, service, lines and texts of an open order only', async () => {
    const id = await account.enter('EDIT-1');
    const [item] = (await details(id)).Items;
    await account.read('Orders/SetOrderCustomerInfo', {
      orderId: id,
      info: { Address: { FullName: 'A', PostCode: 'M1 1AA', Country: 'United Kingdom' } },
      saveToCrm: false,
    });
    await account.read('Orders/ChangeShippingMethod', {
      orderIds: [id],
      shippingMethod: 'UPS Standard',
    });
    await account.read('Orders/UpdateOrderItem', {
      orderId: id,
      orderItem: { RowId: item?.RowId, Quantity: 5 },
      fulfilmentCenter: ZERO,
    });
    await account.read('Orders/AddOrdersNote', {
      OrderIds: [id],
      NoteText: 'Hello',
      IsInternal: true,
    });
    await account.read('Orders/SetExtendedProperties', {
      orderId: id,
      extendedProperties: [{ Name: 'SF_ContentHash', Value: 'abc', Type: 'Order' }],
    });
    const order = await details(id);
    expect(order).toMatchObject({
      CustomerInfo: { Address: { PostCode: 'M1 1AA' } },
      ShippingInfo: { PostalServiceName: 'UPS Standard' },
      ExtendedProperties: [{ Name: 'SF_ContentHash', Value: 'abc' }],
    });
    expect(order.Items[0]?.Quantity).toBe(5);
    expect(order.Notes.map(({ Note }) => Note)).toEqual(['Leave at the gate', 'Hello']);
    expect(order.TotalsInfo.TotalCharge).toBe(64.8);
    await account.control('POST', 'warehouse/step', { reference: 'EDIT-1', to: 'shipped' });
    const late = await account.call('Orders/UpdateBillingAddress', {
      orderId: id,
      billingAddress: {},
    });
    expect(late.status).toBe(400);
  });

  it('splits into orders of their own that are related, and ships each with its own parcels', async () => {
    const id = await account.enter('SPLIT-1', {
      OrderItems: [line('1', 'MUG', 3), line('2', 'TENT', 1)],
    });
    const [first] = (await details(id)).Items;
    const parts = await account.read<Details[]>('Orders/SplitOrder', {
      orderId: id,
      newOrders: [{ Items: [{ RowId: first?.RowId, Quantity: 1 }] }],
      type: 'Split',
      fulfilmentLocationId: ZERO,
      recalcPackaging: false,
    });
    const child = parts[1]?.OrderId ?? '';
    expect(
      parts.map(({ Items }) => Items.map(({ ItemNumber, Quantity }) => [ItemNumber, Quantity])),
    ).toEqual([
      [
        ['1', 2],
        ['2', 1],
      ],
      [['1', 1]],
    ]);
    const relations = await account.read<Record<string, { ChildOrderId: string; Type: string }[]>>(
      'Orders/GetOrdersRelations',
      { orderIds: [id] },
    );
    expect(relations[id]).toMatchObject([{ ChildOrderId: child, Type: 'SPLIT' }]);
    expect((await details(child)).ExtendedProperties[0]).toMatchObject({ Name: 'SF_OrderId' });
    await account.control('POST', 'warehouse/step', {
      reference: 'SPLIT-1',
      to: 'shipped',
      parcels: 2,
    });
    const packaging = await account.read<{ pkOrderID: string; Bins: unknown[] }[]>(
      'Orders/GetOrderPackagingCalculation',
      { pkOrderIds: [id, child], Recalculate: false, SaveRecalculation: false },
    );
    expect(packaging.map(({ Bins }) => Bins.length)).toEqual([2, 1]);
  });

  it('merges into a new order and lets the old ones go', async () => {
    const ids = [await account.enter('M-1'), await account.enter('M-2')];
    const merged = await account.read<Details>('Orders/MergeOrders', {
      ordersToMerge: ids,
      fulfilmentCenter: ZERO,
      pkPostalServiceId: ZERO,
    });
    expect(merged.GeneralInfo.ReferenceNum).toBe('MERGED');
    expect(merged.Items).toHaveLength(2);
    expect(await account.read('Orders/GetOrdersById', { pkOrderIds: ids })).toEqual([]);
    const relations = await account.read<Record<string, { ChildOrderId: string }[]>>(
      'Orders/GetOrdersRelations',
      { orderIds: ids },
    );
    expect(Object.values(relations).map(([row]) => row?.ChildOrderId)).toEqual([
      merged.OrderId,
      merged.OrderId,
    ]);
  });

  it('keeps the properties of merged orders where the account is set up so', async () => {
    const other = await ownAccount({ mergesExtendedProperties: true });
    const ordersToMerge = [await other.enter('M-3'), await other.enter('M-4')];
    const { OrderId } = await other.read<Details>('Orders/MergeOrders', { ordersToMerge });
    const properties = await other.read<object[]>('Orders/GetExtendedProperties', {
      orderId: OrderId,
    });
    await other.close();
    expect(properties).toMatchObject([{ Value: '801-M-3' }, { Value: '801-M-4' }]);
  });

  it('shows a lock in the v2 delta only, and every change moves LastUpdated', async () => {
    const id = await account.enter('V2-1');
    const read = async (): Promise<V2Row | undefined> => {
      const delta = await account.read<{ OpenOrders: V2Row[] }>('v2/orders', { id: [id] });
      return delta.OpenOrders[0];
    };
    const before = await read();
    account.clock.forward(5);
    await account.call('Orders/LockOrder', { orderIds: [id], lockOrder: true });
    const after = await read();
    expect(after?.GeneralInfo.IsLocked).toBe(true);
    expect(Date.parse(after?.LastUpdated ?? '')).toBe(Date.parse(before?.LastUpdated ?? '') + 5000);
  });
});
