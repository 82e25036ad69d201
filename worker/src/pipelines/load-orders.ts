import { inChunks } from '../domain/chunks.ts';
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

/** Orders of one pair of queries. */
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

/** Orders and their lines, the queries of up to 400 orders in one call. */
async function read(
  { salesforce }: Deps,
  orderIds: readonly string[],
  queriesOf: (ids: readonly string[]) => OrderQueries,
): Promise<LoadedOrder[]> {
  const pairs = inChunks(orderIds, IDS_PER_QUERY).map(queriesOf);
  const answers = await salesforce.queryMany(pairs.flatMap(({ orders, items }) => [orders, items]));
  const rowsOf = (parity: number): SalesforceRecord[] =>
    answers.filter((_, index) => index % 2 === parity).flat();
  const itemsOf = Map.groupBy(rowsOf(1), ({ OrderId }) => text(OrderId));
  return rowsOf(0).map((record) => toLoaded(record, itemsOf.get(text(record['Id'])) ?? []));
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
  const orders = await read(deps, orderIds, (ids) => orderQueries(ids, settings, model, known));
  const fits = await askFilter(deps, settings, orderIds);
  const customers = await loadCustomers(deps, settings, known, orders);
  return new Map(
    orders.map((order) => [order.id, { ...order, fitsFilter: fits(order.id), customers }]),
  );
}

/** The stamps alone, by order: two small queries for 200 orders. */
export async function loadStamps(
  deps: Deps,
  reference: Reference,
  orderIds: readonly string[],
): Promise<Map<string, string>> {
  const known = await reference.knownFields();
  const orders = await read(deps, orderIds, (ids) => stampQueries(ids, known));
  return new Map(orders.map(({ id, stamp }) => [id, stamp]));
}
