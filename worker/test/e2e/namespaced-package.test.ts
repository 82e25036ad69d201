import { afterAll, beforeAll, expect, it } from 'vitest';
import { followOneOrder } from '../../sandbox/scenarios/one-order.ts';
import { DUTCH_COOKING } from '../../sandbox/scenarios/orders.ts';
import { startWorld, type World } from '../../sandbox/scenarios/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ pace: 'fast', namespace: 'lwsync' });
});
afterAll(async () => {
  await world?.close();
});

it('works the same when the package is installed with a namespace', async () => {
  const story = await followOneOrder(world, DUTCH_COOKING);
  expect(story.trackingNumber).not.toBe('');
});
