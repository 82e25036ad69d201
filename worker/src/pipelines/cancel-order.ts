import { ConnectorError } from '../domain/connector-error.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Job, JobOutcome } from '../domain/ports.ts';
import { retryDelay } from '../domain/retry.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import type { Link } from '../domain/tables.ts';
import { answerRequests, type Answer } from './answer-requests.ts';
import type { PipelineDeps } from './deps.ts';
import { cancelLines } from './cancel-lines.ts';
import { inParallel } from './in-parallel.ts';
import { noteOwnFacts } from './note-own-facts.ts';
import { namesLines, wishedLines } from './plan-cut.ts';
import type { Handle } from './push-order.ts';
import type { Reference } from './read-settings.ts';
import { partsOfOrders } from './split-parts.ts';
import { withdraw } from './withdraw.ts';

const NOTE = 'Cancelled in Salesforce.';
/** Linnworks takes one order in a call. */
const PARALLEL = 4;

function reasonOf(job: Job): string {
  const detail = job.data['detail'];
  if (typeof detail !== 'string') return NOTE;
  try {
    const { reason } = JSON.parse(detail) as { reason?: unknown };
    return typeof reason === 'string' && reason.trim() !== '' ? reason.slice(0, 200) : NOTE;
  } catch {
    return NOTE;
  }
}

/** A wish and the Linnworks orders it is about: one, or the parts that it was split into. */
interface Wish {
  readonly job: Job;
  readonly link: Link | undefined;
  readonly linnworksIds: readonly string[];
  /** Sentences of Linnworks about what it did not cancel. */
  readonly refusals: string[];
}

type Seen = ReadonlyMap<string, ObservedOrder>;

async function look({ linnworks }: PipelineDeps, wishes: readonly Wish[]): Promise<Seen> {
  const ids = wishes.flatMap(({ linnworksIds }) => linnworksIds);
  const orders = ids.length === 0 ? [] : await linnworks.ordersById(ids);
  return new Map(orders.map((order) => [order.linnworksId, order]));
}

const partsOf = ({ linnworksIds }: Wish, seen: Seen): ObservedOrder[] =>
  linnworksIds.flatMap((id) => seen.get(id) ?? []);
const numbers = (orders: readonly ObservedOrder[]): string =>
  orders.map(({ number }) => number).join(', ');

/** One honest sentence about what is there now; null while something is open that could still be cancelled. */
function verdict(wish: Wish, seen: Seen, isLast: boolean): Answer | null {
  const { job, refusals } = wish;
  const parts = partsOf(wish, seen);
  const open = parts.filter(({ isProcessed }) => !isProcessed);
  const shipped = parts.filter((order) => order.isProcessed && !order.isCancelled);
  const cancelled = parts.filter(({ isCancelled }) => isCancelled);
  const failed = (result: string): Answer => ({ job, status: 'Failed', result });
  if (parts.length === 0) return failed('Linnworks does not have the order any more.');
  if (open.length > 0 && !isLast) return null;
  if (open.length > 0)
    return failed(`Linnworks did not cancel order ${numbers(open)}. ${refusals.join(' ')}`.trim());
  if (shipped.length === 0)
    return { job, status: 'Done', result: `Linnworks order ${numbers(cancelled)} is cancelled.` };
  const rest = cancelled.length === 0 ? '' : ` Cancelled: ${numbers(cancelled)}.`;
  return failed(`Too late: Linnworks order ${numbers(shipped)} is already shipped.${rest}`);
}

async function cancelParts({ linnworks }: PipelineDeps, wish: Wish, seen: Seen): Promise<void> {
  for (const order of partsOf(wish, seen).filter(({ isProcessed }) => !isProcessed))
    try {
      const { linnworksId, locationId } = order;
      const note = reasonOf(wish.job);
      const refusal = await linnworks.cancelOrder({ linnworksId, locationId, note });
      if (refusal !== null) wish.refusals.push(refusal);
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.kind !== 'data') throw error;
      wish.refusals.push(error.message);
    }
}

/** The parts of a split are known from Salesforce; an order that was never confirmed is asked for by its reference. */
async function findWishes(deps: PipelineDeps, jobs: readonly Job[]): Promise<Wish[]> {
  const ids = jobs.map(({ key }) => key);
  const links = await deps.tables.links.byOrder(ids);
  const parts = await partsOfOrders(deps, ids);
  return Promise.all(
    jobs.map(async (job): Promise<Wish> => {
      const link = links.get(job.key);
      const found = [...(parts.get(job.key) ?? [])];
      if (link?.linnworksId) found.push(link.linnworksId);
      else if (link !== undefined) {
        const [source, subSource, reference = ''] = link.sourceKey.split('|');
        const orders = await deps.linnworks.ordersByReference(reference);
        const ours = orders.filter((o) => o.source === source && o.subSource === subSource);
        found.push(...ours.map(({ linnworksId }) => linnworksId));
      }
      return { job, link, linnworksIds: [...new Set(found)], refusals: [] };
    }),
  );
}

async function audit(deps: PipelineDeps, answers: readonly Answer[]): Promise<void> {
  const now = deps.clock.now().getTime();
  const entries = answers.map(({ job, status }) => ({
    traceId: job.traceId,
    record: job.key,
    step: 'cancel-order',
    outcome: status === 'Done' ? 'cancelled' : 'failed',
    attempt: job.attempt,
    durationMs: Math.max(0, now - job.createdAt.getTime()),
    bodyHash: null,
  }));
  await deps.store.transaction((tx) => deps.tables.audit.append(tx, entries));
}

/** The wish shows as long as nobody knows what becomes of it; what Linnworks refused is as it was. */
async function showWish(
  deps: PipelineDeps,
  wishes: readonly Wish[],
  seen: Seen,
  isCancelAsked: boolean,
): Promise<void> {
  const open = wishes
    .flatMap((wish) => partsOf(wish, seen))
    .filter(({ isProcessed }) => !isProcessed);
  if (open.length > 0) await noteOwnFacts(deps, open, (own) => ({ ...own, isCancelAsked }));
}

async function cancelWhole(
  deps: PipelineDeps,
  wishes: readonly Wish[],
  later: Later,
): Promise<Answer[]> {
  const before = await look(deps, wishes);
  const answers = wishes.flatMap((wish) => verdict(wish, before, false) ?? []);
  const open = wishes.filter((wish) => verdict(wish, before, false) === null);
  await showWish(deps, open, before, true);
  await inParallel(open, PARALLEL, (wish) =>
    later.unlessAway(wish.job, () => cancelParts(deps, wish, before)),
  );
  const tried = open.filter(({ job }) => !later.outcomes.has(job.id));
  const after = await look(deps, tried);
  await showWish(deps, tried, after, false);
  return [...answers, ...tried.flatMap((wish) => verdict(wish, after, true) ?? [])];
}

async function cancelSome(
  deps: PipelineDeps,
  wishes: readonly Wish[],
  later: Later,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  await inParallel(wishes, PARALLEL, async (wish) => {
    const lines = wishedLines(wish.job.data['detail']);
    if (lines === null)
      answers.push({
        job: wish.job,
        status: 'Failed',
        result: 'The lines of the cancellation cannot be read; nothing was cancelled.',
      });
    else
      await later.unlessAway(wish.job, async () => {
        const note = reasonOf(wish.job);
        answers.push(await cancelLines(deps, { ...wish, lines, note }));
      });
  });
  return answers;
}

/** Wishes that wait until a system answers again. */
class Later {
  readonly outcomes = new Map<string, JobOutcome>();

  async unlessAway(job: Job, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      const retryAfterMs = retryDelay(job.attempt, error.retryAfterMs);
      this.outcomes.set(job.id, { retryAfterMs, reason: `${error.code}: ${error.message}` });
    }
  }
}

async function cancelAll(deps: PipelineDeps, jobs: readonly Job[], settings: MerchantSettings) {
  const later = new Later();
  const wishes = await findWishes(deps, jobs);
  const isPartial = ({ job }: Wish): boolean => namesLines(job.data['detail']);
  const never = wishes.filter((one) => one.linnworksIds.length === 0 && !isPartial(one));
  const sent = wishes.filter((one) => !never.includes(one) && !isPartial(one));
  const answers = [
    ...(await withdraw(deps, never, settings)),
    ...(await cancelWhole(deps, sent, later)),
    ...(await cancelSome(deps, wishes.filter(isPartial), later)),
  ];
  return { answers, later: later.outcomes };
}

/**
 * Handles wishes to cancel: asks Linnworks for every open part and looks again, because only what is seen afterwards
 * counts. Each wish gets one honest answer, also when it races with the warehouse.
 */
export function createCancelOrder(deps: PipelineDeps, reference: Reference): Handle {
  return async (jobs) => {
    const settings = await reference.settings();
    const isObserving = settings.mode === 'Observe';
    const off = isObserving
      ? 'Observe mode: nothing was cancelled. Ask again when the mode is Active.'
      : 'Cancelling from Salesforce is switched off in the settings.';
    const { answers, later } =
      settings.allowCancel && !isObserving
        ? await cancelAll(deps, jobs, settings)
        : {
            answers: jobs.map((job): Answer => ({ job, status: 'Failed', result: off })),
            later: new Map<string, JobOutcome>(),
          };
    await audit(deps, answers);
    await answerRequests(deps, answers);
    const done = answers.map(({ job }) => [job.id, { done: true }] as const);
    return new Map<string, JobOutcome>([...later, ...done]);
  };
}
