import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Link } from '../domain/tables.ts';
import { checkCreated, CHECKED_CODES } from './check-created.ts';
import type { PipelineDeps } from './deps.ts';
import { isSameProblem, resolveErrors } from './record-error.ts';

/**
 * Somebody solved it in Linnworks: unparked the order, linked the line, corrected the price. Seen at the next change of
 * the order, and the error closes by itself. Asks nothing of either system unless an error closes.
 */
export async function recheckOrders(
  deps: Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'clock' | 'log'>,
  orders: readonly ObservedOrder[],
  linkOf: (order: ObservedOrder) => Link | undefined,
): Promise<void> {
  const originals = orders.flatMap((order) => {
    const link = linkOf(order);
    return link?.linnworksId === order.linnworksId ? [{ order, link }] : [];
  });
  const ids = originals.map(({ link }) => link.salesforceOrderId);
  const open = (await deps.tables.errors.openFor(ids)).filter(({ code }) =>
    CHECKED_CODES.includes(code),
  );
  const gone = open.filter((error) => {
    const found = originals.find(({ link }) => link.salesforceOrderId === error.recordId);
    if (found === undefined) return false;
    const { order, link } = found;
    const still = checkCreated(order, {
      expectedTotal: link.expectedTotal ?? 0,
      currency: link.currency ?? 'GBP',
      isPaid: order.paymentStatus === 'Paid',
      isParked: link.sentParts['state'] === 'Park',
      service: link.sentParts['service'],
    });
    return !still.some((problem) => isSameProblem(error, problem));
  });
  await resolveErrors(deps, gone, 'Solved in Linnworks.');
}
