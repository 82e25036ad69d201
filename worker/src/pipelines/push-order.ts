import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Job, JobOutcome } from '../domain/ports.ts';
import type { Problem } from '../domain/problem.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import { retryDelay } from '../domain/retry.ts';
import type { Link } from '../domain/tables.ts';
import type { MappedOrder } from '../mapping/to-linnworks-order.ts';
import { answerRequests, type Answer } from './answer-requests.ts';
import { createInLinnworks, findInLinnworks } from './create-in-linnworks.ts';
import { withCorrection } from './correct-field.ts';
import type { PipelineDeps } from './deps.ts';
import { dueOf } from './due.ts';
import { inParallel } from './in-parallel.ts';
import { mapOrder } from './map-order.ts';
import { mergedSentence, tieMerged } from './merged-at-once.ts';
import { observeOrders } from './observe-orders.ts';
import { sourceKeyOf } from './order-link.ts';
import { loadOrders, type LoadedOrder } from './load-orders.ts';
import type { Reference } from './read-settings.ts';
import { aboutOrder, recordErrors, type OrderProblems } from './record-error.ts';
import { changedParts, sentPartsOf, type SentParts } from './sent-parts.ts';
import { settleOrders, type Arrival } from './settle-orders.ts';
import { isWithdrawn } from './withdraw.ts';
import { createSkuCheck, type SkuCheck } from './sku-check.ts';

/** Questions by reference at once. */
const ASKING = 6;

export type Handle = (jobs: Job[]) => Promise<Map<string, JobOutcome>>;

/** One order on its way: what was read, what it became, and what to say in the end. */
interface Push {
  readonly job: Job;
  readonly loaded: LoadedOrder;
  readonly mapped: MappedOrder;
  /** Hashes of what is sent, made once. */
  readonly parts: SentParts;
  readonly link: Link | undefined;
}

class PushRun {
  readonly outcomes = new Map<string, JobOutcome>();
  readonly #deps: PipelineDeps;
  readonly #reference: Reference;
  readonly #skus: SkuCheck;
  readonly #answers: Answer[] = [];
  readonly #problems: OrderProblems[] = [];
  #skuField = '';

  constructor(deps: PipelineDeps, reference: Reference, skus: SkuCheck) {
    this.#deps = deps;
    this.#reference = reference;
    this.#skus = skus;
  }

  async run(jobs: readonly Job[]): Promise<void> {
    const settings = await this.#reference.settings();
    this.#skuField = settings.skuField;
    const orderIds = [...new Set(jobs.map(({ key }) => key))];
    const orders = await loadOrders(this.#deps, this.#reference, settings, orderIds);
    const links = await this.#deps.tables.links.byOrder(orderIds);
    const pushes: Push[] = [];
    for (const job of jobs) {
      const push = await this.#prepare(job, orders.get(job.key), links.get(job.key));
      if (push) pushes.push(push);
    }
    const sendable = await this.#withoutUnknownSkus(pushes);
    if (settings.mode === 'Observe') await this.#observe(sendable);
    else await this.#send(sendable, settings);
    await this.#auditFailures();
    await recordErrors(this.#deps, this.#problems.map(aboutOrder));
    await answerRequests(this.#deps, this.#answers);
  }

  async #observe(pushes: readonly Push[]): Promise<void> {
    this.#answers.push(...(await observeOrders(this.#deps, pushes)));
    for (const { job } of pushes) this.outcomes.set(job.id, { done: true });
  }

  #finish(job: Job, result: string, status: Answer['status'] = 'Done'): void {
    this.#answers.push({ job, status, result });
    this.outcomes.set(job.id, { done: true });
  }

  #fail(job: Job, loaded: LoadedOrder | undefined, problems: readonly Problem[]): void {
    const [first] = problems;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    this.#answers.push({ job, status: 'Failed', result: `${first?.message ?? ''}${more}` });
    this.#problems.push({
      orderId: job.key,
      label: loaded?.number ?? job.key,
      traceId: job.traceId,
      stamp: loaded?.stamp ?? '',
      problems: loaded
        ? problems.map((one) => withCorrection(loaded, this.#skuField, one))
        : problems,
    });
    this.outcomes.set(job.id, { done: true });
  }

  async #prepare(
    job: Job,
    loaded: LoadedOrder | undefined,
    link: Link | undefined,
  ): Promise<Push | null> {
    if (loaded === undefined) {
      this.#answers.push({
        job,
        status: 'Failed',
        result: 'The order cannot be read; it may be deleted.',
      });
      this.outcomes.set(job.id, { done: true });
      return null;
    }
    if (job.kind === 'update' && isWithdrawn(link)) {
      this.#finish(job, 'The order was cancelled before it was sent; nothing was sent.');
      return null;
    }
    const due = dueOf(
      loaded,
      await this.#reference.settings(),
      await this.#reference.knownFields(),
    );
    if ('problems' in due) this.#fail(job, loaded, due.problems);
    else if ('why' in due) this.#finish(job, due.why);
    if (!('isDue' in due)) return null;
    const traceId = link?.traceId ?? job.traceId;
    const mapped = await mapOrder(this.#deps, this.#reference, loaded, traceId);
    if (mapped.ok)
      return { job, loaded, mapped: mapped.value, parts: sentPartsOf(mapped.value), link };
    this.#fail(job, loaded, mapped.problems);
    return null;
  }

  /** Caught before anything is sent: a line without a stock item would reserve nothing and be shipped by nobody. */
  async #withoutUnknownSkus(pushes: readonly Push[]): Promise<Push[]> {
    const fresh = pushes.filter(({ link }) => !link?.linnworksId);
    const unknown = await this.#skus.unknown(fresh.flatMap(({ mapped }) => mapped.skus));
    return pushes.filter((push) => {
      const problems = push.link?.linnworksId ? [] : this.#skus.problems(push.mapped, unknown);
      if (problems.length > 0) this.#fail(push.job, push.loaded, problems);
      return problems.length === 0;
    });
  }

  async #send(pushes: readonly Push[], settings: MerchantSettings): Promise<void> {
    const there = await this.#alreadyThere(pushes);
    const open = pushes.filter(({ job }) => !there.has(job.id) && !this.outcomes.has(job.id));
    // The intention is stored before the call: whoever comes after a crash asks before sending again.
    await this.#remember(open.map((push) => this.#intentionOf(push, settings)));
    const outcomes = await createInLinnworks(
      this.#deps,
      open.map(({ mapped }) => mapped),
    );
    const arrivals = pushes.flatMap((push): Arrival[] => {
      const order = there.get(push.job.id);
      return order ? [this.#arrival(push, settings, order, push.link)] : [];
    });
    for (const push of open) {
      const outcome = outcomes.get(push.mapped.order.ReferenceNumber);
      if (outcome === undefined) continue;
      if ('order' in outcome) {
        const sent = outcome.isNamed ? undefined : this.#intentionOf(push, settings);
        arrivals.push(this.#arrival(push, settings, outcome.order, sent));
      } else if ('mergedInto' in outcome) {
        await tieMerged(this.#deps, this.#linkOf(push, settings, null), outcome);
        this.#finish(push.job, mergedSentence(outcome));
      } else if ('problems' in outcome) this.#fail(push.job, push.loaded, outcome.problems);
      else this.#later(push.job, outcome.reason, outcome.retryAfterMs);
    }
    await this.#settle(arrivals, settings);
  }

  /** Orders that were tied are looked at again; those with an intention only may be there too, and are asked for. */
  async #alreadyThere(pushes: readonly Push[]): Promise<Map<string, ObservedOrder>> {
    const there = new Map<string, ObservedOrder>();
    const tied = pushes.filter(({ link }) => link?.linnworksId);
    const ids = tied.flatMap(({ link }) => link?.linnworksId ?? []);
    const seen = ids.length === 0 ? [] : await this.#deps.linnworks.ordersById(ids);
    for (const { job, link } of tied) {
      const order = seen.find(({ linnworksId }) => linnworksId === link?.linnworksId);
      if (order) there.set(job.id, order);
      else
        this.#finish(
          job,
          `The order was sent as Linnworks order ${link?.linnworksNumber ?? ''}, which is not there any more.`,
          'Failed',
        );
    }
    const intended = pushes.filter(({ link }) => link !== undefined && link.linnworksId === null);
    await inParallel(intended, ASKING, async ({ job, mapped }) => {
      const order = await findInLinnworks(this.#deps, mapped);
      if (order) there.set(job.id, order);
    });
    return there;
  }

  async #auditFailures(): Promise<void> {
    const failed = this.#answers.filter(({ status }) => status === 'Failed');
    await this.#deps.store.transaction((tx) =>
      this.#deps.tables.audit.append(
        tx,
        failed.map(({ job }) => ({
          traceId: job.traceId,
          record: job.key,
          step: 'create-order',
          outcome: 'failed',
          attempt: job.attempt,
          durationMs: 0,
          bodyHash: null,
        })),
      ),
    );
  }

  #later(job: Job, reason: string, atLeastMs: number): void {
    this.outcomes.set(job.id, { retryAfterMs: retryDelay(job.attempt, atLeastMs), reason });
  }

  #linkOf(
    { job, mapped, parts, link }: Push,
    settings: MerchantSettings,
    order: ObservedOrder | null,
  ): Link {
    return {
      salesforceOrderId: job.key,
      sourceKey: sourceKeyOf(settings, mapped.order.ReferenceNumber),
      traceId: link?.traceId ?? job.traceId,
      linnworksId: order?.linnworksId ?? null,
      linnworksNumber: order?.number ?? null,
      expectedTotal: mapped.expectedTotal,
      currency: mapped.currency,
      sentParts: parts,
    };
  }

  /** After an earlier try with other content nobody knows which of the two is there: nothing counts as sent. */
  #intentionOf(push: Push, settings: MerchantSettings): Link {
    const link = this.#linkOf(push, settings, null);
    const before = push.link;
    if (before === undefined || isWithdrawn(before)) return link;
    const isOther = changedParts(before.sentParts, link.sentParts).length > 0;
    return isOther ? { ...link, sentParts: {} } : link;
  }

  async #remember(links: readonly Link[]): Promise<void> {
    await this.#deps.store.transaction((tx) => this.#deps.tables.links.put(tx, links));
  }

  /** What was sent is what the intention says, when an earlier run sent it. */
  #arrival(push: Push, settings: MerchantSettings, order: ObservedOrder, sent?: Link): Arrival {
    const { job, loaded, mapped } = push;
    const tie = { linnworksId: order.linnworksId, linnworksNumber: order.number };
    const link = { ...(sent ?? this.#linkOf(push, settings, order)), ...tie };
    return { job, loaded, mapped, link, order, isNew: !push.link?.linnworksId };
  }

  async #settle(arrivals: readonly Arrival[], settings: MerchantSettings): Promise<void> {
    if (arrivals.length === 0) return;
    const locations = await this.#reference.locations();
    const { done, refused, checked } = await settleOrders(
      this.#deps,
      settings,
      locations,
      arrivals,
    );
    this.#problems.push(...checked);
    for (const { job } of arrivals) {
      const reason = refused.get(job.id);
      if (reason !== undefined) this.#later(job, reason, 0);
    }
    for (const { job, order, isNew } of done) {
      this.#deps.log.info(isNew ? 'Order created in Linnworks' : 'Order checked in Linnworks', {
        traceId: job.traceId,
        orderId: job.key,
        linnworksNumber: order.number,
      });
      const what = isNew ? 'was created' : 'is there already';
      this.#finish(job, `Linnworks order ${order.number} ${what}.`);
    }
  }
}

/** Handles a batch of jobs whose keys are order ids: load, map, send, prove, record. */
export function createPushOrder(deps: PipelineDeps, reference: Reference): Handle {
  const skus = createSkuCheck(deps);
  return async (jobs) => {
    const run = new PushRun(deps, reference, skus);
    await run.run(jobs);
    return run.outcomes;
  };
}
