import type { NewJob } from '../../domain/ports.ts';
import type { OrderSnapshot } from '../../domain/tables.ts';
import { newTraceId } from '../../domain/trace-id.ts';
import type { PipelineDeps } from '../deps.ts';
import { observedJob } from '../poll-fulfilment.ts';
import { ENDED } from '../prepare-fulfilment.ts';
import type { Difference } from './difference.ts';

type Deps = Pick<PipelineDeps, 'store' | 'tables' | 'queue'>;

/** What was written counts as unknown, so that it is written again; what had ended stays ended. */
function forget(snapshot: OrderSnapshot): OrderSnapshot {
  const hashes = Object.entries(snapshot.hashes).map(([key, hash]) => [
    key,
    hash === ENDED ? ENDED : '',
  ]);
  return { ...snapshot, hashes: Object.fromEntries(hashes) as Record<string, string> };
}

/**
 * Hands differences to the normal pipelines: orders go to Linnworks by the queue of orders; what Salesforce lacks is
 * written again, after what we remember of it is forgotten; stock levels are forgotten, so that the sweep writes them.
 * Everything in one transaction with its audit row.
 */
export async function repairDifferences(
  { store, tables, queue }: Deps,
  differences: readonly Difference[],
  traceId: string,
): Promise<void> {
  const sends = new Map<string, NewJob>();
  const writes = new Map<string, NewJob>();
  const levels = new Set<string>();
  for (const { repair } of differences) {
    if (repair === null) continue;
    if (repair.way === 'send')
      sends.set(repair.orderId, {
        key: repair.orderId,
        kind: 'retry',
        data: {},
        traceId: newTraceId(),
      });
    else if (repair.way === 'write') {
      const { order } = repair;
      writes.set(order.linnworksId, observedJob(order));
    } else levels.add(repair.levelKey);
  }
  const entry = (record: string) => ({
    traceId,
    record,
    step: 'repair',
    outcome: 'handed to the pipeline',
    attempt: 1,
    durationMs: 0,
    bodyHash: null,
  });
  const written = await tables.orders.get([...writes.keys()]);
  const forgotten = [...written.values()].map(forget);
  await store.transaction(async (tx) => {
    await tables.orders.put(tx, forgotten);
    await tables.snapshots.forget(tx, 'Linnworks_Stock_Level__c', [...levels]);
    await queue.enqueue(tx, 'orders-out', [...sends.values()]);
    await queue.enqueue(tx, 'orders-in', [...writes.values()]);
    await tables.audit.append(tx, [...sends.keys(), ...writes.keys(), ...levels].map(entry));
  });
}
