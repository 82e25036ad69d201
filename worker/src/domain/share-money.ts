import { fromMinor, toMinor } from './money.ts';

/**
 * Shares an amount in proportion to the weights, in whole minor units that add up to it exactly: what rounding leaves
 * goes to the largest remainders. Without any weight it is shared evenly.
 */
export function shareMoney(amount: number, weights: readonly number[], currency: string): number[] {
  if (weights.length === 0) return [];
  const total = toMinor(amount, currency);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) =>
    sum === 0 ? total / weights.length : (total * weight) / sum,
  );
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((all, share) => all + share, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares.map((share) => fromMinor(share, currency));
}
