import type { ChannelSale, SaleLine } from '../domain/channel-sale.ts';
import { currencyScale, fromMinor, roundTo, toMinor } from '../domain/money.ts';
import { expectedTotal, type PricedLine } from './price.ts';

/** Prices of an order as Salesforce keeps them. */
export interface SaleMoney {
  /** One for each line of the sale. */
  readonly lines: readonly PricedLine[];
  readonly postage: number;
  readonly postageTaxRate: number;
  /** Including tax: what was taken off the whole order, and what rounding of single prices left. */
  readonly discount: number;
}

/** Salesforce keeps percentages with two decimals. */
const PERCENT_DECIMALS = 2;

const floorTo = (value: number, decimals: number): number => {
  const factor = 10 ** decimals;
  return Math.floor(value * factor * (1 + Number.EPSILON * 4)) / factor;
};
const ceilTo = (value: number, decimals: number): number => -floorTo(-value, decimals);

/**
 * A price as sold where it has no more decimals than the currency and includes tax as all prices of Salesforce do; else
 * rounded up and the discount down, so that what rounding leaves is taken off the order and never missing from it.
 */
function toLine(line: SaleLine, isTaxIncluded: boolean, currency: string): PricedLine {
  const factor = 1 + line.taxRate / 100;
  const price =
    line.isTaxIncluded === isTaxIncluded
      ? line.pricePerUnit
      : isTaxIncluded
        ? line.pricePerUnit * factor
        : line.pricePerUnit / factor;
  return {
    quantity: line.quantity,
    pricePerUnit: ceilTo(roundTo(price, 6), currencyScale(currency)),
    lineDiscount: floorTo(line.discountPercent, PERCENT_DECIMALS),
    taxRate: roundTo(line.taxRate, PERCENT_DECIMALS),
  };
}

/** The rate of a line or none where it explains the postage to the penny; else the one that the amounts come to. */
function postageRate({ postage, postageExTax, lines }: ChannelSale, currency: string): number {
  if (postage <= 0 || postageExTax <= 0) return 0;
  const net = toMinor(postageExTax, currency);
  const rates = [0, ...lines.map(({ taxRate }) => taxRate)];
  const known = rates.find((rate) => toMinor(postage / (1 + rate / 100), currency) === net);
  return known ?? roundTo((postage / postageExTax - 1) * 100, PERCENT_DECIMALS);
}

/** @returns null when the lines and the postage come to less than the total: no discount explains that. */
export function toSaleMoney(
  sale: ChannelSale,
  isTaxIncluded: boolean,
  currency: string,
): SaleMoney | null {
  const lines = sale.lines.map((line) => toLine(line, isTaxIncluded, currency));
  const postage = roundTo(sale.postage, currencyScale(currency));
  const sum = expectedTotal(lines, postage, 0, isTaxIncluded, currency);
  const left = sum - toMinor(sale.total, currency);
  if (left < 0) return null;
  const postageTaxRate = postageRate(sale, currency);
  return { lines, postage, postageTaxRate, discount: fromMinor(left, currency) };
}
