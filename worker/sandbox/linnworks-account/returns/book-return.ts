import { ORDER_STATUS, type Order } from '../state/order.ts';
import type { Account } from '../state/account.ts';
import { siblingOf } from '../orders/split-order.ts';
import type { Refund, RefundLine, Rma, RmaLine } from './return-records.ts';

export type AskedRmaLine = Omit<RmaLine, 'rowId' | 'refundRowId' | 'newOrderId'>;

/** What stands against a return of these lines; empty when it can be booked. */
export function faultsOfReturn(
  account: Account,
  order: Order,
  lines: readonly AskedRmaLine[],
): string[] {
  if (order.cancelledAt) return ['Order has been cancelled'];
  if (!order.processedAt) return ['Order has not been processed'];
  if (lines.length === 0) return ['No new RMAs specified'];
  return lines.flatMap((asked) => {
    const line = order.lines.find(({ rowId }) => rowId === asked.orderRowId);
    if (!line) return [`Order item ${asked.orderRowId} not found`];
    const left = line.quantity - account.returns.returnedQuantity(order.id, line.rowId);
    return asked.returnQuantity > left
      ? [`Only ${left} of ${line.channelSku} can still be returned`]
      : [];
  });
}

/** Books a return, exchange or resend; nothing moves yet. */
export function bookReturn(
  account: Account,
  order: Order,
  lines: readonly AskedRmaLine[],
  reference: string,
  channelInitiated = false,
): Rma {
  const rma: Rma = {
    id: account.returns.takeHeaderId(),
    orderId: order.id,
    reference,
    channelInitiated,
    createdAt: account.clock(),
    actionedAt: null,
    lines: lines.map((line) => ({
      ...line,
      rowId: account.returns.takeRmaLineId(),
      refundRowId: null,
      newOrderId: null,
    })),
  };
  account.returns.rmas.push(rma);
  account.note(order, 'RMA_BOOKED', `Return ${rma.id} booked`);
  return rma;
}

function sendOut(account: Account, order: Order, line: RmaLine): Order {
  const sent = order.lines.find(({ rowId }) => rowId === line.orderRowId);
  const item = account.stock.byId(line.sendStockItemId ?? sent?.stockItemId ?? '');
  const created = siblingOf(account, order);
  created.processedAt = null;
  created.status = line.type === 'Resend' ? ORDER_STATUS.resend : ORDER_STATUS.paid;
  created.locationId = line.despatchLocationId;
  created.properties = [];
  created.notes = [];
  if (sent)
    created.lines = [
      {
        ...sent,
        rowId: account.ids.guid(),
        stockItemId: item?.id ?? null,
        channelSku: item?.sku ?? sent.channelSku,
        quantity: line.sendQuantity,
        pricePerUnit: line.additionalCost,
        discountPercent: 0,
      },
    ];
  account.stock.reserve(created);
  account.orders.add(created, { hasKey: false });
  account.relate(line.type === 'Resend' ? 'RESEND' : 'EXCHANGE', order, created);
  account.note(created, 'ORDER_CREATED', `${line.type} for order ${order.number}`);
  return created;
}

/** The goods are here: what is not scrapped goes back on the shelf, what is owed is sent out as a new order. */
export function actionReturn(account: Account, order: Order, rma: Rma): void {
  rma.actionedAt = account.clock();
  for (const line of rma.lines) {
    const sent = order.lines.find(({ rowId }) => rowId === line.orderRowId);
    const item = account.stock.byId(sent?.stockItemId ?? '');
    const back = line.returnQuantity - line.scrapQuantity;
    if (item && back > 0)
      for (const piece of account.stock.pieces(item, back))
        account.stock.move(piece.item, line.returnLocationId, piece.quantity, `Return ${rma.id}`);
    if (line.sendQuantity > 0) line.newOrderId = sendOut(account, order, line).id;
  }
  account.note(order, 'RMA_ACTIONED', `Return ${rma.id} received`);
}

/** Books a refund; no money moves at Linnworks, with or without the action that follows. */
export function bookRefund(
  account: Account,
  order: Order,
  lines: readonly Omit<RefundLine, 'rowId'>[],
  channelInitiated = false,
): Refund {
  const refund: Refund = {
    id: account.returns.takeHeaderId(),
    orderId: order.id,
    channelInitiated,
    createdAt: account.clock(),
    actionedAt: null,
    error: null,
    lines: lines.map((line) => ({ ...line, rowId: account.ids.guid() })),
  };
  account.returns.refunds.push(refund);
  account.note(order, 'REFUND_BOOKED', `Refund ${refund.id} booked`);
  return refund;
}

export function actionRefund(account: Account, order: Order, refund: Refund): void {
  refund.actionedAt = account.clock();
  account.note(order, 'REFUND_ACTIONED', `Refund ${refund.id} actioned`);
}

/** Money refunded or booked to be refunded so far. */
export const refundedAmount = (account: Account, orderId: string): number =>
  account.returns
    .refundsOf(orderId)
    .flatMap(({ lines }) => lines)
    .reduce((sum, { amount }) => sum + amount, 0);
