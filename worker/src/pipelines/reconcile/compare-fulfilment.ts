import type { ObservedOrder, ObservedParcel } from '../../domain/observed-order.ts';
import { mayFollow, type OrderState } from '../../domain/order-state.ts';
import type { SalesforceRecord } from '../../domain/ports.ts';
import { stateOf } from '../../domain/state-rules.ts';
import { lineKey, toShipmentRecords } from '../../mapping/to-salesforce-fulfilment.ts';
import type { Difference, DifferenceSubject } from './difference.ts';

/** What Salesforce shows of one Linnworks order. */
export interface ShownOrder {
  readonly record: SalesforceRecord;
  /** Ordered quantities by line key. */
  readonly lines: ReadonlyMap<string, number>;
  readonly shipments: number;
}

/** States that other pipelines set on top of what the warehouse says. */
const ON_TOP: readonly OrderState[] = [
  'Cancel Requested',
  'Part Cancelled',
  'Return Booked',
  'Part Returned',
  'Returned',
  'Refunded',
];

function isSameState(shown: unknown, seen: OrderState): boolean {
  if (shown === seen) return true;
  const state = shown as OrderState;
  return ON_TOP.includes(state) && mayFollow(seen, state);
}

const asText = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || null : null;
const toPenny = (value: unknown): number => Math.round(Number(value ?? 0) * 100);

type Common = Pick<Difference, 'record' | 'label' | 'orderId' | 'linnworksId' | 'repair'>;

function differ(
  about: Common,
  subject: DifferenceSubject,
  field: string,
  [salesforce, linnworks]: readonly [unknown, unknown],
): Difference {
  const values = { salesforceValue: asText(salesforce), linnworksValue: asText(linnworks) };
  return { ...about, ...values, kind: 'Different', subject, field };
}

function recordDifferences(
  order: ObservedOrder,
  { record, lines }: ShownOrder,
  about: Common,
): Difference[] {
  const { state } = stateOf(order);
  const tracking = order.shipping.trackingNumber;
  const { State__c: shown, Total__c: total, Tracking_Number__c: number } = record;
  const found: Difference[] = [];
  if (!isSameState(shown, state)) {
    const subject = order.isCancelled ? 'Cancellation' : 'State';
    found.push(differ(about, subject, 'State__c', [shown, state]));
  }
  if (toPenny(total) !== toPenny(order.totals.total))
    found.push(differ(about, 'Total', 'Total__c', [total, order.totals.total]));
  if (asText(number) !== asText(tracking))
    found.push(differ(about, 'Shipment', 'Tracking_Number__c', [number, tracking]));
  for (const line of order.lines) {
    const ordered = lines.get(lineKey(order, line).toLowerCase());
    const field = `Ordered__c of ${line.sku ?? line.rowId}`.slice(0, 120);
    if (ordered !== line.quantity)
      found.push(differ(about, 'Line', field, [ordered, line.quantity]));
  }
  return found;
}

/** What of an order of ours in Linnworks is not shown in Salesforce as it is. */
export function compareFulfilment(
  order: ObservedOrder,
  shown: ShownOrder | undefined,
  orderId: string | null,
  parcels: readonly ObservedParcel[],
): Difference[] {
  const { linnworksId } = order;
  const about: Common = {
    record: linnworksId,
    label: order.reference || String(order.number),
    orderId,
    linnworksId,
    repair: { way: 'write', order },
  };
  const missing = { ...about, kind: 'Missing In Salesforce', field: null } as const;
  if (shown === undefined) {
    const { state } = stateOf(order);
    return [{ ...missing, subject: 'Order', salesforceValue: null, linnworksValue: state }];
  }
  const context = { salesforceOrderId: orderId, traceId: null };
  const expected = toShipmentRecords(order, parcels, context, new Map()).length;
  const found = recordDifferences(order, shown, about);
  if (shown.shipments < expected)
    found.push({
      ...missing,
      subject: 'Shipment',
      salesforceValue: `${shown.shipments} parcels`,
      linnworksValue: `${expected} parcels`,
    });
  return found;
}
