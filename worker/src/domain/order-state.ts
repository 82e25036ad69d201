/**
 * The life of an order, as `Linnworks_Order__c.State__c` shows it: the only place that says what a state means, how sure
 * it is and what may follow.
 *
 * An order is Released and Sent by us, then Accepted by Linnworks. In the warehouse its plain way is Allocated, Picking,
 * Picked, Packed, Shipped; On Hold and Parked may come and go before it ships. Linnworks has no flag for most of these,
 * so each is read off the facts that stand for it (domain/state-rules.ts): processed and not cancelled is the one fact to
 * trust; a printed label or a tracking number stands for Packed, because labels are made at the packing bench and there
 * is no packed flag; a printed pick list or a pick wave stands for Picking; the pick state of the wave for Picked.
 * An open order moves freely, also backwards: labels are voided, holds are lifted, goods go back to the shelf. An end
 * (Shipped, Cancelled, Merged, Deleted) is for good, except that returns and refunds follow Shipped. When both sides
 * moved, Linnworks wins on what happened to the goods and Salesforce on what the customer wishes: a wish to cancel shows
 * as long as the order is open, and a shipped order stays shipped whatever was wished. Who read later wins over who read
 * earlier (domain/version.ts); a move that this table does not know is shown as a conflict and changes nothing.
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

export interface StateRow {
  /** Whose move leads into it. */
  readonly by: 'Salesforce' | 'Linnworks';
  /** What stands for it. */
  readonly fact: string;
  /** `certain`: a fact of its own. `likely`: the fact usually means it. `weak`: depends on how the warehouse works. */
  readonly sure: 'certain' | 'likely' | 'weak';
  /** What may be shown after it; the same state again is always fine. */
  readonly next: readonly OrderState[];
}

/** Whatever was seen in one of these has left the open orders for good. */
export const ENDS: readonly OrderState[] = ['Shipped', 'Cancelled', 'Merged', 'Deleted'];
const RETURNS: readonly OrderState[] = ['Return Booked', 'Part Returned', 'Returned', 'Refunded'];
/** An observation may miss any number of steps between two looks, so every end and every return may follow at once. */
const ANYTHING_OPEN: readonly OrderState[] = [
  ...(['Accepted', 'On Hold', 'Parked', 'Allocated', 'Picking', 'Picked', 'Packed'] as const),
  ...(['Part Shipped', 'Cancel Requested', 'Part Cancelled'] as const),
  ...ENDS,
  ...RETURNS,
];
/** Goods that have left do not come back without a return. */
const AFTER_PART_SHIPPED: readonly OrderState[] = [
  ...(['On Hold', 'Parked', 'Cancel Requested', 'Part Cancelled', 'Shipped', 'Cancelled'] as const),
  ...RETURNS,
];

const ours = (fact: string, sure: StateRow['sure'], next: readonly OrderState[]): StateRow => ({
  by: 'Salesforce',
  fact,
  sure,
  next,
});
const theirs = (fact: string, sure: StateRow['sure'], next: readonly OrderState[]): StateRow => ({
  by: 'Linnworks',
  fact,
  sure,
  next,
});

export const ORDER_STATES: Readonly<Record<OrderState, StateRow>> = {
  Released: ours('Activated in Salesforce.', 'certain', ['Sent', ...ANYTHING_OPEN]),
  Sent: ours('CreateOrders was called.', 'certain', ANYTHING_OPEN),
  Accepted: theirs('Open, and nothing else is known.', 'certain', ANYTHING_OPEN),
  'On Hold': theirs('HoldOrCancel on an open order.', 'certain', [...ANYTHING_OPEN]),
  Parked: theirs('IsParked.', 'certain', ANYTHING_OPEN),
  Allocated: theirs('StockAllocationType is Full.', 'likely', ANYTHING_OPEN),
  Picking: theirs('The pick list is printed, or a pick wave.', 'likely', ANYTHING_OPEN),
  Picked: theirs('PickState of the wave is Picked.', 'certain', ANYTHING_OPEN),
  Packed: theirs('The label is printed, or a tracking number.', 'weak', ANYTHING_OPEN),
  'Part Shipped': theirs('PartShipped of the v1 read.', 'certain', AFTER_PART_SHIPPED),
  Shipped: theirs('Processed and not cancelled.', 'certain', RETURNS),
  'Cancel Requested': ours('A wish to cancel that is not decided.', 'certain', ANYTHING_OPEN),
  'Part Cancelled': ours('Pieces were taken out of the order.', 'certain', ANYTHING_OPEN),
  Cancelled: theirs('Processed and cancelled.', 'certain', ['Refunded']),
  'Return Booked': theirs('An RMA is booked, nothing is back.', 'certain', ['Shipped', ...RETURNS]),
  'Part Returned': theirs('Some pieces are back.', 'certain', RETURNS),
  Returned: theirs('Every shipped piece is back.', 'certain', ['Part Returned', 'Refunded']),
  Refunded: theirs('All of its money went back.', 'certain', RETURNS),
  Merged: theirs('Gone, and a relation leads to another order.', 'certain', []),
  Deleted: theirs('Gone, and no relation is known.', 'likely', []),
};

/** Whether `next` may be shown after `current`; the same state again is always fine. */
export function mayFollow(current: OrderState, next: OrderState): boolean {
  return current === next || ORDER_STATES[current].next.includes(next);
}
