import { describe, expect, it } from 'vitest';
import { toMinor } from './money.ts';
import { shareMoney } from './share-money.ts';

describe('sharing an amount', () => {
  it.each([
    [10, [1, 1, 1], 'GBP', [3.34, 3.33, 3.33]],
    [100, [1, 3], 'JPY', [25, 75]],
    [0.01, [5, 5], 'EUR', [0.01, 0]],
    [9, [0, 0], 'GBP', [4.5, 4.5]],
    [5, [], 'GBP', []],
  ] as const)('%d over %j in %s', (amount, weights, currency, shares) => {
    expect(shareMoney(amount, weights, currency)).toEqual(shares);
  });

  it('always adds up to the amount, and nobody pays', () => {
    let state = 11;
    const next = (): number => (state = (state * 16_807) % 2_147_483_647);
    for (let round = 0; round < 500; round++) {
      const amount = (next() % 1_000_000) / 100;
      const weights = Array.from({ length: 1 + (next() % 8) }, () => next() % 500);
      const shares = shareMoney(amount, weights, 'GBP');
      const sum = shares.reduce((all, share) => all + toMinor(share, 'GBP'), 0);
      expect(sum).toBe(toMinor(amount, 'GBP'));
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    }
  });
});
