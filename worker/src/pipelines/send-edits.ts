import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Problem } from '../domain/problem.ts';
import { problem } from '../mapping/field-row.ts';
import type { MappedOrder } from '../mapping/to-linnworks-order.ts';
import type { PipelineDeps } from './deps.ts';

/** Why an edit comes too late; null while Linnworks still takes it. */
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

type Parts = Readonly<Record<string, string>>;

/** Parts that differ from what was sent last, by the call that changes each. */
export function changedParts(before: Parts, after: Parts): string[] {
  return Object.keys(after).filter((part) => before[part] !== after[part]);
}

type Send = (
  linnworks: PipelineDeps['linnworks'],
  linnworksId: string,
  order: MappedOrder['order'],
) => Promise<void>;

/** What Linnworks lets us change of a paid order, part by part; `null`: only people can, over there. */
const PARTS: Readonly<Record<string, { readonly name: string; readonly send: Send | null }>> = {
  customer: {
    name: 'addresses',
    send: (linnworks, id, order) =>
      linnworks.updateCustomer(id, {
        buyerName: order.ChannelBuyerName,
        address: order.DeliveryAddress,
        billingAddress: order.BillingAddress,
      }),
  },
  service: {
    name: 'shipping service',
    send: async (linnworks, id, order) => {
      if (order.PostalServiceName !== '')
        await linnworks.changeShippingMethod([id], order.PostalServiceName);
    },
  },
  note: {
    name: 'note',
    send: async (linnworks, id, order) => {
      for (const { Note } of order.Notes) await linnworks.addNote([id], Note);
    },
  },
  lines: { name: 'lines and prices', send: null },
};

export interface SentEdits {
  /** Names for people. */
  readonly sent: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Sends the changed parts one by one; `keep` is called after each, so that a crash repeats at most one call.
 * @throws ConnectorError of the call that failed; the parts before it are kept.
 */
export async function sendParts(
  { linnworks }: Pick<PipelineDeps, 'linnworks'>,
  linnworksId: string,
  mapped: MappedOrder,
  changed: readonly string[],
  keep: (part: string) => Promise<void>,
): Promise<SentEdits> {
  const sent: string[] = [];
  const problems: Problem[] = [];
  for (const part of changed) {
    const { name, send } = PARTS[part] ?? { name: part, send: null };
    if (send === null) {
      const message = `The ${name} of an order that is in Linnworks cannot be changed from Salesforce.`;
      problems.push(problem('Order', 'EDIT_NOT_TAKEN', message));
      continue;
    }
    await send(linnworks, linnworksId, mapped.order);
    await keep(part);
    sent.push(name);
  }
  return { sent, problems };
}

/** An unpaid order may be sent again as a whole: Linnworks then takes every part of it. */
export async function sendAgain(
  { linnworks }: Pick<PipelineDeps, 'linnworks'>,
  mapped: MappedOrder,
): Promise<boolean> {
  return (await linnworks.createOrders(mapped.location, [mapped.order])).length === 1;
}
