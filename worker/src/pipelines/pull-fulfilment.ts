import { hasParcels, type ObservedOrder, type ObservedParcel } from '../domain/observed-order.ts';
import type { Job, JobOutcome } from '../domain/ports.ts';
import { refusedItem } from '../domain/item-code.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import type { Link } from '../domain/tables.ts';
import { isOlder } from '../domain/version.ts';
import { completeOrders, reasonsOf } from './complete-orders.ts';
import type { PipelineDeps } from './deps.ts';
import { familiesOf, type Family } from './family-of-orders.ts';
import { recordOutcomes } from './fulfilment-errors.ts';
import { beingSent, findLinks } from './links-of-orders.ts';
import { fulfilmentContext } from './order-link.ts';
import { versionOf } from './prepare-fulfilment.ts';
import { linksOfOrigins } from './origins-of-orders.ts';
import type { Handle } from './push-order.ts';
import type { Reference } from './read-settings.ts';
import { recheckOrders } from './recheck-orders.ts';
import { writeFulfilment, type Fulfilment } from './write-fulfilment.ts';
import { writeGone, type GoneOrder } from './write-gone.ts';

async function askParcels(deps: PipelineDeps, orders: readonly ObservedOrder[]) {
  const labelled = orders.filter(hasParcels);
  const parcels: Map<string, ObservedParcel[]> =
    labelled.length === 0
      ? new Map<string, ObservedParcel[]>()
      : await deps.linnworks.parcels(labelled.map(({ linnworksId }) => linnworksId));
  const questions = labelled.flatMap((order) => {
    const numbers = new Set([
      order.shipping.trackingNumber,
      ...(parcels.get(order.linnworksId) ?? []).map(({ trackingNumber }) => trackingNumber),
    ]);
    return [...numbers].flatMap((trackingNumber) =>
      trackingNumber === null
        ? []
        : [{ orderNumber: order.number, vendor: order.shipping.vendor ?? '', trackingNumber }],
    );
  });
  const trackingUrls =
    questions.length === 0
      ? new Map<string, string>()
      : await deps.linnworks.trackingUrls(questions);
  return { parcels, trackingUrls };
}

/** Returns that were stored after a later look at their order was written: the order is read again to show them. */
async function withNewReturns(
  deps: PipelineDeps,
  jobs: readonly Job[],
  orders: readonly ObservedOrder[],
): Promise<ObservedOrder[]> {
  const asked = new Set(
    jobs.filter(({ data }) => data['hasReturns'] === true).map(({ key }) => key),
  );
  const last = await deps.tables.orders.get([...asked]);
  const stale = orders.filter((order) => {
    const before = last.get(order.linnworksId);
    return before !== undefined && isOlder(versionOf(order), before);
  });
  if (stale.length === 0) return [...orders];
  const found = await deps.linnworks.ordersById(stale.map(({ linnworksId }) => linnworksId));
  const fresh = new Map(found.map((order) => [order.linnworksId, order]));
  return orders.map((order) => fresh.get(order.linnworksId) ?? order);
}

interface Related {
  readonly orders: readonly ObservedOrder[];
  readonly linkOf: (order: ObservedOrder) => Link | undefined;
  readonly families: ReadonlyMap<string, Family>;
}

/**
 * Where new orders come from. A part that is seen before the order that it was split off brings that order along: the
 * tie is made when a part is written first, and needs the record that it leads to.
 */
async function withParents(
  deps: PipelineDeps,
  settings: MerchantSettings,
  seen: readonly ObservedOrder[],
): Promise<Related> {
  const linkOf = await findLinks(deps, settings, seen);
  const families = await familiesOf(deps, seen, linkOf);
  const here = new Set(seen.map(({ linnworksId }) => linnworksId));
  const parents = [...families.values()].flatMap(({ parentId }) => parentId ?? []);
  const written = await deps.tables.orders.get(parents);
  const missing = parents.filter((id) => !here.has(id) && !written.has(id));
  const found = missing.length === 0 ? [] : await deps.linnworks.ordersById(missing);
  if (found.length === 0) return { orders: seen, linkOf, families };
  return withParents(deps, settings, [...seen, ...(await completeOrders(deps, found))]);
}

/** A poll may queue an order twice before it is handled: the newest observation is the one to write. */
function newestOf(jobs: readonly Job[]): ObservedOrder[] {
  const newest = new Map<string, ObservedOrder>();
  for (const job of jobs) {
    const order = job.data['order'] as ObservedOrder;
    const known = newest.get(order.linnworksId);
    if (known === undefined || !isOlder(versionOf(order), versionOf(known)))
      newest.set(order.linnworksId, order);
  }
  return [...newest.values()];
}

async function auditWritten(
  deps: PipelineDeps,
  jobs: readonly Job[],
  refused: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const now = deps.clock.now().getTime();
  const entries = jobs.map((job) => {
    const { linnworksId, isProcessed } = job.data['order'] as ObservedOrder;
    const done = isProcessed ? 'processed' : 'open';
    return {
      traceId: job.traceId,
      record: linnworksId,
      step: 'write-fulfilment',
      outcome: refused.has(linnworksId) ? 'failed' : done,
      attempt: job.attempt,
      durationMs: Math.max(0, now - job.createdAt.getTime()),
      bodyHash: null,
    };
  });
  await deps.store.transaction((tx) => deps.tables.audit.append(tx, entries));
}

/** Everything that is to be known of these orders, asked for in bulk. */
async function gather(
  deps: PipelineDeps,
  reference: Reference,
  orders: readonly ObservedOrder[],
  linkOf: (order: ObservedOrder) => Link | undefined,
  families: ReadonlyMap<string, Family>,
): Promise<Fulfilment[]> {
  const settings = await reference.settings();
  const locations = await reference.locations();
  const { parcels, trackingUrls } = await askParcels(deps, orders);
  const reasons = await reasonsOf(deps, orders);
  const linksOf = await linksOfOrigins(deps, orders, families);
  return orders.map((order): Fulfilment => {
    const family = families.get(order.linnworksId);
    const origins = linksOf(order.linnworksId);
    const context = fulfilmentContext(order, linkOf(order), locations, settings, origins);
    return {
      order,
      parcels: parcels.get(order.linnworksId) ?? [],
      trackingUrls,
      cancelReason: reasons.get(order.linnworksId),
      family,
      context: {
        ...context,
        salesforceOrderId:
          context.salesforceOrderId ??
          family?.salesforceOrderId ??
          origins[0]?.salesforceOrderId ??
          null,
      },
    };
  });
}

/** Orders that became part of one of these, now that Salesforce has the record they lead to. */
function mergedAway(
  families: ReadonlyMap<string, Family>,
  settled: ReadonlySet<string>,
  orders: readonly ObservedOrder[],
): GoneOrder[] {
  return orders.flatMap(({ linnworksId, observedAt }) =>
    settled.has(linnworksId)
      ? (families.get(linnworksId)?.mergedIds ?? []).map((id) => ({
          linnworksId: id,
          mergedIntoId: linnworksId,
          observedAt,
        }))
      : [],
  );
}

async function handleTied(
  deps: PipelineDeps,
  reference: Reference,
  jobs: readonly Job[],
): Promise<Map<string, JobOutcome>> {
  const settings = await reference.settings();
  const newest = await withNewReturns(deps, jobs, newestOf(jobs));
  const seen = await completeOrders(deps, newest);
  const { orders, linkOf, families } = await withParents(deps, settings, seen);
  const fulfilments = await gather(deps, reference, orders, linkOf, families);
  const { settled, refused, conflicts } = await writeFulfilment(deps, fulfilments);
  await writeGone(deps, mergedAway(families, settled, orders));
  await auditWritten(deps, jobs, refused);
  await recheckOrders(deps, orders, linkOf);
  const traceIds = new Map(jobs.map(({ key, traceId }) => [key, traceId]));
  const outcomes = fulfilments.map(({ order, context }) => ({
    order,
    traceId: traceIds.get(order.linnworksId) ?? '',
    salesforceOrderId: context.salesforceOrderId,
    conflict: conflicts.get(order.linnworksId),
    refusal: refused.get(order.linnworksId),
  }));
  await recordOutcomes(deps, outcomes);
  return new Map(
    jobs.map((job): [string, JobOutcome] => {
      const codes = refused.get((job.data['order'] as ObservedOrder).linnworksId);
      if (codes === undefined) return [job.id, { done: true }];
      return [job.id, refusedItem(job.attempt, codes)];
    }),
  );
}

async function handle(
  deps: PipelineDeps,
  reference: Reference,
  jobs: readonly Job[],
): Promise<Map<string, JobOutcome>> {
  const early = await beingSent(deps, jobs);
  const others = jobs.filter(({ id }) => !early.has(id));
  if (others.length === 0) return early;
  return new Map([...early, ...(await handleTied(deps, reference, others))]);
}

/** Handles observed orders: parcels and tracking addresses in bulk, then only what is newer and different is written. */
export function createPullFulfilment(deps: PipelineDeps, reference: Reference): Handle {
  return (jobs) => handle(deps, reference, jobs);
}
