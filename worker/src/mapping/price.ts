import { roundTo, toMinor, type MinorUnits } from '../domain/money.ts';

export interface LinePrice {
  /** What Linnworks is told: price before discount, and percent off. */
  readonly pricePerUnit: number;
  readonly lineDiscount: number;
}

/**
 * Salesforce knows a list price and the price it was sold for; Linnworks a price and a percentage. The difference is
 * sent as a discount only when a percentage with two decimals gives exactly the sold price; otherwise the goods are
 * sent at the price they were sold for. An explicit discount on the line is taken off the unit price.
 */
export function toLinePrice(
  unitPrice: number,
  listPrice: number | undefined,
  explicitDiscount: number | undefined,
): LinePrice {
  if (explicitDiscount !== undefined)
    return { pricePerUnit: unitPrice, lineDiscount: explicitDiscount };
  const asSold = { pricePerUnit: unitPrice, lineDiscount: 0 };
  if (listPrice === undefined || listPrice <= 0 || unitPrice >= listPrice) return asSold;
  const percent = roundTo((1 - unitPrice / listPrice) * 100, 2);
  const back = listPrice * (1 - percent / 100);
  return Math.abs(back - unitPrice) < 1e-9
    ? { pricePerUnit: listPrice, lineDiscount: percent }
    : asSold;
}

export interface PricedLine {
  readonly quantity: number;
  readonly pricePerUnit: number;
  readonly lineDiscount: number;
  readonly taxRate: number;
}

/** A line including tax, in major units and unrounded: Linnworks adds up before it rounds. */
export function lineTotal(line: PricedLine, pricesIncludeTax: boolean): number {
  const amount = line.quantity * line.pricePerUnit * (1 - line.lineDiscount / 100);
  return pricesIncludeTax ? amount : amount * (1 + line.taxRate / 100);
}

/** What the customer pays for the whole order; the figure that Linnworks' TotalCharge must equal. */
export function expectedTotal(
  lines: readonly PricedLine[],
  postage: number,
  discount: number,
  pricesIncludeTax: boolean,
  currency: string,
): MinorUnits {
  const goods = lines.reduce((sum, line) => sum + lineTotal(line, pricesIncludeTax), 0);
  return toMinor(goods + postage - discount, currency);
}
