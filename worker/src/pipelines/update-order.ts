import { ConnectorError } from '../domain/connector-error.ts';
import { hashOf } from '../domain/hash.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Job, JobOutcome } from '../domain/ports.ts';
import type { Problem } from '../domain/problem.ts';
import { retryDelay } from '../domain/retry.ts';
import type { Link } from '../domain/tables.ts';
import { problem } from '../mapping/field-row.ts';
import type { MappedOrder } from '../mapping/to-linnworks-order.ts';
import { answerRequests, type Answer } from './answer-requests.ts';
import type { PipelineDeps } from './deps.ts';
import { inParallel } from './in-parallel.ts';
import { loadOrders, type LoadedOrder } from './load-orders.ts';
import { mapOrder } from './map-order.ts';
import type { Handle } from './push-order.ts';
import type { Reference } from './read-settings.ts';
import { aboutOrder, recordErrors, type OrderProblems } from './record-error.ts';
import { tooLate } from './edit-window.ts';
import { sendAgain } from './send-again.ts';
import { sendParts } from './send-edits.ts';
import { changedParts, merged, sentPartsOf, WHOLE, type SentParts } from './sent-parts.ts';
import { settleOrders, type Arrival } from './settle-orders.ts';
import { partsOfOrders } from './split-parts.ts';

/** Orders that are edited at once: each takes one call per part. */
const PARALLEL = 4;

interface Edit {
  readonly job: Job;
  readonly loaded: LoadedOrder;
  readonly mapped: MappedOrder;
  order: ObservedOrder;
  /** Parts that the order was split into, apart from itself. */
  readonly others: readonly ObservedOrder[];
  link: Link;
  readonly sent: string[];
  readonly problems: Problem[];
}

class UpdateRun {
  readonly outcomes = new Map<string, JobOutcome>();
  readonly #deps: PipelineDeps;
  readonly #reference: Reference;
  readonly #answers: Answer[] = [];
  readonly #problems: OrderProblems[] = [];

  constructor(deps: PipelineDeps, reference: Reference) {
    this.#deps = deps;
    this.#reference = reference;
  }

  async run(jobs: readonly Job[]): Promise<void> {
    const settings = await this.#reference.settings();
    const keys = jobs.map(({ key }) => key);
    const links = await this.#deps.tables.links.byOrder(keys);
    const loaded = await loadOrders(this.#deps, this.#reference, settings, keys);
    const parts = await partsOfOrders(this.#deps, keys);
    const seen = await this.#look([
      ...[...links.values()].flatMap(({ linnworksId }) => linnworksId ?? []),
      ...[...parts.values()].flat(),
    ]);
    const edits: Edit[] = [];
    for (const job of jobs) {
      const link = links.get(job.key);
      const ids = parts.get(job.key) ?? [];
      const others = ids
        .filter((id) => id !== link?.linnworksId)
        .flatMap((id) => seen.get(id) ?? []);
      const edit = link && (await this.#prepare(job, loaded.get(job.key), link, seen, others));
      if (edit) edits.push(edit);
    }
    await inParallel(edits, PARALLEL, (edit) => this.#apply(edit));
    await this.#settle(edits.filter(({ job }) => !this.outcomes.has(job.id)));
    await recordErrors(this.#deps, this.#problems.map(aboutOrder));
    await answerRequests(this.#deps, this.#answers);
  }

  async #look(ids: readonly string[]): Promise<Map<string, ObservedOrder>> {
    const orders = ids.length === 0 ? [] : await this.#deps.linnworks.ordersById(ids);
    return new Map(orders.map((order) => [order.linnworksId, order]));
  }

  #fail(job: Job, loaded: LoadedOrder, problems: readonly Problem[]): void {
    this.#problems.push({
      orderId: job.key,
      label: loaded.number,
      traceId: job.traceId,
      stamp: loaded.stamp,
      problems,
    });
    this.#answer(job, 'Failed', problems[0]?.message ?? 'The order cannot be changed.');
  }

  #answer(job: Job, status: Answer['status'], result: string): void {
    this.#answers.push({ job, status, result });
    this.outcomes.set(job.id, { done: true });
  }

  async #prepare(
    job: Job,
    loaded: LoadedOrder | undefined,
    link: Link,
    seen: ReadonlyMap<string, ObservedOrder>,
    others: readonly ObservedOrder[],
  ): Promise<Edit | null> {
    if (loaded === undefined) {
      this.#answer(job, 'Failed', 'The order cannot be read; it may be deleted.');
      return null;
    }
    const order = seen.get(link.linnworksId ?? '');
    if (order === undefined) {
      const late = tooLate(undefined);
      this.#fail(job, loaded, late ? [late] : []);
      return null;
    }
    const mapped = await mapOrder(this.#deps, this.#reference, loaded, link.traceId);
    if (mapped.ok)
      return { job, loaded, mapped: mapped.value, order, others, link, sent: [], problems: [] };
    this.#fail(job, loaded, mapped.problems);
    return null;
  }

  async #keep(edit: Edit, change: Partial<Link>): Promise<void> {
    const before = edit.link;
    edit.link = { ...before, ...change };
    const { job, link } = edit;
    const entry = {
      traceId: link.traceId,
      record: job.key,
      step: 'update-order',
      outcome: changedParts(before.sentParts, link.sentParts).join(', '),
      attempt: job.attempt,
      durationMs: Math.max(0, this.#deps.clock.now().getTime() - job.createdAt.getTime()),
      bodyHash: hashOf(link.sentParts),
    };
    await this.#deps.store.transaction(async (tx) => {
      await this.#deps.tables.links.put(tx, [link]);
      await this.#deps.tables.audit.append(tx, [entry]);
    });
  }

  async #apply(edit: Edit): Promise<void> {
    const { job, mapped } = edit;
    const parts = sentPartsOf(mapped);
    const changed = changedParts(edit.link.sentParts, parts);
    if (changed.length === 0) return;
    const late = tooLate(edit.order);
    if (late !== null) {
      edit.problems.push(late);
      return;
    }
    try {
      if (edit.order.paymentStatus === 'Unpaid' && (await this.#sendWhole(edit, parts))) return;
      const { sent, problems, optionsLeft } = await sendParts(
        this.#deps,
        {
          seen: [edit.order, ...edit.others.filter(({ isProcessed }) => !isProcessed)],
          mapped,
          before: edit.link.sentParts,
          after: parts,
          changed,
        },
        (sentParts) => this.#keep(edit, { sentParts }),
      );
      edit.sent.push(...sent);
      edit.problems.push(...problems);
      const left = changedParts(edit.link.sentParts, parts);
      if (left.length === 0) await this.#keep(edit, this.#whole(edit, parts));
      else if (left.every((part) => optionsLeft.includes(part)))
        await this.#keep(edit, { expectedTotal: mapped.expectedTotal, currency: mapped.currency });
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      if (error.kind === 'data') edit.problems.push(problem('Order', 'LW_REFUSED', error.message));
      else
        this.outcomes.set(job.id, {
          retryAfterMs: retryDelay(job.attempt, error.retryAfterMs),
          reason: `${error.code}: ${error.message}`,
        });
    }
  }

  /** Everything arrived: the total is that of the whole edit. */
  #whole({ link, mapped }: Edit, parts: SentParts): Partial<Link> {
    const { expectedTotal, currency } = mapped;
    return { sentParts: merged(link.sentParts, parts), expectedTotal, currency };
  }

  /** Of the terms nobody can tell afterwards whether they went along when the reply is lost: remembered before. */
  async #intend(edit: Edit, parts: SentParts): Promise<void> {
    const { terms = '' } = parts;
    if (edit.link.sentParts['terms'] === terms) return;
    edit.link = { ...edit.link, sentParts: { ...edit.link.sentParts, [WHOLE]: terms } };
    await this.#deps.store.transaction((tx) => this.#deps.tables.links.put(tx, [edit.link]));
  }

  async #sendWhole(edit: Edit, parts: SentParts): Promise<boolean> {
    const { mapped, order } = edit;
    await this.#intend(edit, parts);
    const now = await sendAgain(this.#deps, order.linnworksId, mapped);
    if (now === null) {
      // Paid over there meanwhile: from now on it is edited part by part.
      const seen = await this.#look([order.linnworksId]);
      edit.order = seen.get(order.linnworksId) ?? order;
      return false;
    }
    edit.sent.push('the whole order');
    const isReleased = mapped.order.OrderState === 'None' && now.isOnHold === true;
    if (isReleased && !now.isParked)
      await this.#deps.linnworks.setHeader(order.linnworksId, { hold: false });
    const whole = this.#whole(edit, parts);
    // Until it is paid Linnworks does not let go of the hold: the part stays open for the payment to bring it along.
    const { state = '', terms = '' } = edit.link.sentParts;
    const open = isReleased && now.isParked ? { state } : {};
    const stays = await this.#staysAt(now, mapped);
    if (stays !== null) edit.problems.push(stays);
    const unmoved = stays === null ? {} : { terms };
    await this.#keep(edit, { ...whole, sentParts: { ...whole.sentParts, ...open, ...unmoved } });
    return true;
  }

  /** Linnworks takes a new order at a location; one that it has stays where it is, whatever is asked for with it. */
  async #staysAt({ number, locationId }: ObservedOrder, { location }: MappedOrder) {
    const there = (await this.#reference.locations()).get(locationId);
    if (there === undefined || there.toLowerCase() === location.toLowerCase()) return null;
    const message = `Linnworks order ${number} stays at the location "${there}": an order that is there is not moved to "${location}" from Salesforce.`;
    return problem('Order.Linnworks_Location__c', 'EDIT_NOT_TAKEN', message);
  }

  /** What counts is what is there afterwards: looked at again where something was sent, then shown and checked. */
  async #settle(edits: readonly Edit[]): Promise<void> {
    if (edits.length === 0) return;
    const again = await this.#look(
      edits.filter(({ sent }) => sent.length > 0).map(({ order }) => order.linnworksId),
    );
    const arrivals = edits.map((edit): Arrival => {
      const order = again.get(edit.order.linnworksId) ?? edit.order;
      const { job, loaded, mapped, link } = edit;
      return { job, loaded, mapped, link, order, isNew: false };
    });
    const { refused, checked } = await settleOrders(
      this.#deps,
      await this.#reference.settings(),
      await this.#reference.locations(),
      arrivals,
    );
    for (const edit of edits) {
      const reason = refused.get(edit.job.id);
      if (reason !== undefined)
        this.outcomes.set(edit.job.id, { retryAfterMs: retryDelay(edit.job.attempt), reason });
      else
        this.#finish(
          edit,
          checked.find(({ orderId }) => orderId === edit.job.key),
        );
    }
  }

  #finish({ job, order, sent, problems }: Edit, checked: OrderProblems | undefined): void {
    if (checked) this.#problems.push({ ...checked, problems: [...problems, ...checked.problems] });
    const done = sent.length === 0 ? '' : `Changed in Linnworks: ${sent.join(', ')}.`;
    const [first] = problems;
    if (first) this.#answer(job, 'Failed', `${done} ${first.message} ${first.whatToDo}`.trim());
    else
      this.#answer(job, 'Done', done || `Linnworks order ${order.number} is there and up to date.`);
  }
}

/**
 * Handles orders that are in Linnworks already: edits get the calls they need, a retry looks again; either way the order
 * is proved against what was sent. What Linnworks does not take becomes an error with the way out.
 */
export function createUpdateOrder(deps: PipelineDeps, reference: Reference): Handle {
  return async (jobs) => {
    const run = new UpdateRun(deps, reference);
    await run.run(jobs);
    return run.outcomes;
  };
}
