import type { ReadFrom } from '../../domain/tables.ts';
import type { PipelineDeps } from '../deps.ts';
import { loadOrders } from '../load-orders.ts';
import { mapOrder } from '../map-order.ts';
import type { Reference } from '../read-settings.ts';
import { changedParts, sentPartsOf } from '../sent-parts.ts';
import type { EditedOrder } from './edited-orders.ts';
import { readFromOf } from './read-from.ts';

/** The content of these orders, compared with what was sent. */
export interface Compared {
  /** As of now, so that one save is looked at once. */
  readonly reads: ReadonlyMap<string, ReadFrom>;
  /** Ids of orders that would be sent differently now, or that can be sent no more. */
  readonly changed: readonly string[];
}

/**
 * Reads and maps these orders: most saves change nothing that Linnworks knows, and cost it no call. An order that has left
 * and cannot be mapped any more is nobody's business.
 */
export async function compareContent(
  deps: PipelineDeps,
  reference: Reference,
  edited: readonly EditedOrder[],
): Promise<Compared> {
  const ids = edited.map(({ link }) => link.salesforceOrderId);
  const loaded = await loadOrders(deps, reference, await reference.settings(), ids);
  const reads = new Map<string, ReadFrom>();
  const changed: string[] = [];
  for (const { link, isOver } of edited) {
    const order = loaded.get(link.salesforceOrderId);
    if (order === undefined) continue;
    reads.set(order.id, readFromOf(order));
    const mapped = await mapOrder(deps, reference, order, link.traceId);
    const isChanged = mapped.ok
      ? changedParts(link.sentParts, sentPartsOf(mapped.value)).length > 0
      : !isOver;
    if (isChanged) changed.push(order.id);
  }
  return { reads, changed };
}
