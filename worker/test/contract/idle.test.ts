import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IdleWorld } from './idle-world.ts';

/** What an org of the smallest edition can spare: a fifth of 15,000. */
const CALLS_A_DAY = 3_000;
const HOURS = 1;

let world: IdleWorld;
beforeAll(async () => {
  world = await IdleWorld.open();
  // What only a start needs: descriptions, the first load, the products.
  await world.pass(15);
  world.takeCounts();
  world.failures();
}, 120_000);
afterAll(() => world?.close());

describe('a worker that has nothing to do', () => {
  it('calls Salesforce twice a minute at most, and still looks every minute', async () => {
    await world.pass(HOURS * 60);
    expect(world.failures()).toEqual([]);
    const counts = world.takeCounts();
    const calls = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(calls, JSON.stringify(counts)).toBeLessThanOrEqual((CALLS_A_DAY / 24) * HOURS);
    // Requests, settings and mapping rows are read each minute, by one call.
    expect(counts['POST /composite']).toBeGreaterThanOrEqual(HOURS * 60);
    // A heartbeat every two minutes.
    const beats = counts['PATCH /composite/sobjects/Linnworks_Sync_Stream__c/Key__c'];
    expect(beats).toBeGreaterThanOrEqual(HOURS * 30 - 1);
  }, 120_000);

  it('still knows how much of both allowances of the day is used', () => {
    const { records } = world.org.core.query(
      world.org.control.admin(),
      "SELECT Budgets__c FROM Linnworks_Sync_Stream__c WHERE Key__c = 'worker'",
    );
    const budgets = JSON.parse(String(records[0]?.['Budgets__c'])) as Record<string, unknown>[];
    expect(budgets.filter(({ window }) => window === 'day')).toMatchObject([
      { name: 'Salesforce API', used: expect.any(Number) as number, limit: 100_000 },
      { name: 'Salesforce events', used: 0, limit: 50_000 },
    ]);
  });
});
