import { inChunks } from '../domain/chunks.ts';
import { ConnectorError } from '../domain/connector-error.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Problem } from '../domain/problem.ts';
import { problem } from '../mapping/field-row.ts';
import type { MappedOrder } from '../mapping/to-linnworks-order.ts';
import type { PipelineDeps } from './deps.ts';
import { inParallel } from './in-parallel.ts';
import { mergedAtOnce, type MergedAtOnce } from './merged-at-once.ts';

export type CreateOutcome =
  /** `isNamed`: the reply of this very call named it, so that what is there is what was sent now. */
  | { readonly order: ObservedOrder; readonly isNamed: boolean }
  | MergedAtOnce
  | { readonly problems: readonly Problem[] }
  | { readonly retryAfterMs: number; readonly reason: string };

type Deps = Pick<PipelineDeps, 'linnworks' | 'log'>;

/** Most orders that one CreateOrders call takes. Source: vendor's help, "Create new order via API". */
const BATCH = 20;
/** Batches on their way at once: enough to fill the quota at the latencies seen (0.3 to 3 s a call). */
const PARALLEL = 6;
/** Questions by reference at once. */
const ASKING = 6;
const RETRY_MS = 5_000;

const referenceOf = ({ order }: MappedOrder): string => order.ReferenceNumber;

/** Orders are matched by reference, source and sub-source; never by their position in a reply. */
function isSame(seen: ObservedOrder, { order }: MappedOrder): boolean {
  return (
    seen.reference === order.ReferenceNumber &&
    seen.source === order.Source &&
    seen.subSource === order.SubSource
  );
}

/** Asks whether the order is there, whatever became of an earlier call. */
export async function findInLinnworks(
  { linnworks }: Pick<PipelineDeps, 'linnworks'>,
  mapped: MappedOrder,
): Promise<ObservedOrder | null> {
  const found = await linnworks.ordersByReference(referenceOf(mapped));
  const same = found.filter((order) => isSame(order, mapped));
  // The parts of a split may carry the same reference: the oldest one is the order that was sent.
  return same.sort((a, b) => a.number - b.number)[0] ?? null;
}

function refusal(mapped: MappedOrder, error: ConnectorError): CreateOutcome {
  const message = error.message.slice(0, 255);
  const refused = problem('Order', 'LW_REFUSED', message, `LW_REFUSED|${referenceOf(mapped)}`);
  return { problems: [error.exchange ? { ...refused, exchange: error.exchange } : refused] };
}

function later(error: unknown): CreateOutcome {
  if (!(error instanceof ConnectorError)) throw error;
  return {
    retryAfterMs: error.retryAfterMs ?? RETRY_MS,
    reason: `${error.code}: ${error.message}`,
  };
}

type Outcomes = Map<string, CreateOutcome>;

/**
 * One batch. A call that is refused is halved until the bad order stands alone, so that the good ones go. A call whose
 * reply was lost may have been done: what is not found afterwards is left for a later run, which asks again first.
 */
async function createBatch(
  deps: Deps,
  batch: readonly MappedOrder[],
  ids: string[],
  outcomes: Outcomes,
): Promise<void> {
  const [first] = batch;
  if (first === undefined) return;
  try {
    const orders = batch.map(({ order }) => order);
    ids.push(...(await deps.linnworks.createOrders(first.location, orders)));
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    if (error.kind === 'data' && batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      await createBatch(deps, batch.slice(0, half), ids, outcomes);
      await createBatch(deps, batch.slice(half), ids, outcomes);
      return;
    }
    deps.log.warn('A batch of orders was not taken', { code: error.code, orders: batch.length });
    for (const mapped of batch)
      outcomes.set(
        referenceOf(mapped),
        error.kind === 'data' ? refusal(mapped, error) : later(error),
      );
  }
}

function toBatches(mapped: readonly MappedOrder[]): MappedOrder[][] {
  const byLocation = Map.groupBy(mapped, ({ location }) => location);
  return [...byLocation.values()].flatMap((orders) => inChunks(orders, BATCH));
}

/**
 * What the reply did not name was skipped because it is there and paid, or its reply was lost: ask by reference. When
 * nobody answers, the rest is left to a later run, which asks again before it sends.
 */
async function settleMissing(
  deps: Deps,
  missing: readonly MappedOrder[],
  outcomes: Outcomes,
): Promise<void> {
  let silence: Error | null = null;
  await inParallel(missing, ASKING, async (mapped) => {
    const reference = referenceOf(mapped);
    try {
      if (silence !== null) throw silence;
      const order = await findInLinnworks(deps, mapped);
      if (order) outcomes.set(reference, { order, isNamed: false });
      else if (!outcomes.has(reference))
        outcomes.set(reference, {
          retryAfterMs: RETRY_MS,
          reason: 'Linnworks did not keep the order',
        });
    } catch (error) {
      silence = error as Error;
      if (!outcomes.has(reference)) outcomes.set(reference, later(error));
    }
  });
}

/**
 * Creates orders in Linnworks, each exactly once, and reads them back.
 * @returns one outcome for each reference: the order as it is there now, problems for a person, or a later try.
 */
export async function createInLinnworks(
  deps: Deps,
  mapped: readonly MappedOrder[],
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  const ids: string[] = [];
  await inParallel(toBatches(mapped), PARALLEL, (batch) => createBatch(deps, batch, ids, outcomes));
  let readBack: ObservedOrder[] = [];
  try {
    readBack = ids.length === 0 ? [] : await deps.linnworks.ordersById(ids);
    const there = new Set(readBack.map(({ linnworksId }) => linnworksId));
    const gone = ids.map((id) => id.toLowerCase()).filter((id) => !there.has(id));
    for (const [reference, one] of await mergedAtOnce(deps, gone, mapped))
      outcomes.set(reference, one);
  } catch (error) {
    // They are there, but unseen: the next run finds them by reference.
    for (const one of mapped)
      if (!outcomes.has(referenceOf(one))) outcomes.set(referenceOf(one), later(error));
    return outcomes;
  }
  for (const one of mapped) {
    const order = readBack.find((seen) => isSame(seen, one));
    if (order) outcomes.set(referenceOf(one), { order, isNamed: true });
  }
  const missing = mapped.filter((one) => {
    const outcome = outcomes.get(referenceOf(one));
    return outcome === undefined || 'retryAfterMs' in outcome;
  });
  await settleMissing(deps, missing, outcomes);
  return outcomes;
}
