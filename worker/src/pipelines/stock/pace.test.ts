import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

/** Of Stock/GetStockItemsFull: 150 calls a minute. */
const A_FIFTH = 30;
const MINUTE = 60_000;

it('takes at most a fifth of the quota in any minute, however often it is asked', () => {
  let now = 0;
  const pace = createPace({ now: () => new Date(now), sleep: () => Promise.resolve() });
  const taken: number[] = [];
  for (; now < 5 * MINUTE; now += 100) if (pace.take()) taken.push(now);
  const inMinuteFrom = (from: number) =>
    taken.filter((at) => at >= from && at < from + MINUTE).length;
  expect(Math.max(...taken.map(inMinuteFrom))).toBeLessThanOrEqual(A_FIFTH);
  // And no less than what brings 100,000 SKUs round in twenty minutes.
  expect(taken.length).toBeGreaterThanOrEqual(5 * 25);
});
