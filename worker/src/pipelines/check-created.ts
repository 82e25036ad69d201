import type { ChannelOrder } from '../domain/linnworks-port.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import { fromMinor, toMinor } from '../domain/money.ts';
import type { Problem } from '../domain/problem.ts';
import { explainDifference } from '../mapping/explain-difference.ts';
import { problem } from '../mapping/field-row.ts';
import { NO_SERVICE, serviceHash } from './sent-parts.ts';

/** What a look at the order finds or finds gone. */
export const CHECKED_CODES: readonly string[] = [
  ...['TOTAL_DIFFERS', 'LINE_UNLINKED', 'ORDER_PARKED', 'SERVICE_DIFFERS'],
];

/** What we know of the order that was sent. */
export interface Sent {
  readonly expectedTotal: number;
  readonly currency: string;
  /** It was sent to be picked at once, so that Linnworks had no reason to park it. */
  readonly isPaid: boolean;
  /** Parked on purpose. */
  readonly isParked?: boolean;
  /** `serviceHash` of the service that was asked for; absent or of no service: anything is right. */
  readonly service?: string | undefined;
  /** Where it is at hand: tells why a total differs. */
  readonly order?: ChannelOrder;
}

function because(order: ObservedOrder, { order: sent }: Sent): string {
  const reasons = sent === undefined ? [] : explainDifference(order, sent);
  return reasons.length === 0 ? '' : `: ${reasons.join(', ')}`;
}

/**
 * 2xx is no proof: compares the order as Linnworks keeps it with what was sent. These problems do not undo the order;
 * they tell a person what to look at before it is shipped.
 */
export function checkCreated(order: ObservedOrder, sent: Sent): Problem[] {
  // What has left the warehouse, or never will, is beyond checking.
  if (order.isProcessed) return [];
  const problems: Problem[] = [];
  const theirs = toMinor(order.totals.total, sent.currency);
  if (theirs !== sent.expectedTotal) {
    const by = fromMinor(theirs - sent.expectedTotal, sent.currency);
    const message = `Linnworks computes a total of ${order.totals.total} ${sent.currency}, which differs by ${by} from the order's ${fromMinor(sent.expectedTotal, sent.currency)}${because(order, sent)}.`;
    problems.push(problem('Order.TotalAmount', 'TOTAL_DIFFERS', message));
  }
  for (const line of order.lines.filter(({ isUnlinked, isService }) => isUnlinked && !isService)) {
    const message = `The line "${line.sku ?? ''}" is not linked to a stock item in Linnworks.`;
    const cause = `LINE_UNLINKED|${line.sku ?? ''}`;
    problems.push(
      problem(`OrderItem.${line.itemNumber ?? line.rowId}`, 'LINE_UNLINKED', message, cause),
    );
  }
  const { service = NO_SERVICE } = sent;
  if (service !== NO_SERVICE && serviceHash(order.shipping.service) !== service) {
    const message = `Linnworks uses the postal service "${order.shipping.service ?? ''}", which is not the one that was asked for.`;
    problems.push(problem('Order.Linnworks_Shipping_Service__c', 'SERVICE_DIFFERS', message));
  }
  if (order.isParked && sent.isPaid && sent.isParked !== true)
    problems.push(
      problem('Order', 'ORDER_PARKED', 'Linnworks has parked the order; it is not picked.'),
    );
  return problems;
}
