import type { ObservedOrder } from '../domain/observed-order.ts';
import type { MappedOrder } from '../mapping/to-linnworks-order.ts';
import type { Link } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';
import { observedJob } from './poll-fulfilment.ts';

/** An order that was created and is part of another one now; it is gone itself. */
export interface MergedAtOnce {
  readonly linnworksId: string;
  readonly mergedInto: ObservedOrder;
}

/** Lines keep the numbers that were sent: ids of order products, which no other order has. */
function hasLinesOf({ lines }: ObservedOrder, { order }: MappedOrder): boolean {
  const sent = new Set(order.OrderItems.map(({ ItemNumber }) => ItemNumber));
  return lines.some(({ itemNumber }) => itemNumber !== null && sent.has(itemNumber));
}

/**
 * An account may merge orders of one customer as they arrive, before they are read back: neither their ids nor their
 * references are there then, and whoever sends them again ships the goods twice.
 * @param goneIds ids that Linnworks has given and does not know.
 * @returns by reference; which of its gone parents an order was cannot be told, so each gets one of them.
 */
export async function mergedAtOnce(
  { linnworks }: Pick<PipelineDeps, 'linnworks'>,
  goneIds: readonly string[],
  mapped: readonly MappedOrder[],
): Promise<Map<string, MergedAtOnce>> {
  const found = new Map<string, MergedAtOnce>();
  if (goneIds.length === 0 || mapped.length === 0) return found;
  const merges = (await linnworks.relations(goneIds)).filter(
    ({ relation, parentId }) => relation === 'Merge' && goneIds.includes(parentId),
  );
  const children = [...new Set(merges.map(({ childId }) => childId))];
  if (children.length === 0) return found;
  const parentsOf = Map.groupBy(merges, ({ childId }) => childId);
  for (const mergedInto of await linnworks.ordersById(children))
    for (const one of mapped.filter((order) => hasLinesOf(mergedInto, order))) {
      const parent = parentsOf.get(mergedInto.linnworksId)?.pop();
      if (parent !== undefined)
        found.set(one.order.ReferenceNumber, { linnworksId: parent.parentId, mergedInto });
    }
  return found;
}

/** Tied to what it was, so that nobody sends it again; the order that has its goods is shown. */
export async function tieMerged(
  { store, tables, queue }: Pick<PipelineDeps, 'store' | 'tables' | 'queue'>,
  link: Link,
  { linnworksId, mergedInto }: MergedAtOnce,
): Promise<void> {
  await store.transaction(async (tx) => {
    await tables.links.put(tx, [{ ...link, linnworksId }]);
    await queue.enqueue(tx, 'orders-in', [observedJob(mergedInto)]);
  });
}

export const mergedSentence = ({ mergedInto }: MergedAtOnce): string =>
  `Linnworks has merged it into order ${mergedInto.number}, which ships its goods.`;
