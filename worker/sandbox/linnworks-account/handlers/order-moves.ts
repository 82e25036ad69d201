import { codedBadRequest, invalidRequest } from '../http/refusal.ts';
import { cancelOrder, processOrder } from '../orders/leave-order-book.ts';
import { mergeOrders } from '../orders/merge-orders.ts';
import { openOrder } from '../orders/order-details.ts';
import { splitOrder } from '../orders/split-order.ts';
import type { Account } from '../state/account.ts';
import { isCancelled, isParked, isProcessed, type Order } from '../state/order.ts';
import { locationById } from '../stock/locations.ts';
import { whyNot } from '../warehouse/steps.ts';
import { editableOrder, orderOf } from './find-order.ts';
import { typed, type Handlers } from './handler.ts';

interface Cancel {
  readonly orderId?: string;
  readonly fulfilmentCenter?: string;
  readonly refund?: number;
  readonly note?: string;
}

/** Empty text is success; anything else says why not, with the same status. */
function cancel(
  account: Account,
  { orderId, fulfilmentCenter, refund, note = '' }: Cancel,
): string {
  if (orderId === undefined || fulfilmentCenter === undefined || refund === undefined)
    throw invalidRequest();
  const order = orderOf(account, orderId);
  if (isCancelled(order)) return `Order ${order.number} is already cancelled`;
  if (isProcessed(order)) return `Order ${order.number} is already processed`;
  if (order.isLocked) return `Order ${order.number} is locked`;
  if (order.locationId !== fulfilmentCenter)
    return `Order ${order.number} is not in the given location`;
  cancelOrder(account, order, note);
  return '';
}

interface Split {
  readonly orderId?: string;
  readonly newOrders?: readonly {
    readonly Items?: readonly { readonly RowId?: string; readonly Quantity?: number }[];
    readonly PostalServiceId?: string;
    readonly ParkOrder?: boolean;
  }[];
}

function moveTo(account: Account, order: Order, locationId: string): string | null {
  if (isProcessed(order)) return 'Order has been processed';
  if (order.isLocked) return 'Order is locked';
  order.locationId = locationId;
  account.stock.reserve(order);
  account.note(order, 'ORDER_MOVED', `Moved to ${locationById(locationId)?.name ?? ''}`);
  return null;
}

/** Calls that move an order to another place or out of the order book. */
export const ORDER_MOVES: Handlers = {
  'Orders/CancelOrder': typed<Cancel>((args, { account }) => cancel(account, args)),

  'Orders/SplitOrder': typed<Split>(({ orderId, newOrders = [] }, { account }) => {
    const order = editableOrder(account, orderId);
    const parts = newOrders.map(({ Items = [], PostalServiceId, ParkOrder }) => ({
      lines: Items.map(({ RowId = '', Quantity = 0 }) => ({ rowId: RowId, quantity: Quantity })),
      postalServiceId: PostalServiceId,
      isParked: ParkOrder,
    }));
    return [order, ...splitOrder(account, order, parts)].map((part) => openOrder(account, part));
  }),

  'Orders/MergeOrders': typed<{ ordersToMerge?: string[] }>(({ ordersToMerge = [] }, { account }) =>
    openOrder(
      account,
      mergeOrders(
        account,
        ordersToMerge.map((id) => orderOf(account, id)),
      ),
    ),
  ),

  'Orders/MoveToLocation': typed<{ orderIds?: string[]; pkStockLocationId?: string }>(
    ({ orderIds = [], pkStockLocationId = '' }, { account }) => {
      if (!locationById(pkStockLocationId)) throw codedBadRequest('Location not found', '-');
      const results = orderIds.map((id) => {
        const order = account.orders.byId(id);
        return [id, order ? moveTo(account, order, pkStockLocationId) : 'Order not found'] as const;
      });
      const failed = results.flatMap(([id, error]) =>
        error === null ? [] : [[id, error] as const],
      );
      return {
        Errors: failed.map(([, error]) => error),
        OrdersMoved: results.filter(([, error]) => error === null).map(([id]) => id),
        KeyedErrors: Object.fromEntries(failed),
      };
    },
  ),

  'Orders/ProcessOrder': typed<{ orderId?: string }>(({ orderId }, { account }) => {
    const order = orderOf(account, orderId);
    const reason = isParked(order) ? 'it is parked' : whyNot(order);
    if (reason === null) processOrder(account, order, 'API');
    return { OrderId: order.id, Processed: reason === null, Error: reason };
  }),

  'Orders/DeleteOrder': typed<{ orderId?: string }>(({ orderId }, { account }) => {
    const order = editableOrder(account, orderId);
    account.stock.reserve(order, false);
    account.orders.remove(order);
  }),
};
