import type { Account } from '../state/account.ts';
import type { Order } from '../state/order.ts';

export function addNote(
  account: Account,
  order: Order,
  text: string,
  internal: boolean,
  by = 'API',
): void {
  order.notes.push({ id: account.ids.guid(), at: account.clock(), internal, text, by });
  account.orders.touch(order);
}

/** Moves the order to the processed ones as cancelled and frees its stock. There is no way back. */
export function cancelOrder(account: Account, order: Order, reason: string, by = 'API'): void {
  order.cancelledAt = account.clock();
  order.processedAt = order.cancelledAt;
  account.stock.reserve(order, false);
  if (reason !== '') addNote(account, order, reason, true, by);
  account.note(order, 'ORDER_CANCELLED', reason === '' ? 'Order cancelled' : reason, by);
}

/** Ships the order: its stock leaves the shelves. There is no way back. */
export function processOrder(account: Account, order: Order, by: string): void {
  for (const { item, quantity } of account.stock.needs(order))
    account.stock.move(item, order.locationId, -quantity, `Processed order ${order.number}`);
  order.processedAt = account.clock();
  order.stage = 'shipped';
  account.stock.reserve(order, false);
  account.note(order, 'ORDER_PROCESSED', 'Order processed', by);
}
