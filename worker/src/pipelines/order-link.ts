import { fromMinor } from '../domain/money.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import type { Link } from '../domain/tables.ts';
import type { FulfilmentContext, ImportedOrder } from '../mapping/to-salesforce-fulfilment.ts';

/** The key of our order in Linnworks: Source + SubSource + ReferenceNumber. */
export function sourceKeyOf(settings: MerchantSettings, reference: string): string {
  return `${settings.source}|${settings.subSource}|${reference}`;
}

/** Part of a link: numbers of the lines that became order products. Only orders that were imported have it. */
export const IMPORTED_LINES = 'importedLines';

function importedBy(link: Link | undefined): ImportedOrder | null {
  const lines = link?.sentParts[IMPORTED_LINES];
  if (!link?.linnworksId || lines === undefined) return null;
  return { linnworksId: link.linnworksId, lineNumbers: JSON.parse(lines) as string[] };
}

/**
 * What we know of an order beside what was observed. The same for the push and the poll, so that equal facts give
 * equal records.
 */
export function fulfilmentContext(
  order: ObservedOrder,
  link: Link | undefined,
  locations: ReadonlyMap<string, string>,
  settings: MerchantSettings,
): FulfilmentContext {
  const isOriginal = link !== undefined && link.linnworksId === order.linnworksId;
  const { expectedTotal = null, currency = null } = isOriginal ? link : {};
  const url = settings.linnworksUrl
    .replace('{number}', String(order.number))
    .replace('{id}', order.linnworksId);
  return {
    salesforceOrderId: link?.salesforceOrderId ?? null,
    traceId: link?.traceId ?? null,
    relation: isOriginal || link === undefined ? 'Original' : 'Split',
    parentLinnworksId: isOriginal ? null : (link?.linnworksId ?? null),
    locationName: locations.get(order.locationId) ?? null,
    url: url === '' ? null : url,
    isOfOtherChannel: order.source !== settings.source,
    imported: importedBy(link),
    expectedTotal:
      expectedTotal === null || currency === null ? null : fromMinor(expectedTotal, currency),
  };
}
