import type { AfterSale } from './after-sale.ts';

/**
 * What was seen of one Linnworks order at one moment, in our words and without personal data: it may be queued and
 * stored. Dates are ISO texts in UTC; money is in the order's currency as Linnworks computed it (doubles rounded to
 * four decimals); ids are lower case.
 */
export interface ObservedOrder {
  readonly linnworksId: string;
  readonly number: number;
  readonly reference: string;
  readonly externalReference: string | null;
  readonly source: string;
  readonly subSource: string;
  /** Linnworks' last-updated time; null from the v1 reads, which do not tell it. */
  readonly updatedAt: string | null;
  readonly observedAt: string;
  readonly isProcessed: boolean;
  readonly isCancelled: boolean;
  /** null where the read does not tell (v2 has no hold flag for open orders). */
  readonly isOnHold: boolean | null;
  readonly isParked: boolean;
  readonly isLocked: boolean | null;
  readonly isPartShipped: boolean | null;
  readonly isPickListPrinted: boolean;
  readonly isLabelPrinted: boolean;
  readonly paymentStatus: 'Unpaid' | 'Paid' | 'Return' | 'Pending' | 'Resend' | null;
  readonly allocation: Allocation;
  readonly receivedAt: string | null;
  readonly despatchBy: string | null;
  readonly paidAt: string | null;
  readonly processedAt: string | null;
  readonly locationId: string;
  readonly folders: readonly string[];
  readonly identifiers: readonly string[];
  readonly pickWaves: readonly number[];
  /** As its pick wave says; missing where no wave was asked for. */
  readonly isPicked?: boolean;
  /** False when these facts are newer than `updatedAt`; see domain/version.ts. */
  readonly isExact?: boolean;
  /** Linnworks has removed the personal data; missing on observations of older versions. */
  readonly isRedacted?: boolean;
  /** `SF_OrderId` and `SF_TraceId`, as far as the order has them. */
  readonly properties: Readonly<Record<string, string>>;
  readonly shipping: ObservedShipping;
  readonly totals: ObservedTotals;
  readonly lines: readonly ObservedLine[];
  /** Its returns and refunds, added where they are known; the order itself does not tell them. */
  readonly afterSale?: AfterSale;
}

export type Allocation =
  'Not Allocated' | 'Insufficient' | 'Partial' | 'Full' | 'Over Allocated' | null;

export interface ObservedShipping {
  readonly vendor: string | null;
  readonly service: string | null;
  readonly trackingNumber: string | null;
  readonly weightKg: number;
}

export interface ObservedTotals {
  readonly currency: string | null;
  readonly subtotal: number;
  readonly postage: number;
  readonly tax: number;
  readonly total: number;
  readonly discount: number;
}

export interface ObservedLine {
  readonly rowId: string;
  /** The line id that was sent: our OrderItem id. Lines that rules or people added have another one. */
  readonly itemNumber: string | null;
  readonly sku: string | null;
  readonly title: string | null;
  readonly isService: boolean;
  readonly isUnlinked: boolean;
  readonly quantity: number;
  readonly partShippedQuantity: number | null;
  readonly allocatedQuantity: number | null;
  readonly unitPrice: number;
  readonly discountPercent: number;
  readonly taxRate: number;
  readonly totalIncludingTax: number;
  readonly binRack: string | null;
  /** Hashes of its options (see line-options.ts); missing where the application may not read them. */
  readonly options?: readonly string[];
}

/** One parcel of an order. */
export interface ObservedParcel {
  readonly trackingNumber: string | null;
  readonly weightKg: number | null;
  readonly labelPrintedAt: string | null;
  readonly packageType: string | null;
  /** Quantities by the line's rowId; empty where Linnworks does not say what is inside. */
  readonly contents: readonly { readonly rowId: string; readonly quantity: number }[];
}

/** Trace ID of an order: the one that it was sent with; of an order that began in Linnworks, its id there. */
export const traceOfOrder = ({ properties, linnworksId }: ObservedOrder): string =>
  properties['SF_TraceId'] ?? linnworksId;

/** Parcels exist from the label on; for other orders there is nothing to ask. */
export function hasParcels(order: ObservedOrder): boolean {
  if (order.isCancelled) return false;
  return order.isProcessed || order.isLabelPrinted || order.shipping.trackingNumber !== null;
}

/** Goods may be off the shelf: a pick list is printed, a wave has the order, or a label is made. */
export function hasStartedPicking(order: ObservedOrder): boolean {
  return (
    order.isPickListPrinted ||
    order.pickWaves.length > 0 ||
    order.isLabelPrinted ||
    order.shipping.trackingNumber !== null
  );
}
