import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOOD_ORDERS } from '../../sandbox/scenarios/orders.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { startAuditedWorld, type AuditedWorld } from './audited-world.ts';

let world: AuditedWorld;
beforeAll(async () => {
  // Slow replies widen the window in which a call is on its way while the worker dies.
  world = await startAuditedWorld({ pace: 'fast', accountLatencyMs: 60 });
});
afterAll(async () => {
  await world?.close();
});

/** Milliseconds after the first activation: before, during and after the create call of different orders. */
const KILL_AFTER_MS = [0, 120, 350, 700];

describe('kill -9 of the worker', () => {
  it('loses no order and sends none twice', async () => {
    const placed: string[] = [];
    for (const [round, delay] of KILL_AFTER_MS.entries()) {
      const orders = [GOOD_ORDERS[round], GOOD_ORDERS[(round + 1) % GOOD_ORDERS.length]];
      for (const order of orders)
        if (order) placed.push((await world.shop.place(order)).orderNumber);
      await new Promise((resolve) => setTimeout(resolve, delay));
      await world.worker.kill();
      await world.worker.start();
    }
    await waitFor(
      'every order shipped in Salesforce',
      async () => {
        const rows = await world.org.query<{ State__c: string }>(
          'SELECT State__c FROM Linnworks_Order__c',
        );
        return rows.length >= placed.length && rows.every((row) => row.State__c === 'Shipped');
      },
      120_000,
    );
    const references = (await world.account.orders()).map(({ ReferenceNum }) => ReferenceNum);
    expect([...references].sort()).toEqual([...placed].sort());
    expect(await world.org.query('SELECT Id FROM Linnworks_Order__c')).toHaveLength(placed.length);
  });
});
