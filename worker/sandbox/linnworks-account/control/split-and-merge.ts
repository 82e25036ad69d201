import { mergeOrders } from '../orders/merge-orders.ts';
import { splitOrder, type PartLine } from '../orders/split-order.ts';
import type { Account } from '../state/account.ts';
import { isProcessed, type Order } from '../state/order.ts';
import { whyNot } from '../warehouse/steps.ts';
import { ControlError, notNow, textOf, type Body } from './command.ts';
import { summaryOf } from './order-summary.ts';

interface AskedLine {
  /** The line id as on the channel, or the channel SKU. */
  readonly itemNumber?: string;
  readonly sku?: string;
  readonly quantity?: number;
}

/** The open orders of the reference; more than one after a split. */
export function openOrdersOf(account: Account, reference: string): Order[] {
  const orders = account.orders.byReference(reference);
  if (orders.length === 0) throw new ControlError(404, `No order has the reference ${reference}`);
  const open = orders.filter((order) => !isProcessed(order));
  if (open.length === 0)
    throw notNow(`Order ${reference} cannot be changed: ${orders.map(whyNot).join(', ')}`);
  return open;
}

function askedFor(order: Order, asked: readonly AskedLine[]): PartLine[] {
  return asked.map(({ itemNumber, sku, quantity }) => {
    const line = order.lines.find(
      (candidate) => candidate.itemNumber === itemNumber || candidate.channelSku === sku,
    );
    if (!line)
      throw new ControlError(400, `Order ${order.number} has no line ${itemNumber ?? sku ?? ''}`);
    return { rowId: line.rowId, quantity: quantity ?? line.quantity };
  });
}

/** The last line goes into the second parcel; of a single line, half of its pieces. */
function halfOf(order: Order): PartLine[] {
  const goods = order.lines.filter((line) => !line.isService);
  const last = goods.at(-1);
  if (!last) return [];
  if (goods.length > 1) return [{ rowId: last.rowId, quantity: last.quantity }];
  const quantity = Math.floor(last.quantity / 2);
  if (quantity === 0) throw notNow(`Order ${order.number} is one piece: it cannot be split`);
  return [{ rowId: last.rowId, quantity }];
}

/** `{reference, lines?}`: splits the first open order of the reference in two. */
export function splitByHand(account: Account, body: Body): object[] {
  const [order] = openOrdersOf(account, textOf(body, 'reference')) as [Order];
  if (order.isLocked) throw notNow(`Order ${order.number} is locked`);
  if (order.stage === 'packed') throw notNow(`Order ${order.number} is already packed`);
  const lines = Array.isArray(body.lines)
    ? askedFor(order, body.lines as AskedLine[])
    : halfOf(order);
  return [order, ...splitOrder(account, order, [{ lines }])].map((part) =>
    summaryOf(account, part),
  );
}

/** `{references: [...]}`: merges the open orders of all of them. */
export function mergeByHand(account: Account, body: Body): object {
  const references = (Array.isArray(body.references) ? body.references : []) as string[];
  const orders = references.flatMap((reference) => openOrdersOf(account, reference));
  return summaryOf(account, mergeOrders(account, orders));
}
