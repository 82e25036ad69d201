import { describe, expect, it } from 'vitest';
import { combinedState } from './order-status.ts';

describe('one state for an order of several parts', () => {
  it.each([
    [['Picking'], 'Picking'],
    [['Shipped', 'Picking'], 'Part Shipped'],
    [['Shipped', 'Shipped'], 'Shipped'],
    [['Allocated', 'Packed', 'Cancelled'], 'Allocated'],
    [['Cancelled', 'Cancelled'], 'Cancelled'],
    [['Cancelled', 'Shipped'], 'Shipped'],
    [['Merged', 'Deleted'], null],
    [['Merged', 'Packed'], 'Packed'],
    [[], null],
    [['Returned', 'Shipped'], 'Part Returned'],
    [['Returned', 'Refunded'], 'Returned'],
    [['Return Booked', 'Shipped'], 'Return Booked'],
    [['On Hold', 'Packed'], 'On Hold'],
  ] as const)('%j is %s', (parts, state) => {
    expect(combinedState(parts)).toBe(state);
    expect(combinedState([...parts].reverse())).toBe(state);
  });
});
