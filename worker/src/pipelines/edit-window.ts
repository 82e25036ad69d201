import { hasStartedPicking, type ObservedOrder } from '../domain/observed-order.ts';
import type { Problem } from '../domain/problem.ts';
import { problem } from '../mapping/field-row.ts';
import { isLineKey } from './sent-parts.ts';

/** Why nothing of the order can be changed any more; null while Linnworks still takes edits. */
export function tooLate(order: ObservedOrder | undefined): Problem | null {
  if (order === undefined)
    return problem('Order', 'LW_ORDER_GONE', 'Linnworks does not have the order any more.');
  if (order.isCancelled)
    return problem('Order', 'TOO_LATE_CANCELLED', 'The order is cancelled in Linnworks.');
  if (order.isProcessed)
    return problem('Order', 'TOO_LATE_SHIPPED', 'The order is already shipped.');
  if (order.isLocked === true)
    return problem('Order', 'TOO_LATE_LOCKED', 'The order is locked in Linnworks.');
  return null;
}

/** What the parcel carries outside: once the label is made, the parcel goes where the label says. */
const ON_THE_LABEL = ['customer', 'service', 'postage'];

/** Why this part of an open order comes too late: its goods are picked, or its label is made. */
export function tooLateFor(part: string, order: ObservedOrder): Problem | null {
  const hasLabel = order.isLabelPrinted || order.shipping.trackingNumber !== null;
  if (ON_THE_LABEL.includes(part) && hasLabel) {
    const message = `Too late: the shipping label of Linnworks order ${order.number} is already made.`;
    return problem('Order', 'TOO_LATE_PICKED', message);
  }
  if (isLineKey(part) && hasStartedPicking(order)) {
    const message = `Too late: Linnworks order ${order.number} is already picked.`;
    return problem('Order.OrderItems', 'TOO_LATE_PICKED', message);
  }
  return null;
}
