import { hashOf } from '../domain/hash.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Job, JobOutcome } from '../domain/ports.ts';
import type { Problem } from '../domain/problem.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import { retryDelay } from '../domain/retry.ts';
import type { Link } from '../domain/tables.ts';
import { toLinnworksOrder, type MappedOrder } from '../mapping/to-linnworks-order.ts';
import { answerRequests, type Answer } from './answer-requests.ts';
import { checkCreated } from './check-created.ts';
import { createInLinnworks, findInLinnworks } from './create-in-linnworks.ts';
import type { PipelineDeps } from './deps.ts';
import { fulfilmentContext, sentPartsOf, sourceKeyOf } from './order-link.ts';
import { loadOrders, type LoadedOrder } from './load-orders.ts';
import type { Reference } from './read-settings.ts';
import { recordErrors, type OrderProblems } from './record-error.ts';
import { createSkuCheck, type SkuCheck } from './sku-check.ts';
import { writeFulfilment } from './write-fulfilment.ts';

export type Handle = (jobs: Job[]) => Promise<Map<string, JobOutcome>>;

/** One order on its way: what was read, what it became, and what to say in the end. */
interface Push {
  readonly job: Job;
  readonly loaded: LoadedOrder;
  readonly mapped: MappedOrder;
  readonly link: Link | undefined;
}

class PushRun {
  readonly outcomes = new Map<string, JobOutcome>();
  readonly #deps: PipelineDeps;
  readonly #reference: Reference;
  readonly #skus: SkuCheck;
  readonly #answers: Answer[] = [];
  readonly #problems: OrderProblems[] = [];

  constructor(deps: PipelineDeps, reference: Reference, skus: SkuCheck) {
    this.#deps = deps;
    this.#reference = reference;
    this.#skus = skus;
  }

  async run(jobs: readonly Job[]): Promise<void> {
    const settings = await this.#reference.settings();
    const orderIds = [...new Set(jobs.map(({ key }) => key))];
    const orders = await loadOrders(this.#deps, this.#reference, settings, orderIds);
    const links = await this.#deps.tables.links.byOrder(orderIds);
    const pushes: Push[] = [];
    for (const job of jobs) {
      const push = await this.#prepare(job, orders.get(job.key), links.get(job.key), settings);
      if (push) pushes.push(push);
    }
    const sendable = await this.#withoutUnknownSkus(pushes);
    if (settings.mode === 'Observe')
      for (const { job } of sendable)
        this.#finish(job, 'Observe mode: the order is valid; nothing was sent.');
    else await this.#send(sendable, settings);
    await this.#auditFailures();
    await recordErrors(this.#deps, this.#problems);
    await answerRequests(this.#deps, this.#answers);
  }

  #finish(job: Job, result: string): void {
    this.#answers.push({ job, status: 'Done', result });
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
      problems,
    });
    this.outcomes.set(job.id, { done: true });
  }

  async #prepare(
    job: Job,
    loaded: LoadedOrder | undefined,
    link: Link | undefined,
    settings: MerchantSettings,
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
    if (!loaded.isActivated || loaded.isReduction) {
      this.#finish(
        job,
        loaded.isReduction
          ? 'Reduction orders are not sent.'
          : 'The order is not activated; nothing was sent.',
      );
      return null;
    }
    const locations = await this.#reference.locations();
    const mapped = toLinnworksOrder({
      order: loaded.record,
      items: loaded.items,
      settings,
      defaultCurrency: this.#deps.orgCurrency,
      traceId: link?.traceId ?? job.traceId,
      locations: new Set([...locations.values()].map((name) => name.toLowerCase())),
      services: await this.#reference.services(),
    });
    if (mapped.ok) return { job, loaded, mapped: mapped.value, link };
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
    const sent = pushes.filter(({ link }) => link?.linnworksId);
    for (const { job, link } of sent)
      this.#finish(job, `The order is already in Linnworks as ${link?.linnworksNumber ?? ''}.`);
    const fresh = pushes.filter(({ link }) => !link?.linnworksId);
    if (fresh.length === 0) return;
    const { created, open } = await this.#adopt(fresh);
    // The intention is stored before the call: whoever comes after a crash asks before sending again.
    await this.#remember(open.map((push) => this.#linkOf(push, settings, null)));
    const outcomes = await createInLinnworks(
      this.#deps,
      open.map(({ mapped }) => mapped),
    );
    for (const push of open) {
      const outcome = outcomes.get(push.mapped.order.ReferenceNumber);
      if (outcome === undefined) continue;
      if ('order' in outcome) created.set(push, outcome.order);
      else if ('problems' in outcome) this.#fail(push.job, push.loaded, outcome.problems);
      else this.#later(push.job, outcome.reason, outcome.retryAfterMs);
    }
    await this.#settle(created, settings);
  }

  /** Orders with an intention but no confirmation may be there already. */
  async #adopt(
    pushes: readonly Push[],
  ): Promise<{ created: Map<Push, ObservedOrder>; open: Push[] }> {
    const created = new Map<Push, ObservedOrder>();
    const open: Push[] = [];
    for (const push of pushes) {
      const found = push.link === undefined ? null : await findInLinnworks(this.#deps, push.mapped);
      if (found) created.set(push, found);
      else open.push(push);
    }
    return { created, open };
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
    { job, mapped, link }: Push,
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
      sentParts: sentPartsOf(mapped),
    };
  }

  async #remember(links: readonly Link[]): Promise<void> {
    await this.#deps.store.transaction((tx) => this.#deps.tables.links.put(tx, links));
  }

  /** Writes the new orders back, then ties them: a crash in between finds them again by reference. */
  async #settle(
    created: ReadonlyMap<Push, ObservedOrder>,
    settings: MerchantSettings,
  ): Promise<void> {
    const locations = await this.#reference.locations();
    const links = new Map(
      [...created].map(([push, order]) => [push, this.#linkOf(push, settings, order)]),
    );
    const result = await writeFulfilment(
      this.#deps,
      [...created].map(([push, order]) => ({
        order,
        parcels: [],
        trackingUrls: new Map<string, string>(),
        context: fulfilmentContext(order, links.get(push), locations, settings),
      })),
    );
    await this.#confirm([...links.values()], created);
    for (const [push, order] of created) {
      const refused = result.refused.get(order.linnworksId);
      if (refused)
        this.#later(push.job, `Salesforce refused the write-back: ${refused.join(', ')}`, 0);
      else this.#settled(push, order);
    }
  }

  async #confirm(links: readonly Link[], created: ReadonlyMap<Push, ObservedOrder>): Promise<void> {
    const entries = [...created].map(([{ job, mapped }, order]) => ({
      traceId: job.traceId,
      record: job.key,
      step: 'create-order',
      outcome: order.linnworksId,
      attempt: job.attempt,
      durationMs: Math.max(0, this.#deps.clock.now().getTime() - job.createdAt.getTime()),
      bodyHash: hashOf(mapped.order),
    }));
    await this.#deps.store.transaction(async (tx) => {
      await this.#deps.tables.links.put(tx, links);
      await this.#deps.tables.audit.append(tx, entries);
    });
  }

  #settled({ job, loaded, mapped }: Push, order: ObservedOrder): void {
    const isPaid = mapped.order.PaymentStatus === 'Paid';
    const problems = checkCreated(order, {
      expectedTotal: mapped.expectedTotal,
      currency: mapped.currency,
      isPaid,
    });
    this.#problems.push({
      orderId: job.key,
      label: loaded.number,
      traceId: job.traceId,
      stamp: loaded.stamp,
      problems,
      linnworksId: order.linnworksId,
    });
    this.#deps.log.info('Order created in Linnworks', {
      traceId: job.traceId,
      orderId: job.key,
      linnworksNumber: order.number,
    });
    this.#finish(job, `Linnworks order ${order.number} was created.`);
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
