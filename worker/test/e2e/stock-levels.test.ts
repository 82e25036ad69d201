import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRODUCTS } from '../../sandbox/scenarios/merchant.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { startAuditedWorld, type AuditedWorld } from './audited-world.ts';

let world: AuditedWorld;
beforeAll(async () => {
  world = await startAuditedWorld({ pace: 'paused', workerEnv: { STOCK_POLL_SECONDS: '2' } });
});
afterAll(async () => {
  await world?.close();
});

interface Level extends Record<string, unknown> {
  Sku__c: string;
  Location_Name__c: string;
  On_Hand__c: number;
  Product__c: string | null;
}
const levels = (sku: string) =>
  world.org.query<Level>(
    `SELECT Sku__c, Location_Name__c, On_Hand__c, Product__c FROM Linnworks_Stock_Level__c WHERE Sku__c = '${sku}'`,
  );

describe('stock', () => {
  it('appears per SKU and location, tied to its product', async () => {
    const [tent] = PRODUCTS;
    const found = await waitFor('the levels of the tent', async () => {
      const rows = await levels('TENT-2P');
      return rows.length >= Object.keys(tent?.stock ?? {}).length ? rows : null;
    });
    const byLocation = Object.fromEntries(
      found.map((row) => [row.Location_Name__c, row.On_Hand__c]),
    );
    expect(byLocation).toMatchObject(tent?.stock ?? {});
    expect(found[0]?.Product__c).toBe(world.shop.productId('TENT-2P'));
  });

  it('follows a change and keeps it as a movement', async () => {
    await world.account.adjustStock('TENT-2P', 'Default', -7, 'Damaged in the warehouse');
    await waitFor('the new level', async () => {
      const row = (await levels('TENT-2P')).find((one) => one.Location_Name__c === 'Default');
      return row?.On_Hand__c === 53;
    });
    const movements = await waitFor('the movement', async () => {
      const rows = await world.org.query<{ Quantity__c: number; Level_After__c: number }>(
        "SELECT Quantity__c, Level_After__c FROM Linnworks_Stock_Movement__c WHERE Sku__c = 'TENT-2P'",
      );
      return rows.length > 0 ? rows : null;
    });
    expect(movements.map((one) => [one.Quantity__c, one.Level_After__c])).toEqual([[-7, 53]]);
  });

  it('is refreshed for one product when a person asks', async () => {
    await world.account.adjustStock('BAG-DOWN-M', 'Default', 5, 'Found');
    const id = await world.org.create('Linnworks_Sync_Request__c', {
      Kind__c: 'Refresh',
      Key__c: 'refresh-bag',
      Product__c: world.shop.productId('BAG-DOWN-M'),
    });
    const answer = await waitFor('the answer', async () => {
      const [row] = await world.org.query<{ Status__c: string; Result__c: string }>(
        `SELECT Status__c, Result__c FROM Linnworks_Sync_Request__c WHERE Id = '${id}'`,
      );
      return row?.Status__c === 'Pending' ? null : row;
    });
    expect(answer).toMatchObject({
      Status__c: 'Done',
      Result__c: 'The stock of BAG-DOWN-M is up to date.',
    });
  });
});
