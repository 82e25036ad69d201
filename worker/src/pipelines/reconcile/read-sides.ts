import { inChunks } from '../../domain/chunks.ts';
import type { ObservedOrder } from '../../domain/observed-order.ts';
import type { SalesforceRecord } from '../../domain/ports.ts';
import type { MerchantSettings } from '../../domain/settings.ts';
import type { PipelineDeps } from '../deps.ts';
import { dueBetween } from '../find-forgotten.ts';
import { loadOrders } from '../load-orders.ts';
import { mapOrder } from '../map-order.ts';
import { sourceKeyOf } from '../order-link.ts';
import type { Reference } from '../read-settings.ts';
import type { ShownOrder } from './compare-fulfilment.ts';
import type { SoldOrder } from './compare-orders.ts';

const IDS_PER_QUERY = 200;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (ids: readonly string[]): string => ids.map((id) => `'${id}'`).join(',');

/** Orders of ours in Linnworks that were updated since; read from the start each time, whatever the streams have read. */
export async function ordersInLinnworks(
  { linnworks }: Pick<PipelineDeps, 'linnworks'>,
  settings: MerchantSettings,
  from: Date,
): Promise<ObservedOrder[]> {
  const newest = new Map<string, ObservedOrder>();
  for await (const page of linnworks.ordersChangedSince(from))
    for (const order of page)
      if (order.source === settings.source && order.subSource === settings.subSource)
        newest.set(order.linnworksId, order);
  return [...newest.values()];
}

/**
 * Orders that became due in the window, by the trigger and the filter of the settings, with the lines as they would be sent
 * now and what we remember of them. An order that cannot be mapped has an error of its own; its lines are not compared.
 */
export async function soldOrders(
  deps: PipelineDeps,
  reference: Reference,
  from: Date,
  until: Date,
): Promise<SoldOrder[]> {
  const settings = await reference.settings();
  const due = await dueBetween(deps, settings, from, until);
  const ids = due.map(({ id }) => id);
  const links = await deps.tables.links.byOrder(ids);
  const failed = new Set((await deps.tables.errors.openFor(ids)).map(({ recordId }) => recordId));
  const loaded = await loadOrders(deps, reference, settings, ids);
  const sold: SoldOrder[] = [];
  for (const { id, number } of due) {
    const order = loaded.get(id);
    const mapped = order && (await mapOrder(deps, reference, order, ''));
    const lines = mapped?.ok ? mapped.value.order.OrderItems : [];
    sold.push({
      id,
      number,
      quantities: new Map(lines.map(({ ItemNumber, Qty }) => [ItemNumber, Qty])),
      link: links.get(id),
      hasOpenError: failed.has(id),
    });
  }
  return sold;
}

/** What Salesforce shows of these Linnworks orders; those it does not know are missing in the answer. */
export async function shownOrders(
  { salesforce }: Pick<PipelineDeps, 'salesforce'>,
  linnworksIds: readonly string[],
): Promise<Map<string, ShownOrder>> {
  const shown = new Map<string, ShownOrder>();
  for (const some of inChunks(linnworksIds, IDS_PER_QUERY)) {
    const ids = list(some);
    const [records = [], lines = [], parcels = []] = await salesforce.queryMany([
      `SELECT Linnworks_Id__c, State__c, Total__c, Tracking_Number__c, Order__c FROM Linnworks_Order__c WHERE Linnworks_Id__c IN (${ids})`,
      `SELECT Key__c, Ordered__c FROM Linnworks_Order_Line__c WHERE Linnworks_Order__r.Linnworks_Id__c IN (${ids})`,
      `SELECT Key__c FROM Linnworks_Shipment__c WHERE Linnworks_Order__r.Linnworks_Id__c IN (${ids})`,
    ]);
    const ownerOf = ({ Key__c }: SalesforceRecord): string =>
      text(Key__c).split(':')[0]?.toLowerCase() ?? '';
    const linesOf = Map.groupBy(lines, ownerOf);
    const parcelsOf = Map.groupBy(parcels, ownerOf);
    for (const record of records) {
      const id = text(record['Linnworks_Id__c']).toLowerCase();
      const own = linesOf.get(id) ?? [];
      shown.set(id, {
        record,
        lines: new Map(
          own.map((line) => [text(line['Key__c']).toLowerCase(), Number(line['Ordered__c'])]),
        ),
        shipments: (parcelsOf.get(id) ?? []).length,
      });
    }
  }
  return shown;
}

/** Which Linnworks orders belong to a sold order: by the id they carry, their tie, or their reference. */
export function partIndex(
  orders: readonly ObservedOrder[],
  settings: MerchantSettings,
): (sold: SoldOrder) => ObservedOrder[] {
  const byId = Map.groupBy(orders, ({ properties }) => properties['SF_OrderId'] ?? '');
  const byTie = Map.groupBy(orders, ({ linnworksId }) => linnworksId);
  const byKey = Map.groupBy(orders, ({ reference }) => sourceKeyOf(settings, reference));
  return ({ id, number, link }) => {
    const key = link?.sourceKey ?? sourceKeyOf(settings, number);
    const found = [
      ...(byId.get(id) ?? []),
      ...(byTie.get(link?.linnworksId ?? '') ?? []),
      ...(byKey.get(key) ?? []),
    ];
    return [...new Map(found.map((order) => [order.linnworksId, order])).values()];
  };
}
