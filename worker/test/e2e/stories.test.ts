import { afterAll, beforeAll, describe, it } from 'vitest';
import { ALL_STORIES } from '../../sandbox/scenarios/stories/all-stories.ts';
import { createScene, type Scene } from '../../sandbox/scenarios/stories/scene.ts';
import { startAuditedWorld, type AuditedWorld } from './audited-world.ts';

let world: AuditedWorld;
let scene: Scene;
beforeAll(async () => {
  world = await startAuditedWorld({
    pace: 'paused',
    workerEnv: {
      FULFILMENT_POLL_SECONDS: '1',
      OUTBOX_POLL_SECONDS: '2',
      RETURNS_POLL_SECONDS: '3',
      GONE_ORDERS_POLL_SECONDS: '3',
    },
  });
  scene = createScene(world);
});
afterAll(async () => {
  await world?.close();
});

describe('stories', () => {
  for (const { name, tell, isAlone } of ALL_STORIES)
    if (!isAlone) it.concurrent(name, () => tell(scene));
});

describe('stories that disturb the whole world', () => {
  for (const { name, tell, isAlone } of ALL_STORIES) if (isAlone) it(name, () => tell(scene));
  it('leave a worker that runs', ({ expect }) => {
    expect(world.worker.running).toBe(true);
  });
});
