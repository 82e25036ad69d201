import { Refusal } from '../http/refusal.ts';
import type { Account, DeltaSearch } from '../state/account.ts';
import { isProcessed, ORDER_STATUS, type Order } from '../state/order.ts';
import { v2Order } from './v2-order.ts';

const DEFAULT_PAGE = 100;

interface Query {
  readonly id?: readonly string[];
  readonly fromDate?: string;
  readonly includeProcessed?: boolean;
  readonly onlyPaid?: boolean;
  readonly locationId?: string;
  readonly entriesPerPage?: number;
  readonly searchToken?: string;
}

const problem = (title: string): Refusal =>
  new Refusal(400, { type: 'about:blank', title, status: 400 });

function matching(account: Account, query: Query): Order[] {
  const from = query.fromDate === undefined ? new Date(0) : new Date(query.fromDate);
  return account.orders
    .changedSince(from)
    .filter((order) => query.includeProcessed === true || !isProcessed(order))
    .filter((order) => query.onlyPaid !== true || order.status === ORDER_STATUS.paid)
    .filter((order) => query.locationId === undefined || order.locationId === query.locationId);
}

function reply(account: Account, ids: readonly string[], total: number, token?: string): object {
  const orders = ids.flatMap((id) => account.orders.byId(id) ?? []);
  const rows = (processed: boolean): object[] =>
    orders
      .filter((order) => isProcessed(order) === processed)
      .map((order) => v2Order(account, order));
  return {
    TotalOrders: total,
    NextSearchToken: token,
    OpenOrders: rows(false),
    ProcessedOrders: rows(true),
  };
}

function page(account: Account, { ids, offset, pageSize }: DeltaSearch): object {
  const end = offset + pageSize;
  const token = end < ids.length ? account.ids.guid() : undefined;
  if (token !== undefined) account.deltaSearches.set(token, { ids, offset: end, pageSize });
  return reply(account, ids.slice(offset, end), ids.length, token);
}

/**
 * `GET /v2/orders`: the only true delta of orders, by last update, oldest first. A search keeps the ids it found
 * until its last page is read; each page shows its orders as they are by then.
 * @throws Refusal 400 for an unknown search token or page size.
 */
export function readOrders(account: Account, query: Query): object {
  if (query.id && query.id.length > 0) return reply(account, query.id, query.id.length);
  if (query.searchToken !== undefined) {
    const search = account.deltaSearches.get(query.searchToken);
    if (!search) throw problem('The search token is unknown or has expired');
    return page(account, search);
  }
  const pageSize = Math.min(query.entriesPerPage ?? DEFAULT_PAGE, account.largestPage);
  if (pageSize < 1) throw problem('entriesPerPage must be greater than 0');
  return page(account, { ids: matching(account, query).map(({ id }) => id), offset: 0, pageSize });
}
