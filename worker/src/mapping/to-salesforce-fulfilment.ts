import type { ObservedLine, ObservedOrder, ObservedParcel } from '../domain/observed-order.ts';
import type { Relation } from '../domain/linnworks-port.ts';
import type { OrderState } from '../domain/order-state.ts';
import { NO_OWN_FACTS, shownState, stateOf, type OwnFacts } from '../domain/state-rules.ts';
import { versionText } from '../domain/version.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import { productKeys, type ImportedOrder } from './imported-lines.ts';

/** What is known of the order on our side. */
export interface FulfilmentContext {
  readonly salesforceOrderId: string | null;
  readonly traceId: string | null;
  readonly relation: Relation;
  /** Linnworks id of the order this one was split off, when it is known. */
  readonly parentLinnworksId: string | null;
  readonly locationName: string | null;
  readonly url: string | null;
  /** Our total in major units, to show by how much Linnworks' differs; null where it is not ours to know. */
  readonly expectedTotal: number | null;
  /** Sold on another channel: every line with a number of its own was sold there, the others were added. */
  readonly isOfOtherChannel: boolean;
  /** What Salesforce orders were made from, several where orders were merged; none for orders made in Salesforce. */
  readonly imported: readonly ImportedOrder[];
}

const SALESFORCE_ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;
const cut = (value: string | null, length: number): string | null =>
  value?.slice(0, length) ?? null;
const round3 = (value: number): number => Math.round(value * 1000) / 1000;

/** What is known of the Linnworks order itself beside its observation. */
export interface Beside {
  readonly own: OwnFacts;
  readonly cancelReason: string | null;
  /** Whether Salesforce has a record of its location to look up. */
  readonly isLocationKnown: boolean;
}
export const NOTHING_BESIDE: Beside = {
  own: NO_OWN_FACTS,
  cancelReason: null,
  isLocationKnown: false,
};

function moneyOf({ totals, afterSale }: ObservedOrder, { expectedTotal }: FulfilmentContext) {
  return {
    Currency__c: cut(totals.currency, 3),
    Total__c: round3(totals.total),
    Subtotal__c: round3(totals.subtotal),
    Tax__c: round3(totals.tax),
    Postage__c: round3(totals.postage),
    Discount__c: round3(totals.discount),
    Refunded_Total__c: round3(afterSale?.refunded ?? 0),
    ...(expectedTotal === null
      ? {}
      : { Total_Difference__c: round3(totals.total - expectedTotal) }),
  };
}

/** The `Linnworks_Order__c` of an observation. Null clears a field; what only we know is left to the caller. */
export function toOrderRecord(
  order: ObservedOrder,
  context: FulfilmentContext,
  { own, cancelReason, isLocationKnown }: Beside = NOTHING_BESIDE,
): SalesforceRecord {
  const { state, because } = shownState(stateOf(order), own);
  const { shipping } = order;
  return {
    Linnworks_Id__c: order.linnworksId,
    Name: String(order.number),
    Linnworks_Number__c: order.number,
    ...(context.salesforceOrderId === null ? {} : { Order__c: context.salesforceOrderId }),
    ...(context.traceId === null ? {} : { Trace_Id__c: context.traceId }),
    ...(context.parentLinnworksId === null
      ? {}
      : { Parent__r: { Linnworks_Id__c: context.parentLinnworksId } }),
    Relation__c: context.relation,
    Url__c: context.url,
    State__c: state,
    State_Detail__c: because,
    Version__c: versionText(order),
    Source__c: cut(order.source, 80),
    Sub_Source__c: cut(order.subSource, 80),
    Reference__c: cut(order.reference, 80),
    External_Reference__c: cut(order.externalReference, 80),
    ...(isLocationKnown ? { Location__r: { Linnworks_Id__c: order.locationId } } : {}),
    Location_Name__c: cut(context.locationName, 255),
    Folder__c: cut(order.folders.join(', ') || null, 255),
    Identifiers__c: cut(order.identifiers.join(', ') || null, 255),
    Pick_Wave__c: cut(order.pickWaves.join(', ') || null, 255),
    Payment_Status__c: order.paymentStatus,
    Allocation__c: order.allocation,
    ...(order.isOnHold === null ? {} : { Is_On_Hold__c: order.isOnHold }),
    ...(order.isLocked === null ? {} : { Is_Locked__c: order.isLocked }),
    Is_Parked__c: order.isParked,
    ...(order.isRedacted === undefined ? {} : { Is_Redacted__c: order.isRedacted }),
    Received_At__c: order.receivedAt,
    Despatch_By__c: order.despatchBy,
    Paid_At__c: order.paidAt,
    Processed_At__c: order.isCancelled ? null : order.processedAt,
    Cancelled_At__c: order.isCancelled ? order.processedAt : null,
    ...(cancelReason === null ? {} : { Cancel_Reason__c: cut(cancelReason, 255) }),
    Shipping_Vendor__c: cut(shipping.vendor, 255),
    Shipping_Service__c: cut(shipping.service, 255),
    Tracking_Number__c: cut(shipping.trackingNumber, 255),
    ...moneyOf(order, context),
  };
}

const PICKED: readonly OrderState[] = ['Picked', 'Packed', 'Shipped'];

/**
 * Line keys use the line id that was sent, which survives splits; lines that Linnworks added use its row id, and so does
 * the second half of a line whose parts were merged again.
 */
export function lineKey(order: ObservedOrder, line: ObservedLine): string {
  return `${order.linnworksId}:${lineNumber(order, line)}`;
}

/** The number of a line on its channel, where it has one that no line before it has; else its row id. */
export function lineNumber(
  { lines }: { readonly lines: readonly Pick<ObservedLine, 'itemNumber' | 'rowId'>[] },
  line: Pick<ObservedLine, 'itemNumber' | 'rowId'>,
): string {
  const first = lines.find(({ itemNumber }) => itemNumber === line.itemNumber);
  return line.itemNumber !== null && first === line ? line.itemNumber : line.rowId;
}

function shippedQuantity(order: ObservedOrder, line: ObservedLine): number {
  if (order.isProcessed) return order.isCancelled ? 0 : line.quantity;
  return line.partShippedQuantity ?? 0;
}

/** The order product of a line: its own id was sent, or it was made from the line. */
function productOf(
  number: string,
  importKey: string | undefined,
  { isOfOtherChannel }: Pick<FulfilmentContext, 'isOfOtherChannel'>,
): SalesforceRecord {
  if (importKey !== undefined) return { Order_Product__r: { Linnworks_Import_Key__c: importKey } };
  return !isOfOtherChannel && number.startsWith('802') ? { Order_Product__c: number } : {};
}

/** The `Linnworks_Order_Line__c` records; quantities follow from the order's state where a line does not say itself. */
export function toLineRecords(
  order: ObservedOrder,
  context: Pick<FulfilmentContext, 'isOfOtherChannel' | 'imported'>,
): SalesforceRecord[] {
  const { state } = stateOf(order);
  const isAllocated = order.allocation === 'Full' || PICKED.includes(state);
  const importKeys = productKeys(order.lines, context.imported);
  return order.lines.map((line) => {
    const { itemNumber } = line;
    const importKey = importKeys.get(line.rowId);
    const isOurs =
      importKey !== undefined ||
      (itemNumber !== null && (context.isOfOtherChannel || SALESFORCE_ID.test(itemNumber)));
    return {
      Key__c: lineKey(order, line),
      Linnworks_Order__r: { Linnworks_Id__c: order.linnworksId },
      ...(isOurs ? productOf(lineNumber(order, line), importKey, context) : {}),
      Line_Number__c: cut(line.itemNumber ?? line.rowId, 80),
      Sku__c: cut(line.sku, 255),
      Title__c: cut(line.title, 255),
      Is_Service__c: line.isService,
      Is_Unlinked__c: line.isUnlinked,
      Is_Added_By_Linnworks__c: !isOurs,
      Bin_Rack__c: cut(line.binRack, 255),
      Ordered__c: line.quantity,
      Allocated__c:
        line.allocatedQuantity ?? (isAllocated && !order.isCancelled ? line.quantity : 0),
      Picked__c: PICKED.includes(state) ? line.quantity : 0,
      Shipped__c: shippedQuantity(order, line),
      Cancelled__c: order.isCancelled ? line.quantity : 0,
      Returned__c: order.afterSale?.returned[line.rowId] ?? 0,
      Unit_Price__c: round3(line.unitPrice),
      Discount_Percent__c: line.discountPercent,
      Tax_Rate__c: line.taxRate,
      Line_Total__c: round3(line.totalIncludingTax),
    };
  });
}

export interface ShipmentRecords {
  readonly shipment: SalesforceRecord;
  readonly lines: readonly SalesforceRecord[];
}

/** Parcels in Linnworks' order; one for the whole order where it does not tell them apart. */
function parcelsOf(order: ObservedOrder, parcels: readonly ObservedParcel[]): ObservedParcel[] {
  if (parcels.length > 0) return [...parcels];
  const { trackingNumber, weightKg } = order.shipping;
  return [{ trackingNumber, weightKg, labelPrintedAt: null, packageType: null, contents: [] }];
}

function contentsOf(order: ObservedOrder, parcel: ObservedParcel, parcelCount: number) {
  if (parcel.contents.length > 0)
    return parcel.contents.flatMap(({ rowId, quantity }) => {
      const line = order.lines.find((candidate) => candidate.rowId === rowId);
      return line ? [{ line, quantity }] : [];
    });
  if (parcelCount > 1) return [];
  return order.lines
    .filter((line) => !line.isService)
    .map((line) => ({ line, quantity: line.quantity }));
}

/**
 * The parcels of an order that has a label or is shipped; none before that and none when it is cancelled.
 * Keys count the parcels, so that a parcel keeps its record when its label is made again.
 */
export function toShipmentRecords(
  order: ObservedOrder,
  parcels: readonly ObservedParcel[],
  context: Pick<FulfilmentContext, 'salesforceOrderId' | 'traceId'>,
  trackingUrls: ReadonlyMap<string, string>,
): ShipmentRecords[] {
  const isShipped = order.isProcessed && !order.isCancelled;
  const hasLabel = order.isLabelPrinted || order.shipping.trackingNumber !== null;
  if (order.isCancelled || (!isShipped && !hasLabel)) return [];
  const all = parcelsOf(order, parcels);
  return all.map((parcel, index) => {
    const key = `${order.linnworksId}:${index + 1}`;
    const tracking =
      parcel.trackingNumber ?? (all.length === 1 ? order.shipping.trackingNumber : null);
    return {
      shipment: {
        Key__c: key,
        Linnworks_Order__r: { Linnworks_Id__c: order.linnworksId },
        ...(context.salesforceOrderId === null ? {} : { Order__c: context.salesforceOrderId }),
        ...(context.traceId === null ? {} : { Trace_Id__c: context.traceId }),
        Status__c: isShipped ? 'Shipped' : 'Label Printed',
        Parcel_Number__c: index + 1,
        Carrier__c: cut(order.shipping.vendor, 255),
        Service__c: cut(order.shipping.service, 255),
        Tracking_Number__c: cut(tracking, 255),
        Tracking_Url__c: tracking === null ? null : (trackingUrls.get(tracking) ?? null),
        Package_Type__c: cut(parcel.packageType, 255),
        Weight__c: parcel.weightKg,
        Label_Printed_At__c: parcel.labelPrintedAt,
        Shipped_At__c: isShipped ? order.processedAt : null,
      },
      lines: contentsOf(order, parcel, all.length).map(({ line, quantity }) => ({
        Key__c: `${key}:${lineKey(order, line).slice(order.linnworksId.length + 1)}`,
        Shipment__r: { Key__c: key },
        Order_Line__r: { Key__c: lineKey(order, line) },
        Sku__c: cut(line.sku, 255),
        Title__c: cut(line.title, 255),
        Quantity__c: quantity,
      })),
    };
  });
}
