import { expect, it } from 'vitest';
import type { Findings } from '../chaos/fuzz/findings.ts';
import { fuzzEvents } from '../chaos/fuzz/fuzz-events.ts';
import { fuzzOrders } from '../chaos/fuzz/fuzz-orders.ts';
import { fuzzReplies } from '../chaos/fuzz/fuzz-replies.ts';
import { Random } from '../chaos/fuzz/random.ts';

/** `npm run chaos -- --only fuzz` runs a hundred thousand of them. */
const CASES: readonly (readonly [string, (random: Random, count: number) => Promise<Findings>])[] =
  [
    ['orders', fuzzOrders],
    ['replies', fuzzReplies],
    ['events', fuzzEvents],
  ];

it.each(CASES)(
  'survives fuzzed %s: no crash, no half-write, a name for each bad one',
  async (_, fuzz) => {
    const { good, crashes, halves, mute } = await fuzz(new Random(7), 200);
    expect({ crashes, halves, mute }).toEqual({ crashes: [], halves: [], mute: [] });
    expect(good).toBeGreaterThan(0);
  },
);
