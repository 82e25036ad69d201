import { afterAll, beforeAll, expect, it } from 'vitest';
import { followOneOrder } from '../../sandbox/scenarios/one-order.ts';
import { DUTCH_COOKING } from '../../sandbox/scenarios/orders.ts';
import { startAuditedWorld, type AuditedWorld } from './audited-world.ts';

let world: AuditedWorld;
beforeAll(async () => {
  world = await startAuditedWorld({ pace: 'fast', namespace: 'lwsync' });
});
afterAll(async () => {
  await world?.close();
});

it('works the same when the package is installed with a namespace', async () => {
  const story = await followOneOrder(world, DUTCH_COOKING);
  expect(story.trackingNumber).not.toBe('');
});
