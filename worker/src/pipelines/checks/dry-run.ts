import type { CheckAnswer, CheckRow, Comparison } from '../../domain/answers.ts';
import { currencyScale, fromMinor } from '../../domain/money.ts';
import type { Problem } from '../../domain/problem.ts';
import { compareMoney } from '../../mapping/compare-money.ts';
import { explainFields } from '../../mapping/explain-fields.ts';
import type { MappedOrder } from '../../mapping/to-linnworks-order.ts';
import type { PipelineDeps } from '../deps.ts';
import type { LoadedOrder } from '../load-orders.ts';
import { mapOrder, orderInput } from '../map-order.ts';
import type { Reference } from '../read-settings.ts';
import { createSkuCheck } from '../sku-check.ts';
import { toAnswer } from './check-answer.ts';
import { fail, ok, warn } from './check-row.ts';
import { maskedValue } from './masked.ts';
import { sampleOrders, whyNotSent } from './sample-orders.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'linnworks' | 'clock' | 'orgCurrency'>;
type Rows = Comparison['rows'];

export const DRY_RUN_ORDERS = 20;
/** Lines of one order that are shown; all of them are checked. */
const LINES_SHOWN = 12;
/** What only the worker adds: of no use to a person who compares. */
const TECHNICAL = [
  'ExternalReference',
  'ExtendedProperties.SF_OrderId',
  'ExtendedProperties.SF_TraceId',
];

interface Tried {
  readonly loaded: LoadedOrder;
  /** Why it would stay where it is although nothing is wrong with it. */
  readonly why: string | null;
  readonly problems: readonly Problem[];
  readonly mapped: MappedOrder | null;
}

async function tryOne(deps: Deps, reference: Reference, loaded: LoadedOrder): Promise<Tried> {
  const stays = await whyNotSent(loaded, reference);
  const mapped = await mapOrder(deps, reference, loaded, 'dry-run');
  return {
    loaded,
    why: stays?.why ?? null,
    problems: [...(stays?.problems ?? []), ...(mapped.ok ? [] : mapped.problems)],
    mapped: mapped.ok ? mapped.value : null,
  };
}

/** The unknown SKUs of all orders are asked for at once: one call for 200. */
async function withSkus(deps: Deps, tried: readonly Tried[]): Promise<Tried[]> {
  const check = createSkuCheck(deps);
  const skus = tried.flatMap(({ mapped }) => mapped?.skus ?? []);
  const unknown = await check.unknown(skus);
  return tried.map((one) =>
    one.mapped === null
      ? one
      : { ...one, problems: [...one.problems, ...check.problems(one.mapped, unknown)] },
  );
}

async function fieldRows(deps: Deps, reference: Reference, loaded: LoadedOrder): Promise<Rows> {
  const groups = explainFields(await orderInput(deps, reference, loaded, 'dry-run'));
  return groups
    .filter(({ title }) => title !== 'First line')
    .flatMap(({ fields }) => fields)
    .filter(({ target, raw, becomes }) => !TECHNICAL.includes(target) && raw + becomes !== '')
    .map(({ target, from, raw, becomes, problem }) => ({
      name: target,
      from,
      salesforce: maskedValue(target, raw),
      linnworks: maskedValue(target, becomes),
      same: problem === null,
      ...(problem === null ? {} : { note: problem }),
    }));
}

async function moneyRows(reference: Reference, { loaded, mapped }: Tried): Promise<Rows> {
  if (mapped === null) return [];
  const { pricesIncludeTax, defaultTaxRate } = await reference.settings();
  const figures = {
    order: loaded.record,
    items: loaded.items,
    pricesIncludeTax,
    defaultTaxRate,
    amount: null,
  };
  const rows = compareMoney(figures, mapped);
  const left = loaded.items.length - LINES_SHOWN;
  if (left <= 0) return rows;
  const more = { name: `${left} more lines`, salesforce: '', linnworks: '', same: true };
  return [...rows.slice(0, LINES_SHOWN), more, ...rows.slice(loaded.items.length)];
}

async function toComparison(deps: Deps, reference: Reference, tried: Tried): Promise<Comparison> {
  const { loaded, mapped, problems, why } = tried;
  const place = mapped === null ? [] : [`to ${mapped.location}`];
  const stays = why === null ? [] : [why];
  const rows = [
    ...(await fieldRows(deps, reference, loaded)),
    ...(await moneyRows(reference, tried)),
  ];
  return {
    label: [`Order ${loaded.number}`, ...place].join(' '),
    recordId: loaded.id,
    ok: problems.length === 0 && why === null && rows.every(({ same }) => same),
    rows,
    problems: [...stays, ...problems.map(({ message }) => message)],
  };
}

function toRow({ loaded, mapped, why, problems }: Tried): CheckRow {
  const [id, title] = [loaded.id, `Order ${loaded.number}`];
  const at = (row: CheckRow): CheckRow => ({ ...row, recordId: loaded.id });
  const [first, ...more] = problems;
  if (first !== undefined) {
    const others = more.length === 0 ? '' : ` And ${more.length} more.`;
    return at(fail(id, title, `${first.message}${others}`, first.whatToDo));
  }
  if (why !== null) return at(warn(id, title, why, 'Nothing, when that is what you want.'));
  const currency = mapped?.currency ?? '';
  const total = fromMinor(mapped?.expectedTotal ?? 0, currency);
  return at(ok(id, title, `Would be sent: ${total.toFixed(currencyScale(currency))} ${currency}.`));
}

/** The Check request `dry-run`: real orders, mapped and validated as they would be sent. Nothing is written. */
export async function checkDryRun(
  deps: Deps,
  reference: Reference,
  detail: Readonly<Record<string, unknown>>,
): Promise<CheckAnswer> {
  const now = deps.clock.now();
  const orders = await sampleOrders(deps, reference, detail['orderId'], DRY_RUN_ORDERS);
  if (orders.length === 0) {
    const advice =
      'Activate some orders, or continue: the first real orders are watched the same way.';
    const row = warn('dry-run', 'Dry run', 'There are no orders to try.', advice);
    return toAnswer('dry-run', now, { rows: [row], figures: { orders: 0, good: 0 } });
  }
  const tried: Tried[] = [];
  for (const loaded of orders) tried.push(await tryOne(deps, reference, loaded));
  const checked = await withSkus(deps, tried);
  const comparisons: Comparison[] = [];
  for (const one of checked) comparisons.push(await toComparison(deps, reference, one));
  const rows = checked.map(toRow);
  const good = rows.filter(({ state }) => state === 'ok').length;
  return toAnswer('dry-run', now, { rows, comparisons, figures: { orders: rows.length, good } });
}
