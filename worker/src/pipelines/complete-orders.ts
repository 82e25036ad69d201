import { ConnectorError } from '../domain/connector-error.ts';
import { hashOf } from '../domain/hash.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { PipelineDeps } from './deps.ts';

type Deps = Pick<PipelineDeps, 'linnworks' | 'tables' | 'log'>;

/** What both reads tell: where it is the same, nothing that the delta shows has happened between them. */
const shared = (one: ObservedOrder): string =>
  hashOf([
    [one.isProcessed, one.isParked, one.isPickListPrinted, one.isLabelPrinted, one.allocation],
    [one.locationId, one.shipping.trackingNumber, one.totals, one.identifiers, one.folders],
    one.lines.map(({ rowId, quantity }) => [rowId, quantity]),
  ]);

/** The v1 read is later, so its facts stand; what only v2 tells is kept. */
function joined(delta: ObservedOrder, later: ObservedOrder | undefined): ObservedOrder {
  if (later === undefined) return delta;
  return {
    ...later,
    updatedAt: delta.updatedAt,
    isLocked: later.isLocked ?? delta.isLocked,
    isExact: shared(delta) === shared(later),
  };
}

/**
 * The v2 delta does not tell hold, part shipments and pick waves of open orders: they are read by their ids, many in one
 * call. An order that was closed meanwhile is taken as it is now.
 */
async function withHold(deps: Deps, orders: readonly ObservedOrder[]): Promise<ObservedOrder[]> {
  const asked = orders.filter((one) => !one.isProcessed && one.isOnHold === null);
  if (asked.length === 0) return [...orders];
  const ids = asked.map(({ linnworksId }) => linnworksId);
  const found = await deps.linnworks.ordersById(ids);
  const later = new Map(found.map((one) => [one.linnworksId, one]));
  return orders.map((one) => joined(one, later.get(one.linnworksId)));
}

const isBeingPicked = (one: ObservedOrder): boolean =>
  !one.isProcessed &&
  !one.isLabelPrinted &&
  one.shipping.trackingNumber === null &&
  (one.isPickListPrinted || one.pickWaves.length > 0);

/** Orders between pick list and label: their waves say whether they are picked. */
async function withPickState(
  deps: Deps,
  orders: readonly ObservedOrder[],
): Promise<ObservedOrder[]> {
  if (!orders.some(isBeingPicked)) return [...orders];
  try {
    const waves = await deps.linnworks.pickWaves();
    return orders.map((one) => {
      const wave = isBeingPicked(one) ? waves.get(one.linnworksId) : undefined;
      if (wave === undefined) return one;
      const pickWaves = one.pickWaves.length > 0 ? one.pickWaves : [wave.waveId];
      return { ...one, pickWaves, isPicked: wave.isPicked };
    });
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind !== 'config') throw error;
    deps.log.warn('Pick waves may not be read; Picked is not shown', { code: error.code });
    return [...orders];
  }
}

/** The facts that one read alone does not tell. Asks only for orders that need it. */
export async function completeOrders(
  deps: Deps,
  orders: readonly ObservedOrder[],
): Promise<ObservedOrder[]> {
  return withPickState(deps, await withHold(deps, orders));
}

/** Why orders were cancelled: asked once, when the cancellation is seen first. */
export async function reasonsOf(
  deps: Deps,
  orders: readonly ObservedOrder[],
): Promise<Map<string, string>> {
  const cancelled = orders.filter(({ isCancelled }) => isCancelled);
  if (cancelled.length === 0) return new Map();
  const ids = cancelled.map(({ linnworksId }) => linnworksId);
  const last = await deps.tables.orders.get(ids);
  const fresh = ids.filter((id) => last.get(id)?.seen !== 'Cancelled');
  return fresh.length === 0 ? new Map() : deps.linnworks.cancelReasons(fresh);
}
