import type { ObservedOrder } from '../domain/observed-order.ts';
import { isOpen, sumReturns, type ObservedReturn } from '../domain/observed-return.ts';
import type { Job, JobOutcome } from '../domain/ports.ts';
import { retryDelay } from '../domain/retry.ts';
import type { PipelineDeps } from './deps.ts';
import { inParallel } from './in-parallel.ts';
import { observedJob } from './poll-fulfilment.ts';
import type { Handle } from './push-order.ts';
import type { Reference } from './read-settings.ts';
import { aboutReturns } from './return-errors.ts';
import { recordErrors } from './record-error.ts';
import { writeReturns, type SeenOrder } from './write-returns.ts';

/** Two calls for each order, of 150 a minute each. */
const ORDERS_AT_ONCE = 4;

interface Look {
  readonly order: ObservedOrder;
  readonly returns: readonly ObservedReturn[];
  readonly lookedAt: Date;
}

/** Reads all returns of the orders; a return that was there before and is not any more was deleted in Linnworks. */
async function lookAt(deps: PipelineDeps, ids: readonly string[]): Promise<Look[]> {
  const orders = await deps.linnworks.ordersById(ids);
  const looks: Look[] = [];
  await inParallel(orders, ORDERS_AT_ONCE, async (order) => {
    const lookedAt = deps.clock.now();
    const returns = await deps.linnworks.returnsOf(order.linnworksId);
    looks.push({ order, returns, lookedAt });
  });
  return looks;
}

const observationJobs = (orders: readonly ObservedOrder[]) =>
  orders.map((order) => ({
    ...observedJob(order),
    // What was seen of the order may be older than what is shown by then; its returns are to be shown all the same.
    data: { order, hasReturns: true },
  }));

/**
 * Stores the sums of each order and where its replacements came from, and has the orders written again with them: the
 * queue of observations is the one place that writes orders, one at a time.
 */
async function remember(
  deps: PipelineDeps,
  looks: readonly Look[],
  seen: ReadonlyMap<string, SeenOrder>,
): Promise<void> {
  const origins = looks.flatMap(({ order, returns }) =>
    returns.flatMap((one) =>
      one.newOrderIds.map((linnworksId) => ({
        linnworksId,
        origin: {
          relation: one.kind === 'Exchange' ? ('Exchange' as const) : ('Resend' as const),
          parentLinnworksId: order.linnworksId,
          salesforceOrderId: seen.get(order.linnworksId)?.salesforceOrderId ?? null,
        },
      })),
    ),
  );
  const newOrders =
    origins.length === 0
      ? []
      : await deps.linnworks.ordersById(origins.map(({ linnworksId }) => linnworksId));
  const jobs = observationJobs([...looks.map(({ order }) => order), ...newOrders]);
  await deps.store.transaction(async (tx) => {
    await deps.tables.afterSale.putSums(
      tx,
      looks.map(({ order, returns, lookedAt }) => ({
        linnworksId: order.linnworksId,
        sums: sumReturns(returns),
        returnKeys: returns.map(({ key }) => key),
        hasOpen: returns.some(isOpen),
        lookedAt,
      })),
    );
    await deps.tables.afterSale.putOrigins(tx, origins);
    await deps.queue.enqueue(tx, 'orders-in', jobs);
  });
}

/** The records of these orders that Salesforce has. */
async function seenOrders(
  { salesforce }: PipelineDeps,
  ids: readonly string[],
): Promise<Map<string, SeenOrder>> {
  if (ids.length === 0) return new Map();
  const list = [...new Set(ids)].map((id) => `'${id}'`).join(',');
  const rows = await salesforce.query(
    `SELECT Linnworks_Id__c, Order__c, Trace_Id__c FROM Linnworks_Order__c WHERE Linnworks_Id__c IN (${list})`,
  );
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return new Map(
    rows.map((row) => [
      String(row['Linnworks_Id__c']),
      { salesforceOrderId: text(row['Order__c']), traceId: text(row['Trace_Id__c']) },
    ]),
  );
}

async function handle(
  deps: PipelineDeps,
  reference: Reference,
  jobs: Job[],
): Promise<Map<string, JobOutcome>> {
  const ids = [...new Set(jobs.map(({ key }) => key))];
  const looks = await lookAt(deps, ids);
  const known = await deps.tables.afterSale.get(ids);
  const newIds = looks.flatMap(({ returns }) => returns.flatMap(({ newOrderIds }) => newOrderIds));
  const seen = await seenOrders(deps, [...ids, ...newIds]);
  await remember(deps, looks, seen);
  const locations = await reference.locations();
  const waiting = await writeReturns(
    deps,
    looks.map((look) => ({
      ...look,
      goneKeys: (known.get(look.order.linnworksId)?.returnKeys ?? []).filter(
        (key) => !look.returns.some((one) => one.key === key),
      ),
    })),
    seen,
    locations,
  );
  await recordErrors(
    deps,
    looks
      .filter(({ order }) => seen.has(order.linnworksId))
      .map(({ order, returns }) => aboutReturns(order, returns, seen.get(order.linnworksId))),
  );
  return new Map(
    jobs.map((job): [string, JobOutcome] => {
      const reason = waiting.get(job.key);
      if (reason === undefined) return [job.id, { done: true }];
      return [job.id, { retryAfterMs: retryDelay(job.attempt), reason }];
    }),
  );
}

/** Handles orders whose returns changed: looks, sums, writes what is different. Keys are Linnworks ids. */
export function createPullReturns(deps: PipelineDeps, reference: Reference): Handle {
  return (jobs) => handle(deps, reference, jobs);
}
