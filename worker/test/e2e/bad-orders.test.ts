import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoOrders, type BadOrder, type DemoOrder } from '../../sandbox/scenarios/demo-driver.ts';
import { SCOUT_LAMPS } from '../../sandbox/scenarios/orders.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { startAuditedWorld, type AuditedWorld } from './audited-world.ts';

interface SyncError extends Record<string, unknown> {
  Id: string;
  Code__c: string;
  Status__c: string;
  Message__c: string;
  What_To_Do__c: string;
  Trace_Id__c: string;
}

let world: AuditedWorld;
let orders: DemoOrders;
beforeAll(async () => {
  world = await startAuditedWorld({ pace: 'fast' });
  orders = new DemoOrders(world);
});
afterAll(async () => {
  await world?.close();
});

async function errorsOf({ id }: DemoOrder, status: string): Promise<SyncError[]> {
  return world.org.query<SyncError>(
    `SELECT Id, Code__c, Status__c, Message__c, What_To_Do__c, Trace_Id__c FROM Linnworks_Sync_Error__c WHERE Order__c = '${id}' AND Status__c = '${status}'`,
  );
}

async function openError(order: DemoOrder): Promise<SyncError> {
  return waitFor('an open error on the order', async () => (await errorsOf(order, 'Open'))[0]);
}

async function arrives({ id }: { id: string }): Promise<void> {
  await waitFor('the order in Linnworks', async () => {
    const rows = await world.org.query(
      `SELECT Id FROM Linnworks_Order__c WHERE Order__c = '${id}'`,
    );
    return rows.length === 1;
  });
}

const CASES: readonly (readonly [BadOrder, string])[] = [
  ['unknown-sku', 'LW_SKU_UNKNOWN'],
  ['no-country', 'COUNTRY_MISSING'],
  ['fraction', 'QUANTITY_NOT_WHOLE'],
];

describe('an order that cannot be sent', () => {
  it.each(CASES)(
    '%s becomes an error for a person and heals when corrected',
    async (kind, code) => {
      const bad = await orders.placeBad(kind);
      const error = await openError(bad);
      expect(error.Code__c).toBe(code);
      expect(error.Message__c).toMatch(/\.$/);
      expect(error.What_To_Do__c).toMatch(/\.$/);
      expect(error.Trace_Id__c).toMatch(/^[0-9a-f-]{36}$/);
      const references = (await world.account.orders()).map(({ ReferenceNum }) => ReferenceNum);
      expect(references).not.toContain(bad.orderNumber);

      await orders.correct(bad);
      await arrives(bad);
      await waitFor(
        'the error resolved',
        async () => (await errorsOf(bad, 'Resolved')).length === 1,
      );
      expect(await errorsOf(bad, 'Open')).toEqual([]);
    },
  );

  it('goes through when Retry is pressed after the cause is gone', async () => {
    const bad = await orders.placeBad('unknown-sku');
    const error = await openError(bad);
    await orders.correct(bad);
    const request = await world.org.create('Linnworks_Sync_Request__c', {
      Key__c: `user:Retry:${error.Id}:test`,
      Kind__c: 'Retry',
      Status__c: 'Pending',
      Source__c: 'User',
      Sync_Error__c: error.Id,
      Order__c: bad.id,
    });
    await arrives(bad);
    await waitFor('the request answered', async () => {
      const [row] = await world.org.query<{ Status__c: string; Result__c: string }>(
        `SELECT Status__c, Result__c FROM Linnworks_Sync_Request__c WHERE Id = '${request}'`,
      );
      return row?.Status__c === 'Done';
    });
  });

  it('does not hold up its neighbours', async () => {
    const bad = await orders.placeBad('fraction');
    const good = await world.shop.place(SCOUT_LAMPS);
    const bad2 = await orders.placeBad('no-country');
    await arrives(good);
    await Promise.all([openError(bad), openError(bad2)]);
  });
});
