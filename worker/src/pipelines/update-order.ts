import { ConnectorError } from '../domain/connector-error.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Job, JobOutcome } from '../domain/ports.ts';
import { retryDelay } from '../domain/retry.ts';
import type { Link } from '../domain/tables.ts';
import { toLinnworksOrder, type MappedOrder } from '../mapping/to-linnworks-order.ts';
import { answerRequests, type Answer } from './answer-requests.ts';
import type { PipelineDeps } from './deps.ts';
import { loadOrders, type LoadedOrder } from './load-orders.ts';
import { sentPartsOf } from './order-link.ts';
import type { Handle } from './push-order.ts';
import type { Reference } from './read-settings.ts';

interface Edit {
  readonly job: Job;
  readonly link: Link;
  readonly linnworksId: string;
  readonly mapped: MappedOrder;
}

/** Why an edit comes too late; null while Linnworks still takes it. Locked and parked orders cannot be edited there. */
export function tooLate(order: ObservedOrder | undefined): string | null {
  if (order === undefined) return 'Too late: Linnworks does not have the order any more.';
  if (order.isCancelled) return 'Too late: the order is cancelled in Linnworks.';
  if (order.isProcessed) return 'Too late: the order is already shipped.';
  if (order.isLocked === true) return 'Not now: the order is locked in Linnworks.';
  return null;
}

/** Parts that differ from what was sent last, by the call that changes each. */
export function changedParts(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(after).filter((part) => before[part] !== after[part]);
}

async function sendPart(
  deps: PipelineDeps,
  { linnworksId, mapped }: Edit,
  part: string,
): Promise<boolean> {
  const { order } = mapped;
  switch (part) {
    case 'customer':
      await deps.linnworks.updateCustomer(linnworksId, {
        buyerName: order.ChannelBuyerName,
        address: order.DeliveryAddress,
        billingAddress: order.BillingAddress,
      });
      return true;
    case 'service':
      if (order.PostalServiceName !== '')
        await deps.linnworks.changeShippingMethod([linnworksId], order.PostalServiceName);
      return true;
    case 'note':
      for (const { Note } of order.Notes) await deps.linnworks.addNote([linnworksId], Note);
      return true;
    default:
      return false;
  }
}

const PART_NAMES: Readonly<Record<string, string>> = {
  customer: 'addresses',
  service: 'shipping service',
  note: 'note',
};

async function apply(deps: PipelineDeps, edit: Edit): Promise<Answer> {
  const { job, link, mapped } = edit;
  const parts = sentPartsOf(mapped);
  const changed = changedParts(link.sentParts, parts);
  if (changed.length === 0)
    return { job, status: 'Done', result: 'Nothing changed that Linnworks keeps.' };
  const [order] = await deps.linnworks.ordersById([edit.linnworksId]);
  const reason = tooLate(order);
  if (reason !== null) return { job, status: 'Failed', result: reason };
  const sent: string[] = [];
  const sentParts: Record<string, string> = { ...link.sentParts };
  for (const part of changed) {
    if (!(await sendPart(deps, edit, part))) continue;
    sent.push(part);
    sentParts[part] = parts[part] ?? '';
    await deps.store.transaction((tx) => deps.tables.links.put(tx, [{ ...link, sentParts }]));
  }
  const names = sent.map((part) => PART_NAMES[part] ?? part).join(', ');
  const done = names === '' ? '' : `Changed in Linnworks: ${names}. `;
  return changed.includes('lines')
    ? {
        job,
        status: 'Failed',
        result: `${done}Lines and prices cannot be changed after sending: change them in Linnworks too.`,
      }
    : { job, status: 'Done', result: done.trim() };
}

async function mapOrder(deps: PipelineDeps, reference: Reference, loaded: LoadedOrder, link: Link) {
  const locations = await reference.locations();
  return toLinnworksOrder({
    order: loaded.record,
    items: loaded.items,
    settings: await reference.settings(),
    defaultCurrency: deps.orgCurrency,
    traceId: link.traceId,
    locations: new Set([...locations.values()].map((name) => name.toLowerCase())),
    services: await reference.services(),
  });
}

/**
 * Handles edits. An order that is not in Linnworks yet is simply pushed as it is now; one that is there gets the calls
 * that its changes need, or a clear "too late".
 */
export function createUpdateOrder(deps: PipelineDeps, reference: Reference, push: Handle): Handle {
  const one = async (
    job: Job,
    loaded: LoadedOrder | undefined,
    link: Link,
    linnworksId: string,
  ): Promise<Answer> => {
    if (loaded === undefined)
      return { job, status: 'Failed', result: 'The order cannot be read; it may be deleted.' };
    const mapped = await mapOrder(deps, reference, loaded, link);
    if (!mapped.ok)
      return {
        job,
        status: 'Failed',
        result: mapped.problems[0]?.message ?? 'The order is not complete.',
      };
    return apply(deps, { job, link, linnworksId, mapped: mapped.value });
  };
  return async (jobs) => {
    const keys = jobs.map(({ key }) => key);
    const links = await deps.tables.links.byOrder(keys);
    const isSent = ({ key }: Job) => Boolean(links.get(key)?.linnworksId);
    const fresh = jobs.filter((job) => !isSent(job));
    const outcomes = fresh.length === 0 ? new Map<string, JobOutcome>() : await push(fresh);
    const edits = jobs.filter(isSent);
    if (edits.length === 0) return outcomes;
    const orders = await loadOrders(
      deps,
      reference,
      await reference.settings(),
      edits.map(({ key }) => key),
    );
    const answers: Answer[] = [];
    for (const job of edits) {
      const link = links.get(job.key);
      if (!link?.linnworksId) continue;
      try {
        answers.push(await one(job, orders.get(job.key), link, link.linnworksId));
        outcomes.set(job.id, { done: true });
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        if (error.kind === 'data') {
          answers.push({ job, status: 'Failed', result: error.message });
          outcomes.set(job.id, { done: true });
        } else
          outcomes.set(job.id, { retryAfterMs: retryDelay(job.attempt), reason: error.message });
      }
    }
    await answerRequests(deps, answers);
    return outcomes;
  };
}
