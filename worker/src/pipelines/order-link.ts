import { fromMinor } from '../domain/money.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import type { Link } from '../domain/tables.ts';
import type { ImportedLine, ImportedOrder } from '../mapping/imported-lines.ts';
import type { FulfilmentContext } from '../mapping/to-salesforce-fulfilment.ts';

/** The key of our order in Linnworks: Source + SubSource + ReferenceNumber. */
export function sourceKeyOf(settings: MerchantSettings, reference: string): string {
  return `${settings.source}|${settings.subSource}|${reference}`;
}

/** Part of a link: the lines that became order products. Only orders that were imported have it. */
export const IMPORTED_LINES = 'importedLines';

function importedBy(links: readonly Link[]): ImportedOrder[] {
  return links.flatMap(({ linnworksId, sentParts }) => {
    const lines = sentParts[IMPORTED_LINES];
    if (linnworksId === null || lines === undefined) return [];
    return { linnworksId, lines: JSON.parse(lines) as ImportedLine[] };
  });
}

/**
 * What we know of an order beside what was observed. The same for the push and the poll, so that equal facts give
 * equal records.
 * @param origins links of the orders whose goods it has, where it was split or merged.
 */
export function fulfilmentContext(
  order: ObservedOrder,
  link: Link | undefined,
  locations: ReadonlyMap<string, string>,
  settings: MerchantSettings,
  origins: readonly Link[] = [],
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
    imported: importedBy(origins.length > 0 || link === undefined ? origins : [link]),
    expectedTotal:
      expectedTotal === null || currency === null ? null : fromMinor(expectedTotal, currency),
  };
}
