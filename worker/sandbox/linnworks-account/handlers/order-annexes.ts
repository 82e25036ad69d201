import { nullReference } from '../http/refusal.ts';
import { extendedProperties, orderNotes } from '../orders/order-details.ts';
import { packageSplitRows, packagingCalculation, packagingSplit } from '../orders/packaging.ts';
import type { Account } from '../state/account.ts';
import { isProcessed, type Order } from '../state/order.ts';
import { orderOf } from './find-order.ts';
import { typed, type Handlers } from './handler.ts';

const relations = (account: Account, id: string): object[] =>
  account.relationsOf(id).map((relation) => ({
    ParentOrderId: relation.parentId,
    ChildOrderId: relation.childId,
    Parent: relation.parentNumber,
    Child: relation.childNumber,
    Type: relation.type,
  }));

const auditTrail = (order: Order): object[] =>
  order.audit.map(({ at, tag, text, by }) => ({
    Date: at,
    Type: tag,
    Note: text,
    User: by,
    fkOrderHistoryTypeId: tag,
    Tag: '',
    TypeDescription: tag.toLowerCase().replaceAll('_', ' '),
  }));

const known = (account: Account, ids: readonly string[] | undefined): Order[] => {
  if (!ids) throw nullReference();
  return ids.flatMap((id) => account.orders.byId(id) ?? []);
};

/** Reads of what belongs to an order: relations, parcels, properties, notes, audit trail. */
export const ORDER_ANNEXES: Handlers = {
  'Orders/GetOrderRelations': typed<{ orderId?: string }>(({ orderId = '' }, { account }) =>
    relations(account, orderId),
  ),

  // Also for ids that are gone: that is how a merged order is found again.
  'Orders/GetOrdersRelations': typed<{ orderIds?: string[] }>(({ orderIds }, { account }) => {
    if (!orderIds) throw nullReference();
    const found = orderIds.map((id) => [id, relations(account, id)] as const);
    return Object.fromEntries(found.filter(([, rows]) => rows.length > 0));
  }),

  'Orders/GetOrderPackagingCalculation': typed<{ pkOrderIds?: string[] }>(
    ({ pkOrderIds }, { account }) =>
      known(account, pkOrderIds).map((order) => packagingCalculation(account, order)),
  ),

  'Orders/GetOrderPackagingSplit': typed<{ orderId?: string; openOrdersOnly?: boolean }>(
    ({ orderId, openOrdersOnly = false }, { account }) => {
      const order = orderOf(account, orderId);
      return openOrdersOnly && isProcessed(order) ? [] : packagingSplit(account, order);
    },
  ),

  'ProcessedOrders/GetPackageSplit': typed<{ pkOrderId?: string }>(({ pkOrderId }, { account }) =>
    packageSplitRows(account, orderOf(account, pkOrderId)),
  ),

  'Orders/GetExtendedProperties': typed<{ orderId?: string }>(({ orderId }, { account }) =>
    extendedProperties(orderOf(account, orderId)),
  ),

  'Orders/GetOrderNotes': typed<{ orderId?: string }>(({ orderId }, { account }) =>
    orderNotes(orderOf(account, orderId)),
  ),

  'Orders/GetOrdersNotes': typed<{ orderIds?: string[] }>(({ orderIds }, { account }) =>
    Object.fromEntries(known(account, orderIds).map((order) => [order.id, orderNotes(order)])),
  ),

  'Orders/GetOrderAuditTrail': typed<{ orderId?: string }>(({ orderId }, { account }) =>
    auditTrail(orderOf(account, orderId)),
  ),

  'Orders/GetOrderAuditTrailsByIds': typed<{ OrderIds?: string[] }>(
    ({ OrderIds }, { account }) => ({
      AuditTrails: known(account, OrderIds).map((order) => ({
        pkOrderId: order.id,
        AuditTrail: auditTrail(order),
      })),
    }),
  ),

  'Orders/GetAvailableFolders': () => [],
};
