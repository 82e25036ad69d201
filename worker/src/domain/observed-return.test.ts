import { describe, expect, it } from 'vitest';
import { returnFacts, type SoldOrder } from './after-sale.ts';
import { sumReturns, type ObservedReturn } from './observed-return.ts';
import { NO_OWN_FACTS, shownState } from './state-rules.ts';

const LINES = ['a', 'b', 'c'].map((rowId, index) => ({
  rowId,
  isService: false,
  quantity: index + 1,
}));
const ORDER: SoldOrder = {
  totals: { total: 60 },
  lines: [...LINES, { rowId: 'gift wrap', isService: true, quantity: 1 }],
};

function rma(status: ObservedReturn['status'], pieces: Record<string, number>): ObservedReturn {
  const lines = Object.entries(pieces).map(([orderRowId, quantity]) => ({
    ...{ rowId: orderRowId, unit: 'Item' as const, orderRowId, sku: null, title: null, quantity },
    ...{ scrapped: 0, amount: 0, locationId: null, reason: null, category: null, isDeleted: false },
  }));
  return {
    ...{ key: 'rma:1', linnworksId: 'x', kind: 'Return', status, number: 1, lines, amount: 0 },
    ...{ externalReference: null, currency: null, bookedAt: null, actionedAt: null, error: null },
    newOrderIds: [],
  };
}
const refund = (status: ObservedReturn['status'], amount: number): ObservedReturn => ({
  ...rma(status, {}),
  kind: 'Refund',
  amount,
});
function stateOf(...returns: ObservedReturn[]): string {
  const facts = returnFacts({ ...ORDER, afterSale: sumReturns(returns) });
  return shownState({ state: 'Shipped', because: '' }, { ...NO_OWN_FACTS, ...facts }).state;
}

/** Small numbers that are different in every run of a test and the same in each run of the suite. */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647);
}

describe('the state after the sale', () => {
  it.each([
    [[], 'Shipped'],
    [[rma('Booked', { a: 1 })], 'Return Booked'],
    [[rma('Received', { a: 1 })], 'Part Returned'],
    [[rma('Received', { a: 1, b: 2, c: 3 })], 'Returned'],
    [[rma('Cancelled', { a: 1 })], 'Shipped'],
    [[rma('Failed', { a: 1 })], 'Shipped'],
    [[refund('Requested', 60)], 'Shipped'],
    [[refund('Refunded', 59.99)], 'Shipped'],
    [[refund('Refunded', 59.99), refund('Refunded', 0.01)], 'Refunded'],
    [[rma('Received', { a: 1, b: 2, c: 3 }), refund('Refunded', 60)], 'Refunded'],
  ] as const)('of %j is %s', (returns, state) => {
    expect(stateOf(...returns)).toBe(state);
  });

  it('says nothing of an order whose returns were never looked at', () => {
    expect(returnFacts(ORDER)).toEqual({});
  });

  it('does not depend on the order or the packing of the returns, and quantities add up', () => {
    const next = dice(7);
    for (let round = 0; round < 300; round++) {
      const pieces = LINES.flatMap(({ rowId, quantity }) =>
        Array.from({ length: next() % (quantity + 1) }, () => rowId),
      );
      const single = pieces.map((rowId) => rma('Received', { [rowId]: 1 }));
      const shuffled = [...single].sort(() => (next() % 2) - 0.5);
      const sums = sumReturns(shuffled);
      const total = Object.values(sums.returned).reduce((sum, count) => sum + count, 0);
      expect(total).toBe(pieces.length);
      const packed = Object.fromEntries(Map.groupBy(pieces, (one) => one).entries());
      const counts = Object.entries(packed).map(([rowId, all]) => [rowId, all?.length ?? 0]);
      const whole = rma('Received', Object.fromEntries(counts) as Record<string, number>);
      expect(stateOf(...shuffled)).toBe(stateOf(whole));
    }
  });
});
