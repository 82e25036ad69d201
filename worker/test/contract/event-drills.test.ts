import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { BelledWorld } from './belled-world.ts';

const HOUR = 60;
let world: BelledWorld;
beforeEach(async () => {
  world = await BelledWorld.open();
  world.start();
  await becomes('connected');
});
afterEach(() => world.close());

const becomes = (state: string) =>
  waitFor(`the state ${state}`, async () => world.state === state, 30_000, 20);
const rung = (times: number) =>
  waitFor(`${times} rings`, async () => world.rings >= times, 30_000, 20);

describe('drills of the bell: nobody acts, nothing is lost, one alarm, over by itself', () => {
  it('the event allocation of the day is used up', async () => {
    world.sell();
    await world.pass(5);
    expect(world.alarms()).toEqual([]);
    world.limitEvents(1);
    world.sell();
    await becomes('daily-limit');
    await world.pass(3 * HOUR, 10);
    expect(world.lost()).toEqual([]);
    expect(world.sold).toBe(20);
    expect(world.alarms()).toMatchObject([
      { Key__c: 'Quota Low|Salesforce events', Status__c: 'Open' },
    ]);
    // Deliveries count over rolling 24 hours.
    world.nextDay();
    await becomes('connected');
    // Longer than the last answer holds.
    await world.pass(30);
    expect(world.alarms()).toMatchObject([
      { Key__c: 'Quota Low|Salesforce events', Status__c: 'Closed' },
    ]);
    expect(world.told).toHaveLength(2);
    const rings = world.rings;
    world.sell();
    await rung(rings + 1);
    await world.pass(5);
    expect(world.lost()).toEqual([]);
  }, 120_000);

  it('the worker was away for so long that its place in the events is gone', async () => {
    world.sell();
    await world.pass(5);
    await world.stop();
    world.passWithout(80);
    world.org.control.expireEvents();
    expect(world.alarms()).toMatchObject([{ Kind__c: 'Worker Silent', Status__c: 'Open' }]);
    expect(world.lost()).toHaveLength(8);
    world.start();
    await becomes('connected');
    await world.pass(10);
    expect(world.lost()).toEqual([]);
    expect(world.alarms()).toMatchObject([{ Kind__c: 'Worker Silent', Status__c: 'Closed' }]);
    const rings = world.rings;
    world.sell();
    await rung(rings + 1);
    await world.pass(5);
    expect(world.lost()).toEqual([]);
  });
});
