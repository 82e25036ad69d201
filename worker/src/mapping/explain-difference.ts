import type { ChannelOrder, ChannelOrderItem } from '../domain/linnworks-port.ts';
import { toMinor } from '../domain/money.ts';
import type { ObservedLine, ObservedOrder } from '../domain/observed-order.ts';

/** Linnworks keeps four decimals. */
const isEqual = (a: number, b: number): boolean => Math.abs(a - b) < 0.00005;

const nameOf = (line: ObservedLine): string => line.sku ?? line.title ?? line.rowId;

function lineReasons(line: ObservedLine, sent: ChannelOrderItem | undefined): string[] {
  if (sent === undefined) return [`Linnworks has added the line "${nameOf(line)}"`];
  const pairs = [
    ['quantity', line.quantity, sent.Qty],
    ['price', line.unitPrice, sent.PricePerUnit],
    ['discount', line.discountPercent, sent.LineDiscount],
    ['tax rate', line.taxRate, sent.TaxRate],
  ] as const;
  return pairs
    .filter(([, theirs, ours]) => !isEqual(theirs, ours))
    .map(([what, theirs, ours]) => `the ${what} of "${nameOf(line)}" is ${theirs}, not ${ours}`);
}

/**
 * Why the total of Linnworks differs from ours: what is not there as it was sent, the most telling first.
 * @returns half a sentence for each reason; none when everything that makes the total is as it was sent.
 */
export function explainDifference(seen: ObservedOrder, sent: ChannelOrder): string[] {
  const itemOf = new Map(sent.OrderItems.map((item) => [item.ItemNumber, item]));
  const present = new Set(seen.lines.map(({ itemNumber }) => itemNumber));
  const missing = sent.OrderItems.filter(({ ItemNumber }) => !present.has(ItemNumber));
  const { Currency: currency, PostalServiceCost: postage } = sent;
  // A discount of the whole order takes its share of the postage.
  const isPostageEqual =
    sent.Discount !== undefined ||
    toMinor(seen.totals.postage, currency) === toMinor(postage, currency);
  return [
    ...missing.map(({ ItemTitle }) => `the line "${ItemTitle}" is not there`),
    ...seen.lines.flatMap((line) => lineReasons(line, itemOf.get(line.itemNumber ?? ''))),
    ...(isPostageEqual ? [] : [`the postage is ${seen.totals.postage}, not ${postage}`]),
  ];
}
