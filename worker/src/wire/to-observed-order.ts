import { optionHashes } from '../domain/line-options.ts';
import type {
  Allocation,
  ObservedLine,
  ObservedOrder,
  ObservedShipping,
  ObservedTotals,
} from '../domain/observed-order.ts';
import { isRedacted } from './is-redacted.ts';
import type { LinnworksItemReply, LinnworksOrderReply } from './linnworks-order.ts';

const ZERO_GUID = '00000000-0000-0000-0000-000000000000';

/** Order status numbers of Linnworks. Source: OrderGeneralInfo.Status and Orders/ChangeStatus. */
const PAYMENT = ['Unpaid', 'Paid', 'Return', 'Pending', 'Resend'] as const;

/** The vendor spells one of them `Insuffient`; numbers come from older replies. */
const ALLOCATION: Readonly<Record<string, Allocation>> = {
  NotAllocated: 'Not Allocated',
  Insuffient: 'Insufficient',
  Insufficient: 'Insufficient',
  Partial: 'Partial',
  Full: 'Full',
  OverAllocated: 'Over Allocated',
  0: 'Not Allocated',
  1: 'Insufficient',
  2: 'Partial',
  3: 'Full',
  4: 'Over Allocated',
};

/** ISO text in UTC; null for what is missing, unreadable or Linnworks' "no date" (year one). A date without a zone is UTC. */
export function linnworksDate(value: string | null | undefined): string | null {
  if (!value || value.startsWith('0001-01-01')) return null;
  const hasZone = /(?:[zZ]|[+-]\d\d:\d\d)$/.test(value);
  const date = new Date(hasZone ? value : `${value}Z`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Linnworks sends doubles: 1.625 + 0.325 for 1.95. Four decimals keep what every currency needs. */
const round4 = (value: number | null | undefined): number =>
  Math.round((value ?? 0) * 10_000) / 10_000;

const blankToNull = (value: string | null | undefined): string | null => value?.trim() || null;

function toLine(item: LinnworksItemReply): ObservedLine {
  const bins = item.BinRacks ?? [];
  return {
    rowId: item.RowId.toLowerCase(),
    itemNumber: blankToNull(item.ItemNumber),
    sku: blankToNull(item.SKU) ?? blankToNull(item.ChannelSKU),
    title: blankToNull(item.Title),
    isService: item.IsService ?? false,
    isUnlinked: item.IsUnlinked ?? false,
    quantity: item.Quantity,
    partShippedQuantity: item.PartShippedQty ?? null,
    allocatedQuantity:
      bins.length === 0 ? null : bins.reduce((sum, bin) => sum + (bin.Quantity ?? 0), 0),
    unitPrice: round4(item.PricePerUnit),
    discountPercent: round4(item.Discount),
    taxRate: round4(item.TaxRate),
    totalIncludingTax: round4(item.CostIncTax),
    binRack: blankToNull(item.BinRack) ?? blankToNull(bins[0]?.BinRack),
    ...(item.AdditionalInfo ? { options: optionHashes(item.AdditionalInfo) } : {}),
  };
}

function toShipping({ ShippingInfo: info }: LinnworksOrderReply): ObservedShipping {
  return {
    vendor: blankToNull(info?.Vendor),
    service: blankToNull(info?.PostalServiceName),
    trackingNumber: blankToNull(info?.TrackingNumber),
    weightKg: round4(info?.TotalWeight),
  };
}

function toTotals({ TotalsInfo: info }: LinnworksOrderReply): ObservedTotals {
  return {
    currency: blankToNull(info?.Currency),
    subtotal: round4(info?.Subtotal),
    postage: round4(info?.PostageCost),
    tax: round4(info?.Tax),
    total: round4(info?.TotalCharge),
    discount: round4(info?.TotalDiscount),
  };
}

/** By which an order is found and traced. Others may name a person, as the key of a customer without a number does. */
const KEPT_PROPERTIES: readonly string[] = ['SF_OrderId', 'SF_TraceId'];

function propertiesOf({ ExtendedProperties: rows }: LinnworksOrderReply): Record<string, string> {
  const properties: Record<string, string> = {};
  // After a merge a name may appear twice; the first one is the one Linnworks itself uses.
  for (const { Name, Value } of rows ?? [])
    if (Name && KEPT_PROPERTIES.includes(Name) && !(Name in properties))
      properties[Name] = Value ?? '';
  return properties;
}

/** Open orders say hold with the flag that says cancelled once they are processed. */
function holdAndCancel(order: LinnworksOrderReply): { onHold: boolean | null; cancelled: boolean } {
  const { HoldOrCancel: flag, IsCancelled: cancelled } = order.GeneralInfo;
  if (order.Processed) return { onHold: false, cancelled: cancelled ?? flag ?? false };
  return { onHold: flag ?? null, cancelled: false };
}

/** The facts of one order; `observedAt` is when the reply was asked for, not when it came. */
export function toObservedOrder(order: LinnworksOrderReply, observedAt: Date): ObservedOrder {
  const info = order.GeneralInfo;
  const { onHold, cancelled } = holdAndCancel(order);
  return {
    linnworksId: order.OrderId.toLowerCase(),
    number: order.NumOrderId,
    reference: info.ReferenceNum ?? '',
    externalReference: blankToNull(info.ExternalReferenceNum),
    source: info.Source ?? '',
    subSource: info.SubSource ?? '',
    updatedAt: linnworksDate(order.LastUpdated),
    observedAt: observedAt.toISOString(),
    isProcessed: order.Processed,
    isCancelled: cancelled,
    isOnHold: onHold,
    isParked: info.IsParked ?? false,
    isLocked: info.IsLocked ?? null,
    isPartShipped: info.PartShipped ?? null,
    isPickListPrinted: info.PickListPrinted ?? false,
    isLabelPrinted: info.LabelPrinted ?? false,
    paymentStatus: PAYMENT[info.Status ?? -1] ?? null,
    allocation: ALLOCATION[String(info.StockAllocationType ?? '')] ?? null,
    receivedAt: linnworksDate(info.ReceivedDate),
    despatchBy: linnworksDate(info.DespatchByDate),
    paidAt: linnworksDate(order.PaidOn ?? order.PaidDateTime),
    processedAt: order.Processed
      ? linnworksDate(order.ProcessedOn ?? order.ProcessedDateTime)
      : null,
    locationId: (order.FulfilmentLocationId ?? ZERO_GUID).toLowerCase(),
    folders: order.Folders ?? order.FolderName ?? [],
    identifiers: (info.Identifiers ?? []).flatMap(({ Name, Tag }) => Name ?? Tag ?? []),
    pickWaves: info.PickwaveIds ?? [],
    isRedacted: isRedacted(order, order.Processed),
    properties: propertiesOf(order),
    shipping: toShipping(order),
    totals: toTotals(order),
    lines: (order.Items ?? []).map(toLine),
  };
}
