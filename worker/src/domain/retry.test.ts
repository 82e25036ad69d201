import { describe, expect, it } from 'vitest';
import { retryDelay } from './retry.ts';

const DAY_MS = 24 * 60 * 60_000;
const middle = (): number => 0.5;

describe('the retry ladder', () => {
  it('doubles from two seconds and ends at a day', () => {
    expect([1, 2, 3, 10].map((attempt) => retryDelay(attempt, 0, middle))).toEqual([
      2_000, 4_000, 8_000, 1_024_000,
    ]);
    expect(retryDelay(17, 0, middle)).toBe(DAY_MS);
    expect(retryDelay(100_000, 0, () => 1)).toBe(DAY_MS);
  });

  it('spreads what failed together by a fifth either way', () => {
    expect(retryDelay(5, 0, () => 0)).toBe(25_600);
    expect(retryDelay(5, 0, () => 1)).toBe(38_400);
  });

  it('never comes before the time that the other side named', () => {
    expect(retryDelay(1, 60_000)).toBe(60_000);
  });
});
