import type { OrderSnapshot } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';
import { recordGone } from './fulfilment-errors.ts';
import { observedJob } from './poll-fulfilment.ts';
import { writeGone, type GoneOrder } from './write-gone.ts';

/** Linnworks deletes nothing in thousands: so many vanished at once are a wrong answer, not a fact. */
const MOST_GONE = 200;

/**
 * The delta never tells that an order is gone. So the open orders that were written are compared with those that
 * Linnworks lists; who is missing is asked for by id (shipped meanwhile, moved while the lists were read), and only who
 * is not there either is explained by its relations: merged, else deleted.
 * @returns the orders that were found to be gone.
 */
export async function findGone(deps: PipelineDeps): Promise<OrderSnapshot[]> {
  const askedAt = deps.clock.now().toISOString();
  const known = await deps.tables.orders.openBefore(askedAt);
  if (known.length === 0) return [];
  const listed = await deps.linnworks.openOrderIds();
  const missing = known.filter((id) => !listed.has(id));
  if (missing.length === 0) return [];
  const found = await deps.linnworks.ordersById(missing);
  await deps.store.transaction((tx) => deps.queue.enqueue(tx, 'orders-in', found.map(observedJob)));
  const there = new Set(found.map(({ linnworksId }) => linnworksId));
  const vanished = missing.filter((id) => !there.has(id));
  if (vanished.length === 0) return [];
  if (vanished.length > MOST_GONE && listed.size === 0) {
    deps.log.error('Linnworks lists no open orders at all; this is not believed', {
      vanished: vanished.length,
    });
    return [];
  }
  const relations = await deps.linnworks.relations(vanished);
  const written = await deps.tables.orders.get(relations.map(({ childId }) => childId));
  const gone = vanished.flatMap((linnworksId): GoneOrder[] => {
    const merge = relations.find(
      ({ parentId, relation }) => parentId === linnworksId && relation === 'Merge',
    );
    // The merged order is shown first: the delta brings it, and then its parents.
    if (merge !== undefined && !written.has(merge.childId)) return [];
    return [{ linnworksId, mergedIntoId: merge?.childId ?? null, observedAt: askedAt }];
  });
  const shown = await writeGone(deps, gone);
  await recordGone(deps, shown);
  return shown;
}
