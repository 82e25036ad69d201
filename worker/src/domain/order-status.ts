import type { OrderState } from './order-state.ts';

/** How far a state is; the order as a whole is as far as the part that is furthest behind. */
const WAY: readonly OrderState[] = [
  ...(['Released', 'Sent', 'On Hold', 'Parked', 'Cancel Requested', 'Accepted'] as const),
  ...(['Part Cancelled', 'Allocated', 'Picking', 'Picked', 'Packed'] as const),
  ...([
    'Part Shipped',
    'Shipped',
    'Return Booked',
    'Part Returned',
    'Returned',
    'Refunded',
  ] as const),
];
const LEFT: readonly OrderState[] = [
  'Shipped',
  'Return Booked',
  'Part Returned',
  'Returned',
  'Refunded',
];

/**
 * One state for a Salesforce order from the states of its Linnworks orders. Parts that were merged away or deleted say
 * nothing; replacements are left to the caller. Cancelled parts count only when nothing else is left. Parts that left
 * and parts that did not make it Part Shipped; returned and kept parts make it Part Returned.
 * @returns null when no part says anything.
 */
export function combinedState(parts: readonly OrderState[]): OrderState | null {
  const telling: OrderState[] = parts.filter((state) => state !== 'Merged' && state !== 'Deleted');
  const alive: OrderState[] = telling.filter((state) => state !== 'Cancelled');
  if (alive.length === 0) return telling.length === 0 ? null : 'Cancelled';
  const left = alive.filter((state) => LEFT.includes(state));
  if (left.length > 0 && left.length < alive.length) return 'Part Shipped';
  const isBack = (state: OrderState): boolean => state !== 'Shipped' && state !== 'Return Booked';
  if (left.some(isBack) && new Set(left).size > 1)
    return left.every((state) => state === 'Returned' || state === 'Refunded')
      ? 'Returned'
      : 'Part Returned';
  if (left.includes('Return Booked')) return 'Return Booked';
  return WAY.find((state) => alive.includes(state)) ?? null;
}
