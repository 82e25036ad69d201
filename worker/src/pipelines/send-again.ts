import type { ObservedOrder } from '../domain/observed-order.ts';
import type { MappedOrder } from '../mapping/to-linnworks-order.ts';
import type { PipelineDeps } from './deps.ts';

type Deps = Pick<PipelineDeps, 'linnworks'>;

async function look({ linnworks }: Deps, linnworksId: string): Promise<ObservedOrder | null> {
  const [order] = await linnworks.ordersById([linnworksId]);
  return order ?? null;
}

/**
 * An unpaid order may be sent again as a whole: Linnworks then takes every part of it, its payment included. Not every
 * account sets the order to paid by that; then it is unparked and marked, as a person would do.
 * @returns the order as it is now, or null when it was not taken: somebody has paid it over there meanwhile.
 */
export async function sendAgain(
  deps: Deps,
  linnworksId: string,
  mapped: MappedOrder,
): Promise<ObservedOrder | null> {
  const { linnworks } = deps;
  const taken = await linnworks.createOrders(mapped.location, [mapped.order]);
  if (taken.length !== 1) return null;
  const order = await look(deps, linnworksId);
  if (mapped.order.PaymentStatus !== 'Paid' || order?.paymentStatus !== 'Unpaid') return order;
  // Linnworks does not mark a parked order, and says nothing about it: unpark first.
  if (order.isParked && mapped.order.OrderState !== 'Park') await linnworks.unpark(linnworksId);
  await linnworks.markPaid(linnworksId);
  return look(deps, linnworksId);
}
