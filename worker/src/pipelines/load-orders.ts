import type { SalesforceRecord } from '../domain/ports.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import { orderQuery, stampOf } from '../mapping/read-fields.ts';
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

function toLoaded(record: SalesforceRecord): LoadedOrder {
  const items = record['OrderItems'];
  return {
    id: String(record['Id']),
    number: String((record['OrderNumber'] as string | null) ?? ''),
    isActivated: record['StatusCode'] === 'Activated',
    isReduction: record['IsReductionOrder'] === true,
    stamp: stampOf(record),
    record,
    items: Array.isArray(items) ? (items as SalesforceRecord[]) : [],
  };
}

/** Reads orders with everything the mapping needs; those that are gone or hidden are missing in the answer. */
export async function loadOrders(
  { salesforce }: Pick<PipelineDeps, 'salesforce'>,
  reference: Reference,
  settings: MerchantSettings,
  orderIds: readonly string[],
): Promise<Map<string, LoadedOrder>> {
  const known = await reference.knownFields();
  const loaded = new Map<string, LoadedOrder>();
  for (let start = 0; start < orderIds.length; start += IDS_PER_QUERY) {
    const ids = orderIds.slice(start, start + IDS_PER_QUERY);
    const soql = orderQuery(ids, settings.skuField, known);
    for (const record of await salesforce.query(soql)) {
      const order = toLoaded(record);
      loaded.set(order.id, order);
    }
  }
  return loaded;
}
