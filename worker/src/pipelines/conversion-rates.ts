import { ConnectorError } from '../domain/connector-error.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import type { ConversionRates, RateFrom } from '../mapping/conversion-rate.ts';
import type { PipelineDeps } from './deps.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'linnworks'>;

/** Rates of orders that may still be sent; older ones are only read where nothing newer is there. */
const KEPT = 'NextStartDate = null OR NextStartDate >= LAST_N_DAYS:400';

/** What an application or an org does not have is nothing to stop for. */
async function ifThere<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ConnectorError && (error.kind === 'config' || error.kind === 'data'))
      return otherwise;
    throw error;
  }
}

const isRate = (row: SalesforceRecord): boolean =>
  typeof row['IsoCode'] === 'string' && typeof row['ConversionRate'] === 'number';

function byCurrency(
  types: readonly SalesforceRecord[],
  dated: readonly SalesforceRecord[],
): Map<string, readonly RateFrom[]> {
  const rates = new Map<string, RateFrom[]>();
  for (const row of types.filter(isRate))
    rates.set(String(row['IsoCode']), [
      { from: '', rate: row['IsCorporate'] === true ? 1 : Number(row['ConversionRate']) },
    ]);
  for (const row of dated.filter(isRate)) {
    const own = rates.get(String(row['IsoCode'])) ?? [];
    rates.set(String(row['IsoCode']), [
      ...own,
      { from: String(row['StartDate']), rate: Number(row['ConversionRate']) },
    ]);
  }
  return rates;
}

/**
 * The currency whose rate to the base is 1. An account that lists only the others has the corporate currency as its base
 * where that is not among them.
 */
function baseOf(rates: ReadonlyMap<string, number>, corporate: string): string | null {
  const [base, ...others] = [...rates].flatMap(([currency, rate]) => (rate === 1 ? currency : []));
  if (base !== undefined) return others.length === 0 ? base : null;
  return corporate === '' || rates.has(corporate) ? null : corporate;
}

/**
 * The rates of an org with several currencies: those by date where advanced currency management is on, else those of the
 * currencies. Inactive currencies count too: an order may be older than that.
 * @returns null in an org with one currency.
 */
export async function readConversionRates(
  { salesforce, linnworks }: Deps,
  isMultiCurrency: boolean,
): Promise<ConversionRates | null> {
  if (!isMultiCurrency) return null;
  const types = await ifThere(
    () => salesforce.query('SELECT IsoCode, ConversionRate, IsCorporate FROM CurrencyType'),
    [],
  );
  if (types.length === 0) return null;
  const dated = await ifThere(
    () =>
      salesforce.query(
        `SELECT IsoCode, ConversionRate, StartDate FROM DatedConversionRate WHERE ${KEPT} ORDER BY StartDate`,
      ),
    [],
  );
  const inLinnworks = await ifThere(() => linnworks.currencyRates(), null);
  const corporate = types.find(({ IsCorporate }) => IsCorporate === true)?.['IsoCode'];
  const base = inLinnworks && baseOf(inLinnworks, typeof corporate === 'string' ? corporate : '');
  return { rates: byCurrency(types, dated), base };
}
