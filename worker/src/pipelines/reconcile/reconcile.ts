import { hasParcels, type ObservedOrder } from '../../domain/observed-order.ts';
import type { PipelineDeps } from '../deps.ts';
import { INSTALLED } from '../find-forgotten.ts';
import type { Reference } from '../read-settings.ts';
import { rowsWhereIn } from '../rows-where-in.ts';
import { compareFulfilment } from './compare-fulfilment.ts';
import { compareOrder, type SoldOrder } from './compare-orders.ts';
import { chosenPlaces, compareLevel, levelsOf } from './compare-stock.ts';
import { counted } from './counted.ts';
import type { Difference } from './difference.ts';
import { ordersInLinnworks, partIndex, shownOrders, soldOrders } from './read-sides.ts';
import { recordComparison, type Comparison } from './record-results.ts';
import { repairDifferences } from './repair.ts';

const DAY_MS = 24 * 60 * 60_000;
/** How far back orders are compared: what is older was compared on the days before. */
const WINDOW_MS = 7 * DAY_MS;
/** What changed so recently is still on its ordinary way. */
const GRACE_MS = 2 * 60_000;
/** Questions for single orders that the list does not contain; a day with more is a fault of the list itself. */
const MOST_QUESTIONS = 200;
const LEVEL = 'Key__c, On_Hand__c, Allocated__c, Available__c, Due__c';

export interface ReconcileOptions {
  readonly windowMs?: number;
  readonly graceMs?: number;
}

/** An order that is not in the list is asked for by itself before anybody is alarmed. */
async function missingForSure(
  { linnworks }: Pick<PipelineDeps, 'linnworks'>,
  sold: readonly SoldOrder[],
): Promise<Map<string, ObservedOrder[]>> {
  const tied = sold.flatMap(({ link }) => link?.linnworksId ?? []);
  const seen = tied.length === 0 ? [] : await linnworks.ordersById(tied);
  const found = new Map<string, ObservedOrder[]>();
  let questions = 0;
  for (const one of sold) {
    const own = seen.filter(({ linnworksId }) => linnworksId === one.link?.linnworksId);
    if (own.length > 0) found.set(one.id, own);
    else if (one.link !== undefined && questions++ < MOST_QUESTIONS) {
      const [source, subSource, reference = ''] = one.link.sourceKey.split('|');
      const orders = await linnworks.ordersByReference(reference);
      const ours = orders.filter((o) => o.source === source && o.subSource === subSource);
      if (ours.length > 0) found.set(one.id, ours);
    }
  }
  return found;
}

interface Run {
  readonly deps: PipelineDeps;
  readonly calls: { salesforce: number; linnworks: number };
  readonly traceId: string;
  readonly startedAt: Date;
  readonly from: Date;
  readonly until: Date;
}

/** Orders from before the connector was there were never meant to be sent. */
async function startRun(deps: PipelineDeps, options: ReconcileOptions): Promise<Run> {
  const startedAt = deps.clock.now();
  const at = (beforeMs: number): Date => new Date(startedAt.getTime() - beforeMs);
  const installed = await deps.tables.cursors.get(INSTALLED);
  const windowStart = at(options.windowMs ?? WINDOW_MS);
  const from =
    installed === null
      ? windowStart
      : new Date(Math.max(Date.parse(installed), windowStart.getTime()));
  const until = at(options.graceMs ?? GRACE_MS);
  // The record of a day is written by every run of the day: it keeps the trace ID that each of them has.
  const traceId = `reconciliation:${startedAt.toISOString().slice(0, 10)}`;
  return { ...counted(deps), traceId, startedAt, from, until };
}

const toComparison = (
  { calls, traceId, startedAt, from, until }: Run,
  kind: Comparison['kind'],
  checked: number,
  differences: readonly Difference[],
): Comparison => ({
  kind,
  traceId,
  from,
  to: until,
  startedAt,
  checked,
  differences,
  isComplete: true,
  calls: { ...calls },
});

/** Records what was found and hands what can be repaired to the pipelines. */
async function conclude(run: Run, comparison: Comparison): Promise<string> {
  const { summary, open } = await recordComparison(run.deps, comparison);
  const keys = open.flatMap(({ repair }) =>
    repair === null || repair.way === 'level'
      ? []
      : [repair.way === 'send' ? repair.orderId : repair.order.linnworksId],
  );
  await repairDifferences(run.deps, open, run.traceId);
  run.deps.log.info('Compared both systems', {
    traceId: run.traceId,
    kind: comparison.kind,
    checked: comparison.checked,
    differences: comparison.differences.length,
    repairing: keys.length,
  });
  return summary;
}

/** What was sold against what is there; orders that wait in the queue, or for the mode Active, are on their way and not compared. */
async function compareSold(
  { deps }: Run,
  sold: readonly SoldOrder[],
  partsOf: (sold: SoldOrder) => ObservedOrder[],
): Promise<{ checked: number; differences: Difference[] }> {
  const absent = sold.filter((one) => partsOf(one).length === 0);
  const found = await missingForSure(deps, absent);
  const ids = sold.map(({ id }) => id);
  const waiting = await deps.queue.waiting('orders-out', ids);
  const observed = await deps.tables.observed.of(ids);
  const judged = sold.filter(({ id }) => !waiting.has(id) && !observed.has(id));
  const differences = judged.flatMap((one) => {
    const parts = partsOf(one);
    return compareOrder(one, parts.length > 0 ? parts : (found.get(one.id) ?? []));
  });
  return { checked: judged.length, differences };
}

/** What is there against what Salesforce shows; what changed just now, or waits to be written, is not compared. */
async function compareShown(
  { deps, until }: Run,
  there: readonly ObservedOrder[],
  orderIdOf: ReadonlyMap<string, string>,
): Promise<{ checked: number; differences: Difference[] }> {
  const ids = there.map(({ linnworksId }) => linnworksId);
  const shown = await shownOrders(deps, ids);
  const underWay = await deps.queue.waiting('orders-in', ids);
  const late = until.toISOString();
  const settled = there.filter(
    ({ linnworksId, updatedAt }) =>
      (updatedAt === null || updatedAt < late) && !underWay.has(linnworksId),
  );
  const labelled = settled.filter(hasParcels).map(({ linnworksId }) => linnworksId);
  const parcels = await deps.linnworks.parcels(labelled);
  const differences = settled.flatMap((order) => {
    const id = order.linnworksId;
    return compareFulfilment(
      order,
      shown.get(id),
      orderIdOf.get(id) ?? null,
      parcels.get(id) ?? [],
    );
  });
  return { checked: settled.length, differences };
}

/**
 * Compares every order that is due with Linnworks, and every order of ours there with what Salesforce shows. Reads both
 * sides from the start of the window and shares no cursor with the streams. Costs one Linnworks call for 200 orders, one
 * for the parcels of 100 shipped ones, and about six Salesforce calls for 200.
 * @returns one sentence for each of the two comparisons.
 */
export async function reconcileOrders(
  given: PipelineDeps,
  reference: Reference,
  options: ReconcileOptions = {},
): Promise<string[]> {
  const run = await startRun(given, options);
  const { deps, from, until } = run;
  const settings = await reference.settings();
  const there = await ordersInLinnworks(deps, settings, from);
  const sold = await soldOrders(deps, reference, from, until);
  const partsOf = partIndex(there, settings);
  const orders = await compareSold(run, sold, partsOf);
  const ties = sold.flatMap((one) => partsOf(one).map((o) => [o.linnworksId, one.id] as const));
  const fulfilment = await compareShown(run, there, new Map(ties));
  return [
    await conclude(run, toComparison(run, 'Orders', orders.checked, orders.differences)),
    await conclude(
      run,
      toComparison(run, 'Fulfilment', fulfilment.checked, fulfilment.differences),
    ),
  ];
}

/** Compares every stock level page by page: one Linnworks call and one or more Salesforce calls for 200 items. */
export async function reconcileStock(
  given: PipelineDeps,
  reference: Reference,
  options: ReconcileOptions = {},
): Promise<string[]> {
  const run = await startRun(given, options);
  const { deps } = run;
  const { keepUnlistedStock } = await reference.settings();
  const places = await chosenPlaces(deps);
  const differences: Difference[] = [];
  let checked = 0;
  for (let pageNumber = 1; ; pageNumber++) {
    const page = await deps.linnworks.stockPage(pageNumber);
    const levels = page.items.flatMap((item) => levelsOf(item, places));
    const skus = levels.map(({ sku }) => sku);
    const shown = new Map<string, Record<string, unknown>>();
    const rows = await rowsWhereIn(
      deps.salesforce,
      LEVEL,
      'Linnworks_Stock_Level__c',
      'Sku__c',
      skus,
    );
    for (const row of rows) shown.set(String(row['Key__c']).toLowerCase(), row);
    // An item without any level there has no product, and is left out on purpose.
    const listed = new Set([...shown.keys()].map((key) => key.slice(0, key.lastIndexOf('|'))));
    const compared = levels.filter(({ sku }) => keepUnlistedStock || listed.has(sku.toLowerCase()));
    checked += compared.length;
    for (const level of compared)
      differences.push(...compareLevel(level, shown.get(level.key.toLowerCase())));
    if (page.isLast) break;
  }
  return [await conclude(run, toComparison(run, 'Stock', checked, differences))];
}
