import { orderDetails } from '../orders/order-details.ts';
import type { Account } from '../state/account.ts';
import { isCancelled, isParked, isProcessed, type Order } from '../state/order.ts';
import { locationById } from '../stock/locations.ts';
import { ControlError } from './command.ts';

/** One order in a line, for tests and panels. */
export const summaryOf = (account: Account, order: Order): object => ({
  OrderId: order.id,
  NumOrderId: order.number,
  Source: order.source,
  SubSource: order.subSource,
  ReferenceNum: order.reference,
  ExternalReferenceNum: order.externalReference,
  Status: order.status,
  Stage: order.stage,
  Processed: isProcessed(order),
  IsCancelled: isCancelled(order),
  IsParked: isParked(order),
  ParkedFor: [...order.parkedFor],
  IsLocked: order.isLocked,
  IsOnHold: order.isOnHold,
  Allocation: order.allocation,
  Location: locationById(order.locationId)?.name,
  PostalService: account.postalServices.byId(order.postalServiceId)?.name,
  TrackingNumber: order.trackingNumber,
  LastUpdated: order.lastUpdated,
});

/** Every order of a reference, whole: its parts after a split, too. */
export function ordersOf(account: Account, reference: string): object[] {
  const orders = account.orders.byReference(reference);
  if (orders.length === 0) throw new ControlError(404, `No order has the reference ${reference}`);
  return orders.map((order) => ({
    ...summaryOf(account, order),
    Details: orderDetails(account, order),
    Parcels: order.parcels,
    Audit: order.audit,
  }));
}
