import { hasParcels, type ObservedOrder, type ObservedParcel } from '../domain/observed-order.ts';
import type { Job, JobOutcome } from '../domain/ports.ts';
import { refusedItem } from '../domain/item-code.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import type { Link } from '../domain/tables.ts';
import { newTraceId } from '../domain/trace-id.ts';
import { versionOf } from '../mapping/to-salesforce-fulfilment.ts';
import type { PipelineDeps } from './deps.ts';
import { fulfilmentContext, sourceKeyOf } from './order-link.ts';
import type { Handle } from './push-order.ts';
import type { Reference } from './read-settings.ts';
import { recheckOrders } from './recheck-orders.ts';
import { writeFulfilment, type Fulfilment } from './write-fulfilment.ts';

const CURSOR = 'orders-delta';
const OBJECT = 'Linnworks_Order__c';
/** Late commits and clock differences: what was updated shortly before the cursor is read again and compared. */
const OVERLAP_MS = 2 * 60_000;
/** At the very first start there is nothing of ours before. */
const FIRST_LOOK_BACK_MS = 24 * 60 * 60_000;

/** What is new among these, compared with what was written last. */
async function unseen(
  deps: PipelineDeps,
  orders: readonly ObservedOrder[],
): Promise<ObservedOrder[]> {
  const last = await deps.tables.snapshots.get(
    OBJECT,
    orders.map(({ linnworksId }) => linnworksId),
  );
  return orders.filter((order) => {
    const before = last.get(order.linnworksId);
    // Without a version of Linnworks' own only the content can tell; that is compared when it is written.
    return before === undefined || order.updatedAt === null || versionOf(order) > before.version;
  });
}

/**
 * Asks Linnworks what changed and puts it into the queue. The cursor moves with the last page of the chain, in the
 * same transaction: a crash or a broken chain reads it again.
 * @returns how many changed orders were found.
 */
export async function pollFulfilment(deps: PipelineDeps): Promise<number> {
  const startedAt = deps.clock.now();
  const stored = await deps.tables.cursors.get(CURSOR);
  const since = new Date(
    stored === null
      ? startedAt.getTime() - FIRST_LOOK_BACK_MS
      : new Date(stored).getTime() - OVERLAP_MS,
  );
  let newest = stored ?? since.toISOString();
  let found = 0;
  for await (const page of deps.linnworks.ordersChangedSince(since)) {
    const orders = await unseen(deps, page);
    found += orders.length;
    for (const { updatedAt } of page)
      if (updatedAt !== null && updatedAt > newest) newest = updatedAt;
    if (orders.length === 0) continue;
    await deps.store.transaction((tx) =>
      deps.queue.enqueue(
        tx,
        'orders-in',
        orders.map((order) => ({
          key: order.linnworksId,
          kind: 'observed',
          data: { order },
          traceId: order.properties['SF_TraceId'] ?? newTraceId(),
        })),
      ),
    );
  }
  if (newest !== stored)
    await deps.store.transaction((tx) => deps.tables.cursors.set(tx, CURSOR, newest));
  return found;
}

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

/** The link of an order: by the Salesforce id it carries, else by its reference (the parts of a split keep it). */
async function findLinks(
  deps: PipelineDeps,
  settings: MerchantSettings,
  orders: readonly ObservedOrder[],
): Promise<(order: ObservedOrder) => Link | undefined> {
  const idOf = (order: ObservedOrder) =>
    order.properties['SF_OrderId'] ?? order.externalReference ?? '';
  const keyOf = (order: ObservedOrder) => sourceKeyOf(settings, order.reference);
  const byOrder = await deps.tables.links.byOrder(orders.map(idOf));
  const byKey = await deps.tables.links.bySourceKey(orders.map(keyOf));
  return (order) => byOrder.get(idOf(order)) ?? byKey.get(keyOf(order));
}

/** A poll may queue an order twice before it is handled: the newest observation is the one to write. */
function newestOf(jobs: readonly Job[]): Map<string, ObservedOrder> {
  const newest = new Map<string, ObservedOrder>();
  for (const job of jobs) {
    const order = job.data['order'] as ObservedOrder;
    const known = newest.get(order.linnworksId);
    if (known === undefined || versionOf(order) >= versionOf(known))
      newest.set(order.linnworksId, order);
  }
  return newest;
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

async function handle(
  deps: PipelineDeps,
  reference: Reference,
  jobs: Job[],
): Promise<Map<string, JobOutcome>> {
  const settings = await reference.settings();
  const locations = await reference.locations();
  const orders = [...newestOf(jobs).values()];
  const linkOf = await findLinks(deps, settings, orders);
  const { parcels, trackingUrls } = await askParcels(deps, orders);
  const fulfilments = orders.map((order): Fulfilment => ({
    order,
    parcels: parcels.get(order.linnworksId) ?? [],
    trackingUrls,
    context: fulfilmentContext(order, linkOf(order), locations, settings),
  }));
  const { refused, conflicts } = await writeFulfilment(deps, fulfilments);
  await auditWritten(deps, jobs, refused);
  await recheckOrders(deps, orders, linkOf);
  for (const [linnworksId, move] of conflicts)
    deps.log.warn('An impossible change of state was not shown', { linnworksId, move });
  return new Map(
    jobs.map((job): [string, JobOutcome] => {
      const codes = refused.get((job.data['order'] as ObservedOrder).linnworksId);
      if (codes === undefined) return [job.id, { done: true }];
      return [job.id, refusedItem(job.attempt, codes)];
    }),
  );
}

/** Handles observed orders: parcels and tracking addresses in bulk, then only what is newer and different is written. */
export function createPullFulfilment(deps: PipelineDeps, reference: Reference): Handle {
  return (jobs) => handle(deps, reference, jobs);
}
