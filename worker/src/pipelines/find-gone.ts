import type { OrderSnapshot } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';
import { recordGone } from './fulfilment-errors.ts';
import { observedJob } from './poll-fulfilment.ts';
import { writeGone, type GoneOrder } from './write-gone.ts';

/** Linnworks deletes nothing in thousands: so many vanished at once are a wrong answer, not a fact. */
const MOST_GONE = 200;

/** Merges of merged orders that are followed; nobody does more of them between two looks. */
const MOST_MERGES = 10;

/**
 * The order that has the goods of each of these: null when it was not merged, undefined when its merged order is not
 * shown yet, which the delta will bring. A merged order may have been merged again before anybody saw it.
 */
async function mergedInto(
  { linnworks, tables }: Pick<PipelineDeps, 'linnworks' | 'tables'>,
  ids: readonly string[],
): Promise<(id: string) => string | null | undefined> {
  const childOf = new Map<string, string>();
  const shown = new Set<string>();
  let open = [...ids];
  for (let step = 0; open.length > 0 && step < MOST_MERGES; step++) {
    const merges = (await linnworks.relations(open)).filter(
      ({ parentId, relation }) => relation === 'Merge' && open.includes(parentId),
    );
    for (const { parentId, childId } of merges) childOf.set(parentId, childId);
    const children = merges.map(({ childId }) => childId);
    for (const id of (await tables.orders.get(children)).keys()) shown.add(id);
    open = children.filter((id) => !shown.has(id) && !childOf.has(id));
  }
  return (id) => {
    let target = childOf.get(id);
    if (target === undefined) return null;
    for (let step = 0; step < MOST_MERGES; step++) {
      if (target === undefined || shown.has(target)) return target;
      target = childOf.get(target);
    }
    return undefined;
  };
}

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
  const targetOf = await mergedInto(deps, vanished);
  const gone = vanished.flatMap((linnworksId): GoneOrder[] => {
    const mergedIntoId = targetOf(linnworksId);
    return mergedIntoId === undefined ? [] : [{ linnworksId, mergedIntoId, observedAt: askedAt }];
  });
  const shown = await writeGone(deps, gone);
  await recordGone(deps, shown);
  return shown;
}
