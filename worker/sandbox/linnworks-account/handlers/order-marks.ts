import { nullReference } from '../http/refusal.ts';
import type { Account } from '../state/account.ts';
import { isParked, isProcessed, ORDER_STATUS, type Order } from '../state/order.ts';
import { editableOrders } from './find-order.ts';
import { typed, type Call, type Handlers } from './handler.ts';

const PARK = 7;

/**
 * A form does what it says; the same call in JSON is answered with success and does nothing (seen on a live
 * account).
 */
function inFormOnly(
  call: Call,
  ids: readonly string[],
  change: (order: Order) => boolean,
): string[] {
  if (call.encoding !== 'form') return [...ids];
  return ids
    .flatMap((id) => call.account.orders.byId(id) ?? [])
    .filter((order) => !isProcessed(order) && change(order))
    .map(({ id }) => id);
}

/** Without a tag: unparks whatever the reason was, and takes the tag off. */
function setTag(account: Account, order: Order, tag: number | undefined): boolean {
  if (order.isLocked) return false;
  if (tag === undefined) {
    order.parkedFor.clear();
    order.tag = 0;
  } else if (tag === PARK) order.parkedFor.add('tag');
  else if (isParked(order)) return false;
  else order.tag = tag;
  account.note(order, 'ORDER_TAG', tag === undefined ? 'Tag cleared' : `Tag ${tag}`);
  return true;
}

/** A parked order keeps its status, without a word. */
function setStatus(account: Account, order: Order, status: number): boolean {
  if (isParked(order) || order.isLocked) return true;
  order.status = status;
  if (status === ORDER_STATUS.paid) {
    order.paidAt ??= account.clock();
    order.isRuleRun = true;
  } else if (status === ORDER_STATUS.unpaid) {
    order.paidAt = null;
    order.parkedFor.add('unpaid');
  }
  account.note(order, 'ORDER_STATUS', `Status ${status}`);
  return true;
}

const changeFolder = (
  account: Account,
  ids: readonly string[] | undefined,
  change: (order: Order) => unknown,
): string[] =>
  editableOrders(account, ids).map((order) => {
    change(order);
    account.note(order, 'ORDER_FOLDER', 'Folder changed');
    return order.id;
  });

/** Status, tag, lock, folder and identifier of many orders at once. */
export const ORDER_MARKS: Handlers = {
  'Orders/ChangeOrderTag': typed<{ orderIds?: string[]; tag?: number }>(
    ({ orderIds, tag }, call) => {
      if (!orderIds) throw nullReference();
      return inFormOnly(call, orderIds, (order) => setTag(call.account, order, tag));
    },
  ),

  'Orders/ChangeStatus': typed<{ orderIds?: string[]; status?: number }>(
    ({ orderIds, status = 0 }, call) => {
      if (!orderIds) throw nullReference();
      return inFormOnly(call, orderIds, (order) => setStatus(call.account, order, status));
    },
  ),

  'Orders/LockOrder': typed<{ orderIds?: string[]; lockOrder?: boolean }>(
    ({ orderIds = [], lockOrder = false }, { account }) => {
      for (const order of orderIds.flatMap((id) => account.orders.byId(id) ?? [])) {
        if (isProcessed(order)) continue;
        order.isLocked = lockOrder;
        account.stock.reserve(order);
        account.note(order, 'ORDER_LOCKED', lockOrder ? 'Locked' : 'Unlocked');
      }
    },
  ),

  'Orders/AssignToFolder': typed<{ orderIds?: string[]; folder?: string }>(
    ({ orderIds, folder = '' }, { account }) =>
      changeFolder(account, orderIds, (order) => order.folders.add(folder)),
  ),

  'Orders/UnassignToFolder': typed<{ orderIds?: string[]; folder?: string }>(
    ({ orderIds, folder = '' }, { account }) =>
      changeFolder(account, orderIds, (order) => order.folders.delete(folder)),
  ),

  'OpenOrders/AssignOrderIdentifier': typed<{ OrderIds?: string[]; Tag?: string }>(
    ({ OrderIds = [], Tag = '' }, { account }) => {
      const found = OrderIds.flatMap((id) => account.orders.byId(id) ?? []);
      const change = found.filter((order) => !order.identifiers.has(Tag));
      for (const order of change) {
        order.identifiers.add(Tag);
        account.note(order, 'ORDER_IDENTIFIER', `Identifier ${Tag}`);
      }
      const Changed = change.map(({ id }) => id);
      return { Changed, NotChanged: OrderIds.filter((id) => !Changed.includes(id)) };
    },
  ),
};
