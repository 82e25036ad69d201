import type { AfterSale } from './after-sale.ts';
import type { Tx } from './ports.ts';

/** Where an order that was sent out as a replacement came from. */
export interface Origin {
  readonly relation: 'Resend' | 'Exchange';
  readonly parentLinnworksId: string;
  readonly salesforceOrderId: string | null;
}

/** What is remembered of one Linnworks order's returns. */
export interface AfterSaleRow {
  readonly linnworksId: string;
  readonly sums: AfterSale | null;
  /** The returns that were seen: one that is missing later was deleted in Linnworks. */
  readonly returnKeys: readonly string[];
  readonly origin: Origin | null;
  /** Something is announced that may still change without a trace in the histories. */
  readonly hasOpen: boolean;
}

export interface AfterSaleTable {
  get(linnworksIds: readonly string[]): Promise<Map<string, AfterSaleRow>>;
  /** An older look never replaces a newer one. */
  putSums(
    tx: Tx,
    rows: readonly (Omit<AfterSaleRow, 'origin'> & { readonly lookedAt: Date })[],
  ): Promise<void>;
  putOrigins(
    tx: Tx,
    rows: readonly { readonly linnworksId: string; readonly origin: Origin }[],
  ): Promise<void>;
  /** Orders with something open, those that were looked at longest ago first. */
  openLookedAtBefore(before: Date, most: number): Promise<string[]>;
}

/** Bookings that were asked of Linnworks: before one is asked for again, Linnworks is asked whether it is there. */
export interface ReturnWishTable {
  askedAt(key: string): Promise<Date | null>;
  put(tx: Tx, key: string, linnworksId: string, askedAt: Date): Promise<void>;
}
