import type { ObservedOrder } from './observed-order.ts';

/**
 * The life of an order in the warehouse, as `Linnworks_Order__c.State__c` shows it.
 *
 * The way of a plain order is Accepted, Allocated, Picking, Picked, Packed, Shipped. Linnworks has no flag for most of
 * these, so each is read off the facts that stand for it (`STATE_RULES`, first match wins, strongest fact first):
 * processed and not cancelled is the one fact to trust as Shipped; a printed label or a tracking number stands for
 * Packed, because labels are made at the packing bench; a printed pick list or a pick wave stands for Picking; a full
 * stock allocation for Allocated. On Hold and Parked may come and go at any time before shipping. Shipped and
 * Cancelled are final for the warehouse: after them only returns and refunds happen.
 */
export type OrderState =
  | 'Released'
  | 'Sent'
  | 'Accepted'
  | 'On Hold'
  | 'Parked'
  | 'Allocated'
  | 'Picking'
  | 'Picked'
  | 'Packed'
  | 'Part Shipped'
  | 'Shipped'
  | 'Cancel Requested'
  | 'Part Cancelled'
  | 'Cancelled'
  | 'Return Booked'
  | 'Part Returned'
  | 'Returned'
  | 'Refunded'
  | 'Merged'
  | 'Deleted';

interface StateRule {
  readonly state: OrderState;
  readonly when: (order: ObservedOrder) => boolean;
  /** One sentence for people: which fact was seen. */
  readonly because: string;
}

export const STATE_RULES: readonly StateRule[] = [
  {
    state: 'Cancelled',
    when: (o) => o.isProcessed && o.isCancelled,
    because: 'Linnworks lists it as cancelled.',
  },
  {
    state: 'Shipped',
    when: (o) => o.isProcessed,
    because: 'Linnworks has processed it.',
  },
  {
    state: 'Part Shipped',
    when: (o) => o.isPartShipped === true,
    because: 'Some of its lines have left the warehouse.',
  },
  {
    state: 'On Hold',
    when: (o) => o.isOnHold === true,
    because: 'It is on hold in Linnworks.',
  },
  {
    state: 'Parked',
    when: (o) => o.isParked && o.paymentStatus === 'Unpaid',
    because: 'It is parked until it is paid.',
  },
  {
    state: 'Parked',
    when: (o) => o.isParked,
    because: 'It is parked in Linnworks and is not picked.',
  },
  {
    state: 'Packed',
    when: (o) => o.isLabelPrinted || o.shipping.trackingNumber !== null,
    because: 'Its shipping label is printed.',
  },
  {
    state: 'Picking',
    when: (o) => o.isPickListPrinted || o.pickWaves.length > 0,
    because: 'Its pick list is printed.',
  },
  {
    state: 'Allocated',
    when: (o) => o.allocation === 'Full' || o.allocation === 'Over Allocated',
    because: 'Stock is reserved for all of its lines.',
  },
  { state: 'Accepted', when: () => true, because: 'It is open in Linnworks.' },
];

/** The state that the facts stand for, and why. Total: every observation has one. */
export function stateOf(order: ObservedOrder): { state: OrderState; because: string } {
  const rule = STATE_RULES.find(({ when }) => when(order));
  if (!rule) throw new Error('STATE_RULES ends with a rule that always holds');
  return { state: rule.state, because: rule.because };
}

const OPEN: readonly OrderState[] = [
  'Accepted',
  'On Hold',
  'Parked',
  'Allocated',
  'Picking',
  'Picked',
  'Packed',
  'Part Shipped',
  'Cancel Requested',
  'Part Cancelled',
];
const ENDINGS: readonly OrderState[] = ['Shipped', 'Cancelled', 'Merged', 'Deleted'];
const AFTER_SHIPPING: readonly OrderState[] = [
  'Return Booked',
  'Part Returned',
  'Returned',
  'Refunded',
];

/** What may be seen after what. An open order moves freely (labels are voided, holds are lifted); endings are final. */
export const MAY_FOLLOW: Readonly<Record<OrderState, readonly OrderState[]>> = {
  Released: ['Sent', ...OPEN, ...ENDINGS],
  Sent: [...OPEN, ...ENDINGS],
  Accepted: [...OPEN, ...ENDINGS],
  'On Hold': [...OPEN, ...ENDINGS],
  Parked: [...OPEN, ...ENDINGS],
  Allocated: [...OPEN, ...ENDINGS],
  Picking: [...OPEN, ...ENDINGS],
  Picked: [...OPEN, ...ENDINGS],
  Packed: [...OPEN, ...ENDINGS],
  'Part Shipped': ['Part Shipped', 'Part Cancelled', 'Shipped', ...AFTER_SHIPPING],
  Shipped: AFTER_SHIPPING,
  'Cancel Requested': [...OPEN, ...ENDINGS],
  'Part Cancelled': [...OPEN, ...ENDINGS],
  Cancelled: ['Refunded'],
  'Return Booked': [...AFTER_SHIPPING, 'Shipped'],
  'Part Returned': AFTER_SHIPPING,
  Returned: ['Refunded', 'Part Returned'],
  Refunded: AFTER_SHIPPING,
  Merged: [],
  Deleted: [],
};

/** Whether `next` may be shown after `current`; the same state again is always fine. */
export function mayFollow(current: OrderState, next: OrderState): boolean {
  return current === next || MAY_FOLLOW[current].includes(next);
}
