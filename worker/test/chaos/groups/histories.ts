/**
 * 100,000 random histories of an order against the production code (see histories/order-histories.ts): each is delivered
 * in order and again late, repeated, mixed up and across restarts. A history that fails is shrunk and printed with its
 * seed; `CHAOS_SEED` runs it again.
 */
import fc from 'fast-check';
import { atLeast, atMost, type BenchRow } from '../../bench/bench-row.ts';
import { faultOf, histories } from '../histories/order-histories.ts';

const HISTORIES = 100_000;
const figure = (name: string) => ({ group: 'histories', figure: name, unit: '' });

export async function run(): Promise<BenchRow[]> {
  const seed = process.env.CHAOS_SEED;
  const property = fc.asyncProperty(
    histories,
    async (history) => (await faultOf(history)) === null,
  );
  const result = await fc.check(property, {
    numRuns: HISTORIES,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  });
  if (result.counterexample !== null) {
    const [history] = result.counterexample;
    console.error(`CHAOS_SEED=${result.seed}`, await faultOf(history), JSON.stringify(history));
  }
  return [
    atLeast(figure('random histories of an order'), result.numRuns, HISTORIES),
    atMost(figure('histories that ended or moved wrongly'), result.failed ? 1 : 0, 0),
  ];
}
