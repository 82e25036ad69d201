import type { ObservedOrder } from './observed-order.ts';
import type { OrderState } from './order-state.ts';

/** A state and the sentence that says to people which fact was seen. */
export interface ReadState {
  readonly state: OrderState;
  readonly because: string;
}

/** What is known of an order beside its observation: wishes of Salesforce, returns and refunds. */
export interface OwnFacts {
  readonly isCancelAsked: boolean;
  readonly cancelledPieces: number;
  readonly isReturnBooked: boolean;
  readonly returnedPieces: number;
  readonly shippedPieces: number;
  readonly isRefundedInFull: boolean;
}

export const NO_OWN_FACTS: OwnFacts = {
  isCancelAsked: false,
  cancelledPieces: 0,
  isReturnBooked: false,
  returnedPieces: 0,
  shippedPieces: 0,
  isRefundedInFull: false,
};

interface StateRule extends ReadState {
  readonly when: (order: ObservedOrder) => boolean;
}

/** First match wins, the strongest fact first. `Processed` comes before hold: the same flag says cancelled afterwards. */
export const STATE_RULES: readonly StateRule[] = [
  {
    state: 'Cancelled',
    when: (o) => o.isProcessed && o.isCancelled,
    because: 'Linnworks lists it as cancelled.',
  },
  { state: 'Shipped', when: (o) => o.isProcessed, because: 'Linnworks has processed it.' },
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
    state: 'Part Shipped',
    when: (o) => o.isPartShipped === true,
    because: 'Some of its lines have left the warehouse.',
  },
  {
    state: 'Packed',
    when: (o) => o.isLabelPrinted || o.shipping.trackingNumber !== null,
    because: 'Its shipping label is printed.',
  },
  { state: 'Picked', when: (o) => o.isPicked === true, because: 'Its pick wave says picked.' },
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

interface OwnRule extends ReadState {
  readonly over: (seen: OrderState) => boolean;
  readonly when: (own: OwnFacts) => boolean;
}

const shipped = (seen: OrderState): boolean => seen === 'Shipped';
const ended = (seen: OrderState): boolean =>
  ['Shipped', 'Cancelled', 'Merged', 'Deleted'].includes(seen);
const open = (seen: OrderState): boolean => !ended(seen);

/** What is laid over the state that Linnworks shows; first match wins. */
export const OWN_RULES: readonly OwnRule[] = [
  {
    state: 'Refunded',
    over: shipped,
    when: (own) => own.isRefundedInFull,
    because: 'All of its money went back.',
  },
  {
    state: 'Returned',
    over: shipped,
    when: (own) => own.returnedPieces > 0 && own.returnedPieces >= own.shippedPieces,
    because: 'Everything came back.',
  },
  {
    state: 'Part Returned',
    over: shipped,
    when: (own) => own.returnedPieces > 0,
    because: 'Some of its pieces came back.',
  },
  {
    state: 'Return Booked',
    over: shipped,
    when: (own) => own.isReturnBooked,
    because: 'A return is booked.',
  },
  {
    state: 'Cancel Requested',
    over: open,
    when: (own) => own.isCancelAsked,
    because: 'Salesforce asked to cancel it.',
  },
  {
    state: 'Part Cancelled',
    over: (seen) => seen === 'Accepted' || seen === 'Allocated',
    when: (own) => own.cancelledPieces > 0,
    because: 'Some of its pieces were cancelled.',
  },
];

/** The state that the facts of Linnworks stand for, and why. Total: every observation has one. */
export function stateOf(order: ObservedOrder): ReadState {
  const rule = STATE_RULES.find(({ when }) => when(order));
  if (!rule) throw new Error('STATE_RULES ends with a rule that always holds');
  return { state: rule.state, because: rule.because };
}

/** The state to show: what Linnworks shows, and laid over it what we know beside. */
export function shownState(seen: ReadState, own: OwnFacts): ReadState {
  const rule = OWN_RULES.find(({ over, when }) => over(seen.state) && when(own));
  return rule ? { state: rule.state, because: rule.because } : seen;
}
