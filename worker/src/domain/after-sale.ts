import type { OwnFacts } from './state-rules.ts';

/**
 * What happened to one Linnworks order after it was shipped, summed over its returns and refunds. Quantities are whole
 * pieces by the line's row id; money is in the currency of the order.
 */
export interface AfterSale {
  /** A return is announced and has not arrived. */
  readonly hasOpenBooking: boolean;
  /** Pieces that came back. */
  readonly returned: Readonly<Record<string, number>>;
  /** Paid back; announced refunds are not counted. */
  readonly refunded: number;
}

/** The parts of an order that decide what its returns mean. */
export interface SoldOrder {
  readonly totals: { readonly total: number };
  readonly lines: readonly {
    readonly rowId: string;
    readonly isService: boolean;
    readonly quantity: number;
  }[];
  readonly afterSale?: AfterSale;
}

/** Half of the smallest unit of a currency with three decimals: doubles that differ by less are equal. */
const SAME_MONEY = 0.0005;

type ReturnFacts = Pick<
  OwnFacts,
  'isReturnBooked' | 'returnedPieces' | 'shippedPieces' | 'isRefundedInFull'
>;

/** The facts that the state of an order is laid over with; none while its returns were never looked at. */
export function returnFacts({ afterSale, lines, totals }: SoldOrder): Partial<ReturnFacts> {
  if (afterSale === undefined) return {};
  const goods = lines.filter(({ isService }) => !isService);
  const back = ({ rowId, quantity }: (typeof goods)[number]): number =>
    Math.min(quantity, afterSale.returned[rowId] ?? 0);
  return {
    isReturnBooked: afterSale.hasOpenBooking,
    returnedPieces: goods.reduce((sum, line) => sum + back(line), 0),
    shippedPieces: goods.reduce((sum, { quantity }) => sum + quantity, 0),
    isRefundedInFull: totals.total > 0 && afterSale.refunded >= totals.total - SAME_MONEY,
  };
}
