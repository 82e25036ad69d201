/**
 * 100,000 fuzzed orders, replies and events against the production code: nothing crashes, nothing is written in part, and
 * whatever is bad has a code and a trace ID. `CHAOS_SEED` runs other ones.
 */
import { atLeast, atMost, type BenchRow } from '../../bench/bench-row.ts';
import type { Findings } from '../fuzz/findings.ts';
import { fuzzEvents } from '../fuzz/fuzz-events.ts';
import { fuzzOrders } from '../fuzz/fuzz-orders.ts';
import { fuzzReplies } from '../fuzz/fuzz-replies.ts';
import { Random } from '../fuzz/random.ts';

const ORDERS = 60_000;
const REPLIES = 15_000;
const EVENTS = 25_000;
const MOST_SHOWN = 5;

const figure = (name: string) => ({ group: 'fuzz', figure: name, unit: '' });

function rowsOf(what: string, wanted: number, found: Findings): BenchRow[] {
  for (const sentence of [...found.crashes, ...found.halves, ...found.mute].slice(0, MOST_SHOWN))
    console.error(`${what}: ${sentence}`);
  return [
    atLeast(figure(`fuzzed ${what}`), found.count, wanted),
    atLeast(figure(`${what} that did their work`), found.good, 1),
    atMost(figure(`${what}: crashes`), found.crashes.length, 0),
    atMost(figure(`${what}: half-writes`), found.halves.length, 0),
    atMost(figure(`${what}: bad ones without code or trace ID`), found.mute.length, 0),
  ];
}

export async function run(): Promise<BenchRow[]> {
  const random = new Random(Number(process.env.CHAOS_SEED ?? 20_261_124));
  return [
    ...rowsOf('orders', ORDERS, await fuzzOrders(random, ORDERS)),
    ...rowsOf('replies', REPLIES, await fuzzReplies(random, REPLIES)),
    ...rowsOf('events', EVENTS, await fuzzEvents(random, EVENTS)),
  ];
}
