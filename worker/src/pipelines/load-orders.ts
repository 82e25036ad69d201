import type { SalesforceRecord } from '../domain/ports.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import { orderQueries, stampOf, stampQueries, type OrderQueries } from '../mapping/read-fields.ts';
import type { PipelineDeps } from './deps.ts';
import type { Reference } from './read-settings.ts';

export interface LoadedOrder {
  readonly id: string;
  readonly number: string;
  readonly isActivated: boolean;
  readonly isReduction: boolean;
  /** Changes exactly when something that the mapping reads was modified. */
  readonly stamp: string;
  readonly record: SalesforceRecord;
  readonly items: readonly SalesforceRecord[];
}

/** 200 ids of 18 characters stay far below the length of a request line that Salesforce takes (16,384). */
const IDS_PER_QUERY = 200;

type Deps = Pick<PipelineDeps, 'salesforce'>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function toLoaded(record: SalesforceRecord, items: readonly SalesforceRecord[]): LoadedOrder {
  return {
    id: text(record['Id']),
    number: text(record['OrderNumber']),
    isActivated: record['StatusCode'] === 'Activated',
    isReduction: record['IsReductionOrder'] === true,
    stamp: stampOf({ record, items }),
    record,
    items,
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
  deps: Deps,
  orderIds: readonly string[],
  queriesFor: (ids: readonly string[]) => OrderQueries,
): Promise<Map<string, LoadedOrder>> {
  const loaded = new Map<string, LoadedOrder>();
  for (let start = 0; start < orderIds.length; start += IDS_PER_QUERY) {
    const queries = queriesFor(orderIds.slice(start, start + IDS_PER_QUERY));
    for (const order of await read(deps, queries)) loaded.set(order.id, order);
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
  return readAll(deps, orderIds, (ids) => orderQueries(ids, settings.skuField, known));
}

/** The stamps alone, by order: two small queries for 200 orders. */
export async function loadStamps(
  deps: Deps,
  reference: Reference,
  orderIds: readonly string[],
): Promise<Map<string, string>> {
  const known = await reference.knownFields();
  const orders = await readAll(deps, orderIds, (ids) => stampQueries(ids, known));
  return new Map([...orders].map(([id, { stamp }]) => [id, stamp]));
}
