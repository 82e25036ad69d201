/* Renewed by `npm run generate` from worker/src/domain/order-state.ts. */
import factReleased from '@salesforce/label/c.Linnworks_State_Fact_Released';
import factSent from '@salesforce/label/c.Linnworks_State_Fact_Sent';
import factAccepted from '@salesforce/label/c.Linnworks_State_Fact_Accepted';
import factOnHold from '@salesforce/label/c.Linnworks_State_Fact_On_Hold';
import factParked from '@salesforce/label/c.Linnworks_State_Fact_Parked';
import factAllocated from '@salesforce/label/c.Linnworks_State_Fact_Allocated';
import factPicking from '@salesforce/label/c.Linnworks_State_Fact_Picking';
import factPicked from '@salesforce/label/c.Linnworks_State_Fact_Picked';
import factPacked from '@salesforce/label/c.Linnworks_State_Fact_Packed';
import factPartShipped from '@salesforce/label/c.Linnworks_State_Fact_Part_Shipped';
import factShipped from '@salesforce/label/c.Linnworks_State_Fact_Shipped';
import factCancelRequested from '@salesforce/label/c.Linnworks_State_Fact_Cancel_Requested';
import factPartCancelled from '@salesforce/label/c.Linnworks_State_Fact_Part_Cancelled';
import factCancelled from '@salesforce/label/c.Linnworks_State_Fact_Cancelled';
import factReturnBooked from '@salesforce/label/c.Linnworks_State_Fact_Return_Booked';
import factPartReturned from '@salesforce/label/c.Linnworks_State_Fact_Part_Returned';
import factReturned from '@salesforce/label/c.Linnworks_State_Fact_Returned';
import factRefunded from '@salesforce/label/c.Linnworks_State_Fact_Refunded';
import factMerged from '@salesforce/label/c.Linnworks_State_Fact_Merged';
import factDeleted from '@salesforce/label/c.Linnworks_State_Fact_Deleted';

/** One state of an order in Linnworks, and what may be shown after it. */
export interface StateInfo {
  readonly name: string;
  /** Whose move leads into it. */
  readonly by: 'Salesforce' | 'Linnworks';
  readonly sure: 'certain' | 'likely' | 'weak';
  readonly fact: string;
  readonly next: readonly string[];
}

const words = (text: string): readonly string[] => (text === '' ? [] : text.split(', '));

export const STATES: readonly StateInfo[] = [
  {
    name: 'Released',
    by: 'Salesforce',
    sure: 'certain',
    fact: factReleased,
    next: words(
      'Sent, Accepted, On Hold, Parked, Allocated, Picking, Picked, Packed, Part Shipped, Cancel Requested, Part Cancelled, Shipped, Cancelled, Merged, Deleted, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'Sent',
    by: 'Salesforce',
    sure: 'certain',
    fact: factSent,
    next: words(
      'Accepted, On Hold, Parked, Allocated, Picking, Picked, Packed, Part Shipped, Cancel Requested, Part Cancelled, Shipped, Cancelled, Merged, Deleted, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'Accepted',
    by: 'Linnworks',
    sure: 'certain',
    fact: factAccepted,
    next: words(
      'Accepted, On Hold, Parked, Allocated, Picking, Picked, Packed, Part Shipped, Cancel Requested, Part Cancelled, Shipped, Cancelled, Merged, Deleted, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'On Hold',
    by: 'Linnworks',
    sure: 'certain',
    fact: factOnHold,
    next: words(
      'Accepted, On Hold, Parked, Allocated, Picking, Picked, Packed, Part Shipped, Cancel Requested, Part Cancelled, Shipped, Cancelled, Merged, Deleted, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'Parked',
    by: 'Linnworks',
    sure: 'certain',
    fact: factParked,
    next: words(
      'Accepted, On Hold, Parked, Allocated, Picking, Picked, Packed, Part Shipped, Cancel Requested, Part Cancelled, Shipped, Cancelled, Merged, Deleted, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'Allocated',
    by: 'Linnworks',
    sure: 'likely',
    fact: factAllocated,
    next: words(
      'Accepted, On Hold, Parked, Allocated, Picking, Picked, Packed, Part Shipped, Cancel Requested, Part Cancelled, Shipped, Cancelled, Merged, Deleted, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'Picking',
    by: 'Linnworks',
    sure: 'likely',
    fact: factPicking,
    next: words(
      'Accepted, On Hold, Parked, Allocated, Picking, Picked, Packed, Part Shipped, Cancel Requested, Part Cancelled, Shipped, Cancelled, Merged, Deleted, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'Picked',
    by: 'Linnworks',
    sure: 'certain',
    fact: factPicked,
    next: words(
      'Accepted, On Hold, Parked, Allocated, Picking, Picked, Packed, Part Shipped, Cancel Requested, Part Cancelled, Shipped, Cancelled, Merged, Deleted, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'Packed',
    by: 'Linnworks',
    sure: 'weak',
    fact: factPacked,
    next: words(
      'Accepted, On Hold, Parked, Allocated, Picking, Picked, Packed, Part Shipped, Cancel Requested, Part Cancelled, Shipped, Cancelled, Merged, Deleted, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'Part Shipped',
    by: 'Linnworks',
    sure: 'certain',
    fact: factPartShipped,
    next: words(
      'On Hold, Parked, Cancel Requested, Part Cancelled, Shipped, Cancelled, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'Shipped',
    by: 'Linnworks',
    sure: 'certain',
    fact: factShipped,
    next: words('Return Booked, Part Returned, Returned, Refunded'),
  },
  {
    name: 'Cancel Requested',
    by: 'Salesforce',
    sure: 'certain',
    fact: factCancelRequested,
    next: words(
      'Accepted, On Hold, Parked, Allocated, Picking, Picked, Packed, Part Shipped, Cancel Requested, Part Cancelled, Shipped, Cancelled, Merged, Deleted, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'Part Cancelled',
    by: 'Salesforce',
    sure: 'certain',
    fact: factPartCancelled,
    next: words(
      'Accepted, On Hold, Parked, Allocated, Picking, Picked, Packed, Part Shipped, Cancel Requested, Part Cancelled, Shipped, Cancelled, Merged, Deleted, Return Booked, Part Returned, Returned, Refunded',
    ),
  },
  {
    name: 'Cancelled',
    by: 'Linnworks',
    sure: 'certain',
    fact: factCancelled,
    next: words('Refunded'),
  },
  {
    name: 'Return Booked',
    by: 'Linnworks',
    sure: 'certain',
    fact: factReturnBooked,
    next: words('Shipped, Return Booked, Part Returned, Returned, Refunded'),
  },
  {
    name: 'Part Returned',
    by: 'Linnworks',
    sure: 'certain',
    fact: factPartReturned,
    next: words('Return Booked, Part Returned, Returned, Refunded'),
  },
  {
    name: 'Returned',
    by: 'Linnworks',
    sure: 'certain',
    fact: factReturned,
    next: words('Part Returned, Refunded'),
  },
  {
    name: 'Refunded',
    by: 'Linnworks',
    sure: 'certain',
    fact: factRefunded,
    next: words('Return Booked, Part Returned, Returned, Refunded'),
  },
  { name: 'Merged', by: 'Linnworks', sure: 'certain', fact: factMerged, next: words('') },
  { name: 'Deleted', by: 'Linnworks', sure: 'likely', fact: factDeleted, next: words('') },
];

/** Whether `next` may be shown after `current`; the same state again is always fine. */
export function mayFollow(current: string, next: string): boolean {
  const row = STATES.find(({ name }) => name === current);
  return current === next || row?.next.includes(next) === true;
}
