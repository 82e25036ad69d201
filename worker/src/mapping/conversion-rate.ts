import { roundTo } from '../domain/money.ts';
import { problem } from './field-row.ts';
import { optional, text, type OrderInput, type Values } from './order-input.ts';
import type { Term } from './order-terms.ts';

/** From this day on (`YYYY-MM-DD`; empty: from the beginning) so many units of a currency for one of the corporate currency. */
export interface RateFrom {
  readonly from: string;
  readonly rate: number;
}

/** What an org with several currencies knows of them, beside the currency that Linnworks counts in. */
export interface ConversionRates {
  /** Rates by currency, the oldest first. The corporate currency has the rate 1. */
  readonly rates: ReadonlyMap<string, readonly RateFrom[]>;
  /** Base currency of the Linnworks account; null where it cannot be told. */
  readonly base: string | null;
}

/** Linnworks and Salesforce keep six decimals. */
const DECIMALS = 6;

function rateOn(of: readonly RateFrom[] | undefined, day: string): number | null {
  const known = of ?? [];
  const current = known.filter(({ from }) => from <= day).at(-1) ?? known[0];
  return current?.rate ?? null;
}

/**
 * Units of the order's currency for one of the base currency of Linnworks, on the day of the order: from a mapping row, else
 * from the org. Left out, so that Linnworks takes the rate of the account, in an org with one currency, for an order in the
 * base currency, and where the org has no rate for the base currency.
 */
export function conversionRateOf(
  { order, rates }: Pick<OrderInput, 'order' | 'rates'>,
  header: Values,
): Term<number | undefined> {
  const mapped = optional(header['ConversionRate']);
  const currency = text(header['Currency']);
  const none = { value: undefined, problems: [] };
  if (mapped !== undefined) return { value: mapped, problems: [] };
  if (!rates || rates.base === null || currency === '' || currency === rates.base) return none;
  const day = text(order['EffectiveDate']) || text(header['ReceivedDate']).slice(0, 10);
  const own = rateOn(rates.rates.get(currency), day);
  const base = rateOn(rates.rates.get(rates.base), day);
  if (own === null || own <= 0) {
    const message = `Salesforce has no conversion rate for ${currency}.`;
    const cause = `CONVERSION_RATE_MISSING|${currency}`;
    const found = problem('Order.CurrencyIsoCode', 'CONVERSION_RATE_MISSING', message, cause);
    return { value: undefined, problems: [found] };
  }
  return base === null || base <= 0 ? none : { value: roundTo(own / base, DECIMALS), problems: [] };
}
