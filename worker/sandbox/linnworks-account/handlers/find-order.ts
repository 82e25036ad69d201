import { codedBadRequest } from '../http/refusal.ts';
import type { Account } from '../state/account.ts';
import { isParked, isProcessed, type Order } from '../state/order.ts';

/** @throws Refusal 400 where the vendor has no such order: "not found" is a bad request to it. */
export function orderOf(account: Account, id: string | undefined): Order {
  const order = id === undefined ? undefined : account.orders.byId(id);
  if (!order) throw codedBadRequest('Order not found', '-');
  return order;
}

/** @throws Refusal 400 unless the order is open and neither locked nor parked: only then it can be edited. */
export function editableOrder(account: Account, id: string | undefined): Order {
  const order = orderOf(account, id);
  const name = `Order ${order.number}`;
  if (isProcessed(order)) throw codedBadRequest(`${name} has been processed`, '-');
  if (order.isLocked) throw codedBadRequest(`${name} is locked`, '-');
  if (isParked(order)) throw codedBadRequest(`${name} is parked`, '-');
  return order;
}

/** Those of the ids that can be edited: bulk calls leave the others alone and out of their reply. */
export const editableOrders = (account: Account, ids: readonly string[] = []): Order[] =>
  ids
    .flatMap((id) => account.orders.byId(id) ?? [])
    .filter((order) => !isProcessed(order) && !order.isLocked && !isParked(order));
