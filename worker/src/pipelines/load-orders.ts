import type { SalesforceRecord } from '../domain/ports.ts';
import type { Problem } from '../domain/problem.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import type { CustomerDirectory } from '../mapping/customer.ts';
import { orderQueries, stampOf, stampQueries, type OrderQueries } from '../mapping/read-fields.ts';
import { askFilter } from './ask-filter.ts';
import { loadCustomers } from './customer-directory.ts';
import type { PipelineDeps } from './deps.ts';
import type { Reference } from './read-settings.ts';

export interface LoadedOrder {
  readonly id: string;
  readonly number: string;
  /** Changes exactly when something that the mapping reads was modified. */
  readonly stamp: string;
  readonly record: SalesforceRecord;
  readonly items: readonly SalesforceRecord[];
  /** Whether the order fits the order filter of the settings; a problem when the filter cannot be asked. */
  readonly fitsFilter: boolean | Problem;
  readonly customers: CustomerDirectory;
}

/** 200 ids of 18 characters stay far below the length of a request line that Salesforce takes (16,384). */
const IDS_PER_QUERY = 200;

type Deps = Pick<PipelineDeps, 'salesforce'>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function toLoaded(record: SalesforceRecord, items: readonly SalesforceRecord[]): LoadedOrder {
  return {
    id: text(record['Id']),
    number: text(record['OrderNumber']),
    stamp: stampOf({ record, items }),
    record,
    items,
    fitsFilter: true,
    customers: new Map(),
  };
}

async function read({ salesforce }: Deps, queries: OrderQueries): Promise<LoadedOrder[]> {
  const [orders, items] = await Promise.all([
    salesforce.query(queries.orders),
    salesforce.query(queries.items),
  ]);
  const itemsOf = Map.groupBy(items, ({ OrderId }) => text(OrderId));
  return orders.map((record) => toLoaded(record, itemsOf.get(text(record['Id'])) ?? []));
}

async function readAll(
  orderIds: readonly string[],
  readPage: (ids: readonly string[]) => Promise<LoadedOrder[]>,
): Promise<Map<string, LoadedOrder>> {
  const loaded = new Map<string, LoadedOrder>();
  for (let start = 0; start < orderIds.length; start += IDS_PER_QUERY) {
    const page = await readPage(orderIds.slice(start, start + IDS_PER_QUERY));
    for (const order of page) loaded.set(order.id, order);
  }
  return loaded;
}

/** Reads orders with everything the mapping needs; those that are gone or hidden are missing in the answer. */
export async function loadOrders(
  deps: Deps,
  reference: Reference,
  settings: MerchantSettings,
  orderIds: readonly string[],
): Promise<Map<string, LoadedOrder>> {
  const known = await reference.knownFields();
  const model = await reference.fieldModel();
  return readAll(orderIds, async (ids) => {
    const orders = await read(deps, orderQueries(ids, settings, model, known));
    const fits = await askFilter(deps, settings, ids);
    const customers = await loadCustomers(deps, settings, known, orders);
    return orders.map((order) => ({ ...order, fitsFilter: fits(order.id), customers }));
  });
}

/** The stamps alone, by order: two small queries for 200 orders. */
export async function loadStamps(
  deps: Deps,
  reference: Reference,
  orderIds: readonly string[],
): Promise<Map<string, string>> {
  const known = await reference.knownFields();
  const orders = await readAll(orderIds, (ids) => read(deps, stampQueries(ids, known)));
  return new Map([...orders].map(([id, { stamp }]) => [id, stamp]));
}
