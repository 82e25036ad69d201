import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectorError } from '../../../src/domain/connector-error.ts';
import { DrilledWorld } from './drilled-world.ts';

const HOUR = 60;
let world: DrilledWorld;
beforeEach(async () => {
  world = await DrilledWorld.open();
});
afterEach(() => world.bench.account.close());

const linnworks = (...rules: object[]) => world.bench.control('POST', 'faults', rules);
const answer = (status: number) => ({ match: { path: '.' }, status, body: 'no' });
const salesforce = (code: 'SF_UNAVAILABLE' | 'SF_SESSION_REFUSED' | 'SF_LIMIT_EXCEEDED') => {
  const kinds = {
    SF_UNAVAILABLE: 'transient',
    SF_SESSION_REFUSED: 'auth',
    SF_LIMIT_EXCEEDED: 'throttled',
  } as const;
  world.org.fault = new ConnectorError({ code, kind: kinds[code], message: 'No.' });
};
const isBack = async (): Promise<void> => {
  world.org.fault = null;
  await world.bench.control('DELETE', 'faults');
};

const DRILLS: readonly (readonly [string, string, () => unknown])[] = [
  ['Linnworks is down', 'System Down|Linnworks', () => linnworks(answer(503))],
  ['the token of Linnworks is revoked', 'Login Refused|Linnworks', () => linnworks(answer(401))],
  ['Salesforce is down', 'System Down|Salesforce', () => salesforce('SF_UNAVAILABLE')],
  [
    'Salesforce refuses the token',
    'Login Refused|Salesforce',
    () => salesforce('SF_SESSION_REFUSED'),
  ],
  ['the daily limit is reached', 'Quota Low|Salesforce', () => salesforce('SF_LIMIT_EXCEEDED')],
];

describe('six hours under load while', () => {
  it.each(DRILLS)(
    '%s: one alarm, nothing lost, nothing twice, over by itself',
    async (_, key, fail) => {
      await world.pass(20, 5);
      await fail();
      await world.pass(6 * HOUR, 10);
      // No error for each order, however many wait.
      expect(world.bench.openCodes()).toEqual([]);
      await isBack();
      await world.pass(15, 5);
      expect(await world.faults()).toEqual([]);
      expect(world.alarms()).toMatchObject([{ Key__c: key, Status__c: 'Closed' }]);
      expect(world.told).toHaveLength(2);
      expect(world.org.orders.size).toBe(43);
    },
  );
});

describe('without any event', () => {
  it('everything arrives by the outbox alone, and nobody is alarmed', async () => {
    await world.pass(6 * HOUR, 10);
    await world.pass(5);
    expect(await world.faults()).toEqual([]);
    expect(world.alarms()).toEqual([]);
  });
});
