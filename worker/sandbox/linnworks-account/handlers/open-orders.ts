import { nullReference } from '../http/refusal.ts';
import { openOrderTest, type FieldsFilter } from '../orders/open-order-filter.ts';
import { openOrder, orderDetails } from '../orders/order-details.ts';
import type { Account } from '../state/account.ts';
import { ZERO_GUID } from '../state/ids.ts';
import { isProcessed, type Order } from '../state/order.ts';
import { typed, type Handlers } from './handler.ts';
import { pageOf } from './page.ts';

interface OpenQuery {
  readonly filters?: FieldsFilter;
  readonly fulfilmentCenter?: string;
  readonly additionalFilter?: string;
  readonly entriesPerPage?: number;
  readonly pageNumber?: number;
}

/** Open orders of one location, newest first: an order that was moved elsewhere is not among them. */
function openOrders(account: Account, query: OpenQuery): Order[] {
  const test = openOrderTest(query.filters ?? {}, account.clock());
  const words = (query.additionalFilter ?? '').toLowerCase();
  const location = query.fulfilmentCenter ?? ZERO_GUID;
  return [...account.orders.open()]
    .filter((order) => order.locationId === location && test(order))
    .filter((order) => words === '' || matches(order, words))
    .sort((a, b) => b.number - a.number);
}

/** What the order book's search box looks at. */
function matches(order: Order, words: string): boolean {
  const { reference, externalReference, secondaryReference, buyerName } = order;
  return [reference, externalReference, secondaryReference, buyerName, String(order.number)].some(
    (text) => text.toLowerCase().includes(words),
  );
}

const lowFidelity = (account: Account, order: Order): object => ({
  OrderId: order.number,
  pkOrderID: order.id,
  Status: order.status,
  ReferenceNum: order.reference,
  ExternalReference: order.externalReference,
  PostalTrackingNumber: order.trackingNumber,
  OrderDate: order.receivedAt,
  DispatchBy: order.despatchBy,
  Items: order.lines.flatMap((line) => {
    const item = line.stockItemId === null ? undefined : account.stock.byId(line.stockItemId);
    if (!item) return [];
    const { id: StockItemId, sku: SKU, title: ItemTitle, barcode: BarcodeNumber } = item;
    return [{ StockItemId, SKU, ItemTitle, BarcodeNumber, Quantity: line.quantity }];
  }),
});

/** Reads of the open orders, v1: per location, without any "changed since". */
export const OPEN_ORDERS: Handlers = {
  'Orders/GetAllOpenOrders': typed<OpenQuery>((query, { account }) =>
    openOrders(account, query).map(({ id }) => id),
  ),

  'Orders/GetOpenOrders': typed<OpenQuery>((query, { account }) => {
    const page = pageOf(openOrders(account, query), query.pageNumber, query.entriesPerPage);
    return { ...page, Data: page.Data.map((order) => openOrder(account, order)) };
  }),

  'Orders/GetOpenOrderIdByOrderOrReferenceId': typed<{
    orderOrReferenceId?: string;
    locationId?: string;
  }>(({ orderOrReferenceId = '', locationId = ZERO_GUID }, { account }) => {
    const byNumber = account.orders.byNumber(Number(orderOrReferenceId));
    const candidates = [
      ...(byNumber ? [byNumber] : []),
      ...account.orders.byReference(orderOrReferenceId),
    ];
    const found = candidates.find(
      (order) => !isProcessed(order) && order.locationId === locationId,
    );
    return found?.id ?? ZERO_GUID;
  }),

  'OpenOrders/SearchOrders': typed<{
    LocationId?: string;
    SearchTerm?: string;
    IncludeProcessed?: boolean;
  }>(({ LocationId = ZERO_GUID, SearchTerm = '', IncludeProcessed = false }, { account }) => {
    const words = SearchTerm.toLowerCase();
    const OrderIds = openOrders(account, {
      fulfilmentCenter: LocationId,
      additionalFilter: SearchTerm,
    }).map(({ id }) => id);
    const view = { LocationId, TotalOrders: OrderIds.length, OrderIds, Count: OrderIds.length };
    // The same order may be in several views of the order book.
    const views =
      OrderIds.length === 0
        ? []
        : [
            { ViewId: 0, ...view },
            { ViewId: 1, ...view },
          ];
    const processed = IncludeProcessed
      ? [...account.orders.all()].filter((order) => isProcessed(order) && matches(order, words))
      : [];
    return { OpenOrders: views, ProcessedOrders: processed.map(({ id }) => id) };
  }),

  'OpenOrders/GetOpenOrdersDetails': typed<{ OrderIds?: string[] }>(({ OrderIds }, { account }) => {
    if (!OrderIds) throw nullReference();
    const orders = OrderIds.flatMap((id) => account.orders.byId(id) ?? []);
    const open = orders.filter((order) => !isProcessed(order));
    return { Orders: open.map((order) => orderDetails(account, order)) };
  }),

  'OpenOrders/GetOrdersLowFidelity': typed<{ LocationId?: string }>(
    ({ LocationId = ZERO_GUID }, { account }) => ({
      Orders: openOrders(account, { fulfilmentCenter: LocationId }).map((order) =>
        lowFidelity(account, order),
      ),
    }),
  ),
};
