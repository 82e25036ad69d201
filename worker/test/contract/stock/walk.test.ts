import { afterAll, beforeAll, expect, it } from 'vitest';
import { walkStock } from '../../chaos/histories/stock-walk.ts';
import { StockWorld } from './stock-world.ts';

let world: StockWorld;
beforeAll(async () => {
  world = await StockWorld.start();
});
afterAll(() => world?.close());

/** `npm run chaos -- --only stock` walks ten thousand events. */
it.each([1, 2])('a random walk of stock ends with both systems alike (seed %i)', async (seed) => {
  const { faults } = await walkStock(world, { events: 300, items: 250, seed });
  expect(faults).toEqual([]);
});
