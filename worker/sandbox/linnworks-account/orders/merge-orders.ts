import { codedBadRequest } from '../http/refusal.ts';
import type { Account } from '../state/account.ts';
import { isParked, isProcessed, type Order } from '../state/order.ts';
import { siblingOf } from './split-order.ts';

/** Null when the two may travel together. */
function obstacle(first: Order, other: Order): string | null {
  if (isProcessed(other)) return 'has been processed';
  if (isParked(other) || other.isLocked) return 'is parked or locked';
  if (other.status !== first.status || other.currency !== first.currency)
    return 'differs in payment or currency';
  const sameAddress =
    JSON.stringify(other.deliveryAddress) === JSON.stringify(first.deliveryAddress);
  if (!sameAddress || other.source !== first.source || other.subSource !== first.subSource)
    return 'goes to another customer or came from another channel';
  return null;
}

/**
 * Makes one new order out of several. Its references read `MERGED`; the originals are gone from the account and
 * live on in relations only. Extended properties are combined only where the account is set up so.
 * @throws Refusal 400 for fewer than two orders or ones that may not travel together.
 */
export function mergeOrders(account: Account, orders: readonly Order[]): Order {
  const [first, ...others] = orders;
  if (!first || others.length === 0) throw codedBadRequest('Select at least two orders', '-');
  for (const order of orders) {
    const reason = obstacle(first, order);
    if (reason !== null) throw codedBadRequest(`Order ${order.number} ${reason}`, '-');
  }
  const merged = siblingOf(account, first);
  merged.reference = 'MERGED';
  merged.externalReference = 'MERGED';
  merged.secondaryReference = '';
  merged.isMerged = true;
  merged.lines = orders.flatMap(({ lines }) =>
    lines.map((line) => ({ ...line, rowId: account.ids.guid() })),
  );
  merged.notes = orders.flatMap(({ notes }) => notes);
  merged.properties = account.mergesProperties
    ? orders.flatMap(({ properties }) => properties)
    : [];
  merged.postageCost = orders.reduce((sum, order) => sum + order.postageCost, 0);
  const value = orders.reduce((sum, order) => sum + order.discount.value, 0);
  merged.discount = { ...first.discount, value };
  for (const order of orders) {
    account.stock.reserve(order, false);
    account.relate('MERGE', order, merged);
    account.orders.remove(order);
  }
  account.stock.reserve(merged);
  account.orders.add(merged, { hasKey: false });
  account.note(
    merged,
    'ORDER_MERGED',
    `Merged from ${orders.map(({ number }) => number).join(', ')}`,
  );
  return merged;
}
