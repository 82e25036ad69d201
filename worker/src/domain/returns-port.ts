import type { ObservedReturn } from './observed-return.ts';

/** What the pipelines ask of Linnworks about returns and refunds. Every method may throw ConnectorError. */
export interface LinnworksReturns {
  /** Pages of rows of one history between two times, one row for each line of a return or refund. */
  returnRows(
    history: ReturnHistory,
    date: 'BOOKED' | 'ACTIONED',
    from: Date,
    to: Date,
  ): AsyncIterable<ReturnRowPage>;
  /** Every RMA and refund of an order as it is now. */
  returnsOf(linnworksId: string): Promise<ObservedReturn[]>;
  returnOptions(linnworksId: string): Promise<ReturnOptions>;
  refundOptions(linnworksId: string): Promise<RefundOptions>;
  /** Names of the categories of reasons; none where the account keeps no list. */
  returnCategories(): Promise<string[]>;
  /** @returns the number of the RMA, or Linnworks' own sentences. */
  bookReturn(booking: ReturnBooking): Promise<Booked>;
  /** @returns the number of the refund, or Linnworks' own sentences. */
  bookRefund(booking: RefundBooking): Promise<Booked>;
}

export type ReturnHistory = 'RETURNS' | 'REFUNDS';

export interface ReturnRowPage {
  readonly rows: readonly ReturnRow[];
  /** Rows of the whole history, to see that it did not change between two pages. */
  readonly total: number;
}

/** One line of a history, without personal data. */
export interface ReturnRow {
  /** `return:<number>` or `refund:<guid>`. */
  readonly key: string;
  readonly linnworksId: string;
  readonly source: string;
  /** Changes when anything that we show changes. */
  readonly fingerprint: string;
}

export interface ReturnOptions {
  readonly canReturn: boolean;
  /** The vendor's word, e.g. `OpenOrderInLinnworks`; null where it may be returned. */
  readonly refusal: string | null;
  readonly mustHaveRefund: boolean;
  /** Stock item by line, for exchanges. */
  readonly stockItems: Readonly<Record<string, string>>;
}

export interface RefundOptions {
  readonly canRefund: boolean;
  readonly canRefundItems: boolean;
  readonly canRefundAdditionally: boolean;
  readonly refusal: string | null;
  readonly longestNote: number;
}

export interface ReturnBooking {
  readonly linnworksId: string;
  readonly kind: 'Return' | 'Exchange' | 'Resend';
  /** Becomes the external reference: the key by which the booking is found again. */
  readonly reference: string;
  readonly lines: readonly ReturnBookingLine[];
}

export interface ReturnBookingLine {
  readonly orderRowId: string;
  readonly quantity: number;
  readonly locationId: string;
  readonly refundAmount: number;
  readonly category: string;
  readonly reason: string;
  /** Needed for an exchange. */
  readonly stockItemId: string | null;
}

export interface RefundBooking {
  readonly linnworksId: string;
  readonly reference: string;
  readonly lines: readonly {
    readonly unit: 'Item' | 'Additional';
    readonly orderRowId: string | null;
    readonly quantity: number;
    readonly amount: number;
    readonly category: string;
    readonly note: string;
  }[];
}

export type Booked =
  | { readonly number: number; readonly refusals?: undefined }
  | { readonly refusals: readonly string[] };
