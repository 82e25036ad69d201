import { bodyHash } from '../domain/hash.ts';
import { itemCode } from '../domain/item-code.ts';
import { hasParcels, type ObservedOrder } from '../domain/observed-order.ts';
import type { Job } from '../domain/ports.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import type { Link } from '../domain/tables.ts';
import type { MappedOrder } from '../mapping/to-linnworks-order.ts';
import { checkCreated } from './check-created.ts';
import type { PipelineDeps } from './deps.ts';
import { readFromOf } from './edits/read-from.ts';
import type { LoadedOrder } from './load-orders.ts';
import { fulfilmentContext } from './order-link.ts';
import type { OrderProblems } from './record-error.ts';
import { writeFulfilment } from './write-fulfilment.ts';

/** An order that is in Linnworks now, whoever sent it and when. */
export interface Arrival {
  readonly job: Job;
  readonly loaded: LoadedOrder;
  readonly mapped: MappedOrder;
  /** With what was sent, which may be older than `mapped`: the difference is an edit still to be sent. */
  readonly link: Link;
  readonly order: ObservedOrder;
  /** Not known to be there before this run. */
  readonly isNew: boolean;
}

export interface Settlement {
  readonly done: readonly Arrival[];
  /** Not written back: tried again. The reason by job. */
  readonly refused: ReadonlyMap<string, string>;
  /** What a person should look at, or nothing, which resolves earlier errors. One entry for each order that is done. */
  readonly checked: readonly OrderProblems[];
}

function check({ job, loaded, mapped, link, order }: Arrival, isWritten: boolean): OrderProblems {
  const problems = checkCreated(order, {
    expectedTotal: link.expectedTotal ?? mapped.expectedTotal,
    currency: link.currency ?? mapped.currency,
    isPaid: mapped.order.PaymentStatus === 'Paid',
    isParked: mapped.order.OrderState === 'Park',
    service: link.sentParts['service'],
    order: mapped.order,
  });
  return {
    orderId: job.key,
    label: loaded.number,
    traceId: job.traceId,
    stamp: loaded.stamp,
    problems,
    ...(isWritten ? { linnworksId: order.linnworksId } : {}),
  };
}

/**
 * Ties the orders. Those of which nobody knows what exactly arrived are compared part by part next. Those with labels go through the queue of observations, which asks for their parcels.
 */
async function confirm(
  { store, tables, queue, clock }: PipelineDeps,
  arrivals: readonly Arrival[],
): Promise<void> {
  const entries = arrivals
    .filter(({ isNew }) => isNew)
    .map(({ job, mapped, order }) => ({
      traceId: job.traceId,
      record: job.key,
      step: 'create-order',
      outcome: order.linnworksId,
      attempt: job.attempt,
      durationMs: Math.max(0, clock.now().getTime() - job.createdAt.getTime()),
      bodyHash: bodyHash(mapped.order),
    }));
  const labelled = arrivals.filter(({ order }) => hasParcels(order));
  await store.transaction(async (tx) => {
    await tables.links.put(
      tx,
      arrivals.map(({ link, loaded }) => ({ ...link, read: readFromOf(loaded) })),
    );
    await tables.audit.append(tx, entries);
    await queue.enqueue(
      tx,
      'orders-out',
      arrivals
        .filter(({ link }) => Object.keys(link.sentParts).length === 0)
        .map(({ job, link }) => ({
          key: job.key,
          kind: 'update',
          data: {},
          traceId: link.traceId,
        })),
    );
    await queue.enqueue(
      tx,
      'orders-in',
      labelled.map(({ order, link }) => ({
        key: order.linnworksId,
        kind: 'observed',
        data: { order },
        traceId: link.traceId,
      })),
    );
  });
}

/**
 * Writes orders back to Salesforce, proves them against what was sent, and ties them last: a crash in between finds them
 * again by reference, and an order whose write-back was refused is not tied and therefore tried again.
 */
export async function settleOrders(
  deps: PipelineDeps,
  settings: MerchantSettings,
  locations: ReadonlyMap<string, string>,
  arrivals: readonly Arrival[],
): Promise<Settlement> {
  const writable = arrivals.filter(({ order }) => !hasParcels(order));
  const result = await writeFulfilment(
    deps,
    writable.map(({ order, link }) => ({
      order,
      parcels: [],
      trackingUrls: new Map<string, string>(),
      context: fulfilmentContext(order, link, locations, settings),
    })),
  );
  const refused = new Map<string, string>();
  const done: Arrival[] = [];
  for (const arrival of arrivals) {
    const codes = result.refused.get(arrival.order.linnworksId);
    if (codes === undefined) done.push(arrival);
    else
      refused.set(
        arrival.job.id,
        `${itemCode(codes)}: Salesforce refused the write-back (${codes.join(', ')}).`,
      );
  }
  await confirm(deps, done);
  const checked = done.map((one) => check(one, result.settled.has(one.order.linnworksId)));
  return { done, refused, checked };
}
