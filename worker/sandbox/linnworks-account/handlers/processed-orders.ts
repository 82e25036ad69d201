import { badRequest, nullReference, Refusal } from '../http/refusal.ts';
import { processedRow } from '../orders/processed-row.ts';
import type { Account } from '../state/account.ts';
import { isCancelled, isProcessed, type Order } from '../state/order.ts';
import { trackingUrl } from '../warehouse/tracking.ts';
import { typed, type Handlers } from './handler.ts';
import { pageOf } from './page.ts';

/** Whatever is asked for, a page has at least so many rows. */
const SMALLEST_PAGE = 20;
const LARGEST_PAGE = 500;

interface Search {
  readonly SearchTerm?: string;
  readonly SearchFilters?: readonly {
    readonly SearchField?: 'Source' | 'SubSource' | 'ItemIdentifier';
    readonly SearchTerm?: string;
  }[];
  readonly DateField?: 'processed' | 'payment' | 'cancelled' | 'received';
  readonly FromDate?: string;
  readonly ToDate?: string;
  readonly PageNumber?: number;
  readonly ResultsPerPage?: number;
  readonly SearchSorting?: { readonly SortField?: string; readonly SortDirection?: 'ASC' | 'DESC' };
}

/** Cancelled orders have their own date: the one of processing does not find them. */
const DATES: Readonly<Record<NonNullable<Search['DateField']>, (order: Order) => Date | null>> = {
  processed: (order) => (isCancelled(order) ? null : order.processedAt),
  payment: (order) => order.paidAt,
  cancelled: (order) => order.cancelledAt,
  received: (order) => order.receivedAt,
};

const SORTS: Readonly<Record<string, (order: Order) => number>> = {
  dProcessedOn: (order) => order.processedAt?.getTime() ?? 0,
  dCancelledOn: (order) => order.cancelledAt?.getTime() ?? 0,
  dPaidOn: (order) => order.paidAt?.getTime() ?? 0,
  dReceivedDate: (order) => order.receivedAt.getTime(),
  nOrderId: (order) => order.number,
};

/** @throws Refusal 501 for a column this account does not sort by. */
function sorted(orders: Order[], { SearchSorting }: Search): Order[] {
  const column = SearchSorting?.SortField ?? 'dProcessedOn';
  const keyOf = SORTS[column];
  if (!keyOf)
    throw new Refusal(501, { Message: `The emulated account does not sort by ${column}.` });
  const sign = SearchSorting?.SortDirection === 'DESC' ? -1 : 1;
  return orders.sort((a, b) => sign * (keyOf(a) - keyOf(b)));
}

type SearchFilter = NonNullable<Search['SearchFilters']>[number];

function passes(
  account: Account,
  order: Order,
  { SearchField, SearchTerm = '' }: SearchFilter,
): boolean {
  const wanted = SearchTerm.toLowerCase();
  if (SearchField === 'Source') return order.source.toLowerCase() === wanted;
  if (SearchField === 'SubSource') return order.subSource.toLowerCase() === wanted;
  return order.lines.some(({ stockItemId, channelSku }) => {
    const sku = stockItemId === null ? channelSku : account.stock.byId(stockItemId)?.sku;
    return sku?.toLowerCase() === wanted;
  });
}

function windowOf({ FromDate, ToDate }: Search): (date: Date | null) => boolean {
  const from = FromDate === undefined ? -Infinity : Date.parse(FromDate);
  const to = ToDate === undefined ? Infinity : Date.parse(ToDate);
  return (date) => date !== null && date.getTime() >= from && date.getTime() <= to;
}

const hasWords = (order: Order, words: string): boolean =>
  words === '' ||
  [order.reference, order.externalReference, String(order.number), order.buyerName].some((text) =>
    text.toLowerCase().includes(words),
  );

function search(account: Account, request: Search): object {
  if (request.DateField === undefined && !request.SearchTerm)
    throw badRequest('Must provide a search term.');
  const dateOf = DATES[request.DateField ?? 'received'];
  const words = (request.SearchTerm ?? '').toLowerCase();
  const isInWindow = windowOf(request);
  const filters = request.SearchFilters ?? [];
  const found = [...account.orders.all()].filter(
    (order) =>
      isProcessed(order) &&
      isInWindow(dateOf(order)) &&
      filters.every((filter) => passes(account, order, filter)) &&
      hasWords(order, words),
  );
  const size = Math.min(
    Math.max(request.ResultsPerPage ?? SMALLEST_PAGE, SMALLEST_PAGE),
    LARGEST_PAGE,
  );
  const page = pageOf(sorted(found, request), request.PageNumber, size);
  return {
    ProcessedOrders: { ...page, Data: page.Data.map((order) => processedRow(account, order)) },
  };
}

interface TrackingItem {
  readonly OrderId?: number;
  readonly Vendor?: string;
  readonly PostalTrackingNumber?: string;
  readonly Postcode?: string;
}

/** Reads of shipped and cancelled orders. */
export const PROCESSED_ORDERS: Handlers = {
  'ProcessedOrders/SearchProcessedOrders': typed<Search>((request, { account }) =>
    search(account, request),
  ),

  'ProcessedOrders/GetOrderTrackingURLs': typed<{ Items?: TrackingItem[] }>(({ Items }) => {
    if (!Items) throw nullReference();
    return {
      Items: Items.map((item) => ({
        ...item,
        TrackingURL: trackingUrl(
          item.Vendor ?? '',
          item.PostalTrackingNumber ?? '',
          item.Postcode ?? '',
        ),
      })),
    };
  }),
};
