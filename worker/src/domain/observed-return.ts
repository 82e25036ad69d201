import type { AfterSale } from './after-sale.ts';

/** How far a return or refund is, in the words of `Linnworks_Return__c.Status__c`. */
export type ReturnStatus =
  'Requested' | 'Booked' | 'Received' | 'Pending' | 'Refunded' | 'Cancelled' | 'Failed';

export type ReturnKind = 'Return' | 'Exchange' | 'Resend' | 'Refund';

/** One RMA or one refund of Linnworks. Dates are ISO texts in UTC; ids are lower case. */
export interface ObservedReturn {
  /** `rma:<number>` or `refund:<number>`. */
  readonly key: string;
  readonly linnworksId: string;
  readonly kind: ReturnKind;
  readonly status: ReturnStatus;
  readonly number: number;
  readonly externalReference: string | null;
  readonly currency: string | null;
  readonly amount: number;
  readonly bookedAt: string | null;
  readonly actionedAt: string | null;
  readonly error: string | null;
  /** The orders that were sent out for it (exchange, resend). */
  readonly newOrderIds: readonly string[];
  readonly lines: readonly ObservedReturnLine[];
}

export interface ObservedReturnLine {
  readonly rowId: string;
  readonly unit: 'Item' | 'Shipping' | 'Service' | 'Additional';
  readonly orderRowId: string | null;
  readonly sku: string | null;
  readonly title: string | null;
  /** Pieces that come back; for a refund the pieces it is for. */
  readonly quantity: number;
  readonly scrapped: number;
  readonly amount: number;
  readonly locationId: string | null;
  readonly reason: string | null;
  readonly category: string | null;
  /** Taken out of the booking. */
  readonly isDeleted: boolean;
}

/** An announced return or refund that may still become something else. */
export function isOpen({ status }: ObservedReturn): boolean {
  return status === 'Booked' || status === 'Requested' || status === 'Pending';
}

/** Sums the returns and refunds of one order. */
export function sumReturns(returns: readonly ObservedReturn[]): AfterSale {
  const returned: Record<string, number> = {};
  let refunded = 0;
  for (const one of returns) {
    if (one.kind === 'Refund') refunded += one.status === 'Refunded' ? one.amount : 0;
    else if (one.status === 'Received')
      for (const { orderRowId, quantity, isDeleted } of one.lines)
        if (orderRowId !== null && !isDeleted && quantity > 0)
          returned[orderRowId] = (returned[orderRowId] ?? 0) + quantity;
  }
  return {
    hasOpenBooking: returns.some((one) => one.kind !== 'Refund' && one.status === 'Booked'),
    returned,
    refunded: Math.round(refunded * 10_000) / 10_000,
  };
}
