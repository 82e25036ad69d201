import { badRequest } from '../http/refusal.ts';
import { addressColumns, orderColumns } from '../orders/processed-row.ts';
import type { Account } from '../state/account.ts';
import type { Order } from '../state/order.ts';
import { locationById } from '../stock/locations.ts';
import { refundReference, skuOf } from './return-rows.ts';

const LONGEST_RANGE_MS = 93 * 86_400_000;

export interface ReturnsQuery {
  readonly from?: string;
  readonly to?: string;
  readonly dateType?: 'ALLDATES' | 'RECEIVED' | 'PROCESSED' | 'BOOKED' | 'ACTIONED';
  readonly historyType?: 'RETURNS' | 'REFUNDS' | 'CANCELLATIONS';
  readonly searchField?: string;
  readonly exactMatch?: boolean;
  readonly searchTerm?: string;
}

interface Entry {
  readonly order: Order;
  readonly bookedAt: Date | null;
  readonly actionedAt: Date | null;
  readonly columns: object;
}

const orderOf = (account: Account, id: string): Order[] => {
  const order = account.orders.byId(id);
  return order ? [order] : [];
};

function returnEntries(account: Account): Entry[] {
  const perLine = account.returns.rmas.flatMap((rma) => rma.lines.map((line) => ({ rma, line })));
  return perLine.flatMap(({ rma, line }) =>
    orderOf(account, rma.orderId).map((order) => {
      const sent = order.lines.find(({ rowId }) => rowId === line.orderRowId);
      const isOut = line.type === 'Exchange' || line.type === 'Resend';
      const done = isOut ? line.type.toUpperCase() : 'RETURN';
      const booking = isOut ? 'EXCHANGEBOOKING' : 'RETURNBOOKING';
      return {
        order,
        bookedAt: rma.createdAt,
        actionedAt: rma.actionedAt,
        columns: {
          pkReturnId: line.rowId,
          RowType: rma.actionedAt ? done : booking,
          ReturnReference: rma.reference,
          Reason: line.reason,
          ChannelReason: line.reasonTag,
          ChannelReasonSec: line.subReasonTag,
          Category: line.category,
          ReturnQty: line.returnQuantity,
          fkReturnLocationId: line.returnLocationId,
          Location: locationById(line.returnLocationId)?.name,
          Scrapped: line.scrapQuantity > 0,
          ScrapQty: line.scrapQuantity,
          ReturnDate: rma.createdAt,
          LastDate: rma.actionedAt ?? rma.createdAt,
          NewQty: line.sendQuantity,
          PendingRefundAmount: rma.actionedAt ? 0 : line.refundAmount,
          cItemNumber: skuOf(account, sent),
          cItemName: sent?.title,
          ItemNumber: sent?.itemNumber,
          ItemTitle: sent?.title,
        },
      };
    }),
  );
}

function refundEntries(account: Account): Entry[] {
  const perLine = account.returns.refunds.flatMap((refund) =>
    refund.lines.map((line) => ({ refund, line })),
  );
  return perLine.flatMap(({ refund, line }) =>
    orderOf(account, refund.orderId).map((order) => {
      const sent = order.lines.find(({ rowId }) => rowId === line.orderRowId);
      return {
        order,
        bookedAt: refund.createdAt,
        actionedAt: refund.actionedAt,
        columns: {
          pkRefundRowId: line.rowId,
          RefundReference: line.externalReference || refundReference(refund),
          Amount: line.amount,
          CreateDate: refund.createdAt,
          ActionDate: refund.actionedAt,
          RefundStatus: refund.error ? 'ERROR' : refund.actionedAt ? 'PROCESSED' : 'OPEN',
          Reason: line.text,
          Category: line.category,
          cItemNumber: skuOf(account, sent),
          cItemName: sent?.title,
          ItemNumber: sent?.itemNumber,
          ItemTitle: sent?.title,
        },
      };
    }),
  );
}

function cancellationEntries(account: Account): Entry[] {
  const cancelled = [...account.orders.all()].filter((order) => order.cancelledAt !== null);
  return cancelled.flatMap((order) =>
    order.lines.map((line) => ({
      order,
      bookedAt: order.cancelledAt,
      actionedAt: order.cancelledAt,
      columns: {
        CancellationQuantity: line.quantity,
        cItemNumber: skuOf(account, line),
        cItemName: line.title,
        ItemNumber: line.itemNumber,
        ItemTitle: line.title,
      },
    })),
  );
}

const ENTRIES = {
  RETURNS: returnEntries,
  REFUNDS: refundEntries,
  CANCELLATIONS: cancellationEntries,
} as const;

/** @throws Refusal 400 for more than three months. */
function windowTest(query: ReturnsQuery): (entry: Entry) => boolean {
  const type = query.dateType ?? 'ALLDATES';
  if (type === 'ALLDATES') return () => true;
  const from = query.from === undefined ? -Infinity : Date.parse(query.from);
  const to = query.to === undefined ? Infinity : Date.parse(query.to);
  if (to - from > LONGEST_RANGE_MS)
    throw badRequest('The date range cannot be longer than 3 months.');
  return ({ order, bookedAt, actionedAt }) => {
    const date = {
      RECEIVED: order.receivedAt,
      PROCESSED: order.processedAt,
      BOOKED: bookedAt,
      ACTIONED: actionedAt,
    }[type];
    return date !== null && date.getTime() >= from && date.getTime() <= to;
  };
}

/** Rows of one history, one per line of a booking, oldest first. */
export function searchReturns(account: Account, query: ReturnsQuery): object[] {
  const test = windowTest(query);
  const term = (query.searchTerm ?? '').toLowerCase();
  return ENTRIES[query.historyType ?? 'RETURNS'](account)
    .filter(test)
    .filter(({ order }) => term === '' || order.reference.toLowerCase().includes(term))
    .map(({ order, columns }, n) => ({
      Row: n + 1,
      ...orderColumns(account, order),
      ...addressColumns(order),
      ...columns,
    }));
}
