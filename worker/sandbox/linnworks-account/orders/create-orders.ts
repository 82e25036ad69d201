import { badRequest, codedBadRequest, nullReference } from '../http/refusal.ts';
import type { Account } from '../state/account.ts';
import { isProcessed, ORDER_STATUS, type Order } from '../state/order.ts';
import { LOCATIONS, locationByName } from '../stock/locations.ts';
import { buildOrder } from './build-order.ts';
import { faultsOf, type ChannelOrder } from './channel-order.ts';
import { cancelOrder } from './leave-order-book.ts';

const MOST_ORDERS = 20;

interface CreateOrders {
  readonly orders?: readonly ChannelOrder[];
  readonly location?: string;
}

function saveNew(account: Account, sent: ChannelOrder, locationId: string): Order {
  const order = buildOrder(account, sent, locationId);
  account.stock.reserve(order);
  account.orders.add(order);
  account.note(order, 'ORDER_CREATED', `Order saved from ${order.source}`);
  return order;
}

/** An unpaid order takes everything that is sent again; what people did to it (folders, lock, park) stays. */
function saveAgain(account: Account, order: Order, sent: ChannelOrder): Order {
  const fresh = buildOrder(account, sent, order.locationId, order);
  if (order.parkedFor.has('tag')) fresh.parkedFor.add('tag');
  const { folders, audit, reserved, isLocked } = order;
  const isOnHold = order.isOnHold || fresh.isOnHold;
  Object.assign(order, fresh, { folders, audit, reserved, isLocked, isOnHold });
  account.stock.reserve(order);
  account.note(order, 'ORDER_UPDATED', `Order saved again from ${order.source}`);
  return order;
}

/** Null when nothing was saved: the vendor then leaves the order out of its reply and says no word about it. */
function save(account: Account, sent: ChannelOrder, locationId: string): Order | null {
  const { Source = '', SubSource = '', ReferenceNumber = '' } = sent;
  const existing = account.orders.byKey(Source, SubSource, ReferenceNumber);
  if (sent.PaymentStatus === 'Cancelled') {
    if (!existing || isProcessed(existing) || existing.status !== ORDER_STATUS.unpaid) return null;
    cancelOrder(account, existing, 'Cancelled by the channel');
    return existing;
  }
  if (!existing) return saveNew(account, sent, locationId);
  if (isProcessed(existing) || existing.status !== ORDER_STATUS.unpaid) return null;
  return saveAgain(account, existing, sent);
}

/**
 * `Orders/CreateOrders`: new orders, and unpaid ones again. Answers the ids that were saved, in no order.
 * @throws Refusal 400 for more than 20 orders, an unknown location name or an invalid order; nothing is saved then.
 */
export function createOrders(account: Account, { orders, location }: CreateOrders): string[] {
  if (!orders) throw nullReference();
  if (orders.length > MOST_ORDERS)
    throw badRequest(`Maximum number of orders per request is ${MOST_ORDERS}.`);
  const place = location === undefined || location === '' ? LOCATIONS[0] : locationByName(location);
  if (!place) throw badRequest('Location not found.');
  const faults = orders.flatMap(faultsOf);
  if (faults.length > 0) throw codedBadRequest(`Orders have invalid values: ${faults.join(', ')}`);
  const saved = orders.flatMap((sent) => save(account, sent, place.id) ?? []);
  return account.ids.shuffle([...new Set(saved.map(({ id }) => id))]);
}
