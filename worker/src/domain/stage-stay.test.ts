import { describe, expect, it } from 'vitest';
import type { OrderState } from './order-state.ts';
import { endedStay } from './stage-stay.ts';
import type { OrderSnapshot } from './tables.ts';

const at = (state: OrderState, stateSince: string | null): OrderSnapshot =>
  ({ state, stateSince }) as OrderSnapshot;
const THURSDAY = '2026-11-26T10:00:00Z';

describe('a stay in a stage', () => {
  it('ends with the next state; begun hours are full ones', () => {
    const stay = endedStay(at('Picking', THURSDAY), at('Packed', '2026-11-26T13:20:00Z'));
    expect(stay).toEqual({ stage: 'Picking', day: '2026-11-26', hours: 4 });
  });

  it('is not longer for a weekend, and never endless', () => {
    const until = (to: string) => endedStay(at('Parked', THURSDAY), at('Shipped', to))?.hours;
    expect(until('2026-11-30T10:00:00Z')).toBe(48);
    expect(until('2027-11-30T10:00:00Z')).toBe(999);
  });

  it.each([
    ['a new order', undefined, at('Accepted', THURSDAY)],
    ['the same state', at('Packed', THURSDAY), at('Packed', THURSDAY)],
    ['a beginning that nobody knows', at('Packed', null), at('Shipped', THURSDAY)],
    ['a state that is no stage', at('Shipped', THURSDAY), at('Returned', THURSDAY)],
    ['an order that is given up', at('On Hold', THURSDAY), at('Cancelled', THURSDAY)],
  ])('does not end with %s', (_, before, next) => {
    expect(endedStay(before, next)).toBeNull();
  });
});
