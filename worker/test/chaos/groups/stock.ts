/**
 * 10,000 random events of stock against the production code (see histories/stock-walk.ts), on virtual time and an account
 * without quotas. What differs in the end is printed with the seed; `CHAOS_SEED` walks it again.
 */
import { StockWorld } from '../../contract/stock/stock-world.ts';
import { atLeast, atMost, type BenchRow } from '../../bench/bench-row.ts';
import { walkStock } from '../histories/stock-walk.ts';

const EVENTS = 10_000;
const ITEMS = 800;
const SHOWN = 20;
const figure = (name: string) => ({ group: 'stock', figure: name, unit: '' });

export async function run(): Promise<BenchRow[]> {
  const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const world = await StockWorld.start();
  try {
    const { walked, faults } = await walkStock(world, { events: EVENTS, items: ITEMS, seed });
    if (faults.length > 0) console.error(`CHAOS_SEED=${seed}`, faults.slice(0, SHOWN));
    return [
      atLeast(figure('random events of stock'), walked, EVENTS),
      atMost(figure('levels or movements that differ at rest'), faults.length, 0),
    ];
  } finally {
    await world.close();
  }
}
