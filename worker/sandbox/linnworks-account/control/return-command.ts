import {
  actionRefund,
  actionReturn,
  bookRefund,
  bookReturn,
  faultsOfReturn,
  type AskedRmaLine,
} from '../returns/book-return.ts';
import { refundHeader, rmaHeader } from '../returns/return-rows.ts';
import type { Account } from '../state/account.ts';
import { isCancelled, isProcessed, type Order, type OrderLine } from '../state/order.ts';
import { ControlError, notNow, textOf, type Body } from './command.ts';

const TYPES = { return: 'Return', exchange: 'Exchange', resend: 'Resend' } as const;

interface AskedLine {
  readonly itemNumber?: string;
  readonly sku?: string;
  readonly quantity?: number;
  readonly scrap?: number;
}

function shippedOrder(account: Account, reference: string): Order {
  const orders = account.orders.byReference(reference);
  if (orders.length === 0) throw new ControlError(404, `No order has the reference ${reference}`);
  const shipped = orders.find((order) => isProcessed(order) && !isCancelled(order));
  if (!shipped) throw notNow(`Order ${reference} has not been shipped`);
  return shipped;
}

function linesOf(order: Order, body: Body): { line: OrderLine; asked: AskedLine }[] {
  if (!Array.isArray(body.lines))
    return order.lines.filter((line) => !line.isService).map((line) => ({ line, asked: {} }));
  return (body.lines as AskedLine[]).map((asked) => {
    const line = order.lines.find(
      ({ itemNumber, channelSku }) => itemNumber === asked.itemNumber || channelSku === asked.sku,
    );
    if (!line) throw new ControlError(400, `Order ${order.number} has no such line`);
    return { line, asked };
  });
}

function refund(
  account: Account,
  order: Order,
  body: Body,
  amount: number,
  orderRowId: string | null,
): object {
  const line = {
    unit: orderRowId === null ? 'Additional' : 'Item',
    orderRowId,
    returnRowId: null,
    amount,
    quantity: orderRowId === null ? 0 : 1,
    cancelledQuantity: 0,
    externalReference: textOf(body, 'externalReference'),
    text: textOf(body, 'reason'),
    category: textOf(body, 'category'),
    reasonTag: '',
    subReasonTag: '',
  } as const;
  const booked = bookRefund(account, order, [line]);
  booked.error = textOf(body, 'failure') || null;
  if (body.booked !== true && booked.error === null) actionRefund(account, order, booked);
  return refundHeader(account, order, booked);
}

/** `{reference}`: what was announced arrives, and what was to be paid back is paid back. */
export function actionByHand(account: Account, body: Body): object {
  const order = shippedOrder(account, textOf(body, 'reference'));
  const rmas = account.returns.rmasOf(order.id).filter(({ actionedAt }) => actionedAt === null);
  const refunds = account.returns
    .refundsOf(order.id)
    .filter(({ actionedAt }) => actionedAt === null);
  if (rmas.length + refunds.length === 0) throw notNow('Nothing of this order is announced');
  for (const rma of rmas) actionReturn(account, order, rma);
  for (const one of refunds) {
    one.error = null;
    actionRefund(account, order, one);
  }
  return { returns: rmas.length, refunds: refunds.length };
}

/** `{reference}`: what was announced and not actioned is deleted, as DeleteRMA and DeleteRefund do. */
export function deleteByHand(account: Account, body: Body): object {
  const order = shippedOrder(account, textOf(body, 'reference'));
  const deleted = account.returns.removeOpen(order.id);
  if (deleted === 0) throw notNow('Nothing of this order is announced');
  account.note(order, 'RMA_DELETED', 'Return deleted');
  return { deleted };
}

/**
 * `{reference, kind, lines?, reason?, category?, amount?, booked?}`: goods come back, are exchanged or sent again
 * (`return`, `exchange`, `resend`), or only money goes back (`refund`, or any kind with an amount). With `booked`
 * it is only announced, not yet done; with `failure` the refund fails with that sentence.
 */
export function returnByHand(account: Account, body: Body): object {
  const order = shippedOrder(account, textOf(body, 'reference'));
  const kind = textOf(body, 'kind', 'return');
  const amount = typeof body.amount === 'number' ? body.amount : 0;
  const asked = linesOf(order, body);
  const money =
    amount > 0 ? refund(account, order, body, amount, asked[0]?.line.rowId ?? null) : null;
  if (kind === 'refund') return { refund: money };
  const type = kind in TYPES ? TYPES[kind as keyof typeof TYPES] : undefined;
  if (!type)
    throw new ControlError(400, `A return is one of ${Object.keys(TYPES).join(', ')}, refund`);
  const lines = asked.map(
    ({ line, asked: { quantity = line.quantity, scrap = 0 } }): AskedRmaLine => ({
      type,
      orderRowId: line.rowId,
      returnLocationId: order.locationId,
      returnQuantity: kind === 'resend' ? 0 : quantity,
      scrapQuantity: scrap,
      refundAmount: amount,
      category: textOf(body, 'category', 'Unwanted'),
      reason: textOf(body, 'reason'),
      reasonTag: '',
      subReasonTag: '',
      sendStockItemId: kind === 'return' ? null : line.stockItemId,
      sendQuantity: kind === 'return' ? 0 : quantity,
      despatchLocationId: order.locationId,
      additionalCost: 0,
    }),
  );
  const faults = faultsOfReturn(account, order, lines);
  if (faults.length > 0) throw notNow(faults.join(', '));
  const rma = bookReturn(account, order, lines, textOf(body, 'externalReference'));
  if (body.booked !== true) actionReturn(account, order, rma);
  return { return: rmaHeader(account, order, rma), refund: money };
}
