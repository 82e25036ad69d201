import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { line } from '../testing/sample-orders.ts';
import { ownAccount, type OwnAccount } from '../testing/own-account.ts';

const ZERO = '00000000-0000-0000-0000-000000000000';

interface Booking {
  RMAHeaderId?: number;
  Errors: string[];
}
interface Row {
  RowType: string;
  ReturnQty: number;
  RefundStatus: string;
  CancellationQuantity: number;
}

describe('returns and refunds', () => {
  let account: OwnAccount;
  const shipped = async (reference: string): Promise<{ id: string; rowId: string }> => {
    const id = await account.enter(reference, { OrderItems: [line('1', 'TENT', 2)] });
    const [order] = await account.read<{ Items: { RowId: string }[] }[]>('Orders/GetOrdersById', {
      pkOrderIds: [id],
    });
    await account.control('POST', 'warehouse/step', { reference, to: 'shipped' });
    return { id, rowId: order?.Items[0]?.RowId ?? '' };
  };
  const search = async (historyType: string, more: object = {}): Promise<Row[]> => {
    const page = await account.read<{ Data: Row[] }>('ReturnsRefunds/SearchReturnsRefundsPaged', {
      historyType,
      dateType: 'ALLDATES',
      pageNum: 1,
      numEntriesPerPage: 200,
      ...more,
    });
    return page.Data;
  };
  const onHand = () =>
    account
      .control<{ onHand: number }>('POST', 'stock', { sku: 'TENT', delta: 0 })
      .then(({ onHand: count }) => count);

  beforeAll(async () => {
    account = await ownAccount();
  });
  afterAll(() => account.close());

  it('books a return, puts the goods back when it is actioned, and not twice', async () => {
    const { id, rowId } = await shipped('R-1');
    const before = await onHand();
    const item = {
      OrderItemRowId: rowId,
      ReturnLocation: ZERO,
      ReturnQuantity: 2,
      ScrapQuantity: 1,
    };
    const request = {
      ChannelInitiated: false,
      OrderId: id,
      Reference: 'RET-1',
      ReturnItems: [item],
    };
    const booking = await account.read<Booking>('ReturnsRefunds/CreateRMABooking', { request });
    expect((await search('RETURNS'))[0]).toMatchObject({ RowType: 'RETURNBOOKING', ReturnQty: 2 });
    expect(await onHand()).toBe(before);
    const action = { request: { RMAHeaderId: booking.RMAHeaderId, OrderId: id } };
    const actioned = await account.read<object>('ReturnsRefunds/ActionRMABooking', action);
    expect(actioned).toMatchObject({
      SuccessfullyActioned: true,
      Status: { StatusHeader: 'PROCESSED' },
    });
    expect(await onHand()).toBe(before + 1);
    const again = await account.read<object>('ReturnsRefunds/ActionRMABooking', action);
    expect(again).toMatchObject({ SuccessfullyActioned: false });
    const late = await account.read<Booking>('ReturnsRefunds/CreateRMABooking', { request });
    expect(late.Errors[0]).toMatch(/Only 0 of TENT/);
    const headers = await account.read<{ RMAHeaders: object[] }>(
      'ReturnsRefunds/GetRMAHeadersByOrderId',
      {
        request: { OrderId: id },
      },
    );
    expect(headers.RMAHeaders).toMatchObject([{ ExternalReference: 'RET-1', Actioned: true }]);
  });

  it('books and actions a refund', async () => {
    const { id, rowId } = await shipped('R-2');
    const refundLine = { OrderItemRowId: rowId, RefundedUnit: 'Item', Amount: 12, Quantity: 1 };
    const booked = await account.read<{ RefundHeaderId: number }>('ReturnsRefunds/CreateRefund', {
      request: { ChannelInitiated: false, OrderId: id, RefundLines: [refundLine] },
    });
    expect((await search('REFUNDS'))[0]).toMatchObject({ RefundStatus: 'OPEN' });
    await account.read('ReturnsRefunds/ActionRefund', {
      request: { RefundHeaderId: booked.RefundHeaderId, OrderId: id },
    });
    const actioned = {
      dateType: 'ACTIONED',
      from: '2026-11-24T00:00:00Z',
      to: '2026-11-25T00:00:00Z',
    };
    expect((await search('REFUNDS', actioned))[0]).toMatchObject({ RefundStatus: 'PROCESSED' });
    const { RefundHeaders } = await account.read<{ RefundHeaders: object[] }>(
      'ReturnsRefunds/GetRefundHeadersByOrderId',
      { request: { OrderId: id } },
    );
    expect(RefundHeaders).toMatchObject([{ Amount: 12, Currency: 'GBP', Actioned: true }]);
  });

  it('says what may be done to an order', async () => {
    const { id } = await shipped('R-3');
    const { ReturnOptions } = await account.read<{ ReturnOptions: object }>(
      'ReturnsRefunds/GetReturnOptions',
      { request: { OrderId: id } },
    );
    expect(ReturnOptions).toMatchObject({ CanReturn: true, CannotReturnReason: 'None' });
    await account.read('ReturnsRefunds/GetRefundOptions', { request: { OrderId: id } });
    const open = await account.enter('R-4');
    const refused = await account.read<Booking>('ReturnsRefunds/CreateRMABooking', {
      request: { OrderId: open, ReturnItems: [{}] },
    });
    expect(refused.Errors).toEqual(['Order has not been processed']);
    const options = await account.read<object>('PostSale/GetCancellationOptions', {
      orderId: open,
    });
    expect(options).toMatchObject({ CanCancel: true });
  });

  it('lists cancelled quantities and refuses more than three months or 200 rows', async () => {
    await account.enter('R-5');
    await account.control('POST', 'warehouse/cancel', { reference: 'R-5', reason: 'x' });
    expect((await search('CANCELLATIONS'))[0]).toMatchObject({ CancellationQuantity: 2 });
    const query = {
      historyType: 'RETURNS',
      dateType: 'BOOKED',
      from: '2026-01-01',
      to: '2026-11-01',
    };
    const name = 'ReturnsRefunds/SearchReturnsRefundsPaged';
    expect((await account.call(name, query)).status).toBe(400);
    expect((await account.call(name, { numEntriesPerPage: 201 })).status).toBe(400);
  });

  it('is done by hand, with an order sent out for an exchange', async () => {
    await shipped('R-6');
    const { return: header } = await account.control<{
      return: { RMALines: { NewOrderId: string }[] };
    }>('POST', 'warehouse/return', {
      reference: 'R-6',
      kind: 'exchange',
      lines: [{ sku: 'TENT', quantity: 1 }],
      reason: 'Torn',
      amount: 5,
    });
    const [sent] = await account.read<object[]>('Orders/GetOrdersById', {
      pkOrderIds: [header.RMALines[0]?.NewOrderId],
    });
    expect(sent).toMatchObject({ Processed: false, GeneralInfo: { Status: 1 } });
  });
});
