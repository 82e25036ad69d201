export interface RmaLine {
  readonly rowId: number;
  readonly type: 'Return' | 'Exchange' | 'Resend';
  readonly orderRowId: string;
  readonly returnLocationId: string;
  readonly returnQuantity: number;
  readonly scrapQuantity: number;
  readonly refundAmount: number;
  readonly refundRowId: string | null;
  readonly category: string;
  readonly reason: string;
  readonly reasonTag: string;
  readonly subReasonTag: string;
  /** What goes out instead: an item for an exchange, the same one for a resend. */
  readonly sendStockItemId: string | null;
  readonly sendQuantity: number;
  readonly despatchLocationId: string;
  readonly additionalCost: number;
  newOrderId: string | null;
}

export interface Rma {
  readonly id: number;
  readonly orderId: string;
  /** The caller's reference; becomes the external reference. */
  readonly reference: string;
  readonly channelInitiated: boolean;
  readonly createdAt: Date;
  actionedAt: Date | null;
  readonly lines: RmaLine[];
}

export type RefundedUnit = 'Item' | 'Shipping' | 'Service' | 'Additional';

export interface RefundLine {
  readonly rowId: string;
  readonly unit: RefundedUnit;
  readonly orderRowId: string | null;
  readonly returnRowId: number | null;
  readonly amount: number;
  readonly quantity: number;
  readonly cancelledQuantity: number;
  readonly externalReference: string;
  readonly text: string;
  readonly category: string;
  readonly reasonTag: string;
  readonly subReasonTag: string;
}

export interface Refund {
  readonly id: number;
  readonly orderId: string;
  readonly channelInitiated: boolean;
  readonly createdAt: Date;
  actionedAt: Date | null;
  /** Why it could not be actioned. */
  error: string | null;
  readonly lines: readonly RefundLine[];
}

/** Bookings of returns and refunds. A booking changes nothing but itself; actioning it does. */
export class ReturnRecords {
  rmas: Rma[] = [];
  refunds: Refund[] = [];
  #nextRmaLine = 1;
  #nextHeader = 1;

  takeHeaderId(): number {
    return this.#nextHeader++;
  }

  /** What is deleted before it is actioned leaves no trace. */
  removeOpen(orderId: string): number {
    const isKept = (one: Rma | Refund): boolean =>
      one.orderId !== orderId || one.actionedAt !== null;
    const before = this.rmas.length + this.refunds.length;
    this.rmas = this.rmas.filter(isKept);
    this.refunds = this.refunds.filter(isKept);
    return before - this.rmas.length - this.refunds.length;
  }

  takeRmaLineId(): number {
    return this.#nextRmaLine++;
  }

  rmasOf(orderId: string): Rma[] {
    return this.rmas.filter((rma) => rma.orderId === orderId);
  }

  refundsOf(orderId: string): Refund[] {
    return this.refunds.filter((refund) => refund.orderId === orderId);
  }

  /** Pieces of a line that are booked or taken back so far. */
  returnedQuantity(orderId: string, orderRowId: string): number {
    const lines = this.rmasOf(orderId).flatMap((rma) => rma.lines);
    return lines
      .filter((line) => line.orderRowId === orderRowId)
      .reduce((sum, { returnQuantity }) => sum + returnQuantity, 0);
  }
}
