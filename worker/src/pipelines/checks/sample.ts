import type { CheckAnswer, Comparison } from '../../domain/answers.ts';
import { fromMinor } from '../../domain/money.ts';
import { compareMoney } from '../../mapping/compare-money.ts';
import type { MappedOrder } from '../../mapping/to-linnworks-order.ts';
import type { PipelineDeps } from '../deps.ts';
import type { LoadedOrder } from '../load-orders.ts';
import { mapOrder } from '../map-order.ts';
import type { Reference } from '../read-settings.ts';
import { toAnswer } from './check-answer.ts';
import { fail, ok, warn } from './check-row.ts';
import { sampleOrders } from './sample-orders.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'clock' | 'orgCurrency'>;

/** What Salesforce adds up by itself; left out where the order object has no such field. */
async function amountOf({ salesforce }: Deps, reference: Reference, id: string) {
  const known = await reference.knownFields();
  if (!known('Order').has('TotalAmount')) return null;
  const [row] = await salesforce.query(`SELECT TotalAmount FROM Order WHERE Id = '${id}'`);
  const amount = row?.['TotalAmount'];
  return typeof amount === 'number' ? amount : null;
}

/** Where the order was sent before, and is still whole: what Linnworks really made of it. */
async function totalInLinnworks({ salesforce }: Deps, id: string): Promise<number | null> {
  const parts = await salesforce.query(
    `SELECT Total__c FROM Linnworks_Order__c WHERE Order__c = '${id}'`,
  );
  const total = parts.length === 1 ? parts[0]?.['Total__c'] : null;
  return typeof total === 'number' ? total : null;
}

async function compared(
  deps: Deps,
  reference: Reference,
  loaded: LoadedOrder,
  mapped: MappedOrder,
): Promise<Comparison> {
  const { pricesIncludeTax, defaultTaxRate } = await reference.settings();
  const amount = await amountOf(deps, reference, loaded.id);
  const figures = {
    order: loaded.record,
    items: loaded.items,
    pricesIncludeTax,
    defaultTaxRate,
    amount,
  };
  const rows = compareMoney(figures, mapped);
  const real = await totalInLinnworks(deps, loaded.id);
  const total = fromMinor(mapped.expectedTotal, mapped.currency);
  if (real !== null)
    rows.push({
      name: 'Total that Linnworks shows now',
      salesforce: String(total),
      linnworks: String(real),
      same: real === total,
      from: 'Linnworks_Order__c.Total__c',
    });
  return {
    label: `Order ${loaded.number}`,
    recordId: loaded.id,
    ok: rows.every(({ same }) => same),
    rows,
    problems: [],
  };
}

/** The Check request `sample`: one order computed on both sides, to the penny. Nothing is written. */
export async function checkSample(
  deps: Deps,
  reference: Reference,
  detail: Readonly<Record<string, unknown>>,
): Promise<CheckAnswer> {
  const now = deps.clock.now();
  const [id, title] = ['sample', 'One order on both sides'];
  const [loaded] = await sampleOrders(deps, reference, detail['orderId'], 1);
  if (loaded === undefined) {
    const advice = 'Activate an order, or choose one by its number.';
    return toAnswer('sample', now, {
      rows: [warn(id, title, 'There is no order to compute.', advice)],
    });
  }
  const mapped = await mapOrder(deps, reference, loaded, 'sample');
  if (!mapped.ok) {
    const comparison = {
      label: `Order ${loaded.number}`,
      recordId: loaded.id,
      ok: false,
      rows: [],
      problems: mapped.problems.map(({ message }) => message),
    };
    const advice = mapped.problems[0]?.whatToDo ?? '';
    const row = fail(id, title, `Order ${loaded.number} cannot be sent as it is.`, advice);
    return toAnswer('sample', now, { rows: [row], comparisons: [comparison] });
  }
  const comparison = await compared(deps, reference, loaded, mapped.value);
  const row = comparison.ok
    ? ok(id, title, `Order ${loaded.number} comes to the same total on both sides, to the penny.`)
    : fail(
        id,
        title,
        `Order ${loaded.number} does not come to the same figures on both sides.`,
        'Look at the rows that differ: set whether prices include tax and which tax rate holds.',
      );
  return toAnswer('sample', now, { rows: [row], comparisons: [comparison] });
}
