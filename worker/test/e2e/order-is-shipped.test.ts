import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followOneOrder } from '../../sandbox/scenarios/one-order.ts';
import { FAMILY_CAMPING } from '../../sandbox/scenarios/orders.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { startAuditedWorld, type AuditedWorld } from './audited-world.ts';

let world: AuditedWorld;
beforeAll(async () => {
  world = await startAuditedWorld({ pace: 'fast' });
});
afterAll(async () => {
  await world?.close();
});

describe('an order activated in Salesforce', () => {
  it('arrives in Linnworks once, is shipped, and its tracking number comes back', async () => {
    const story = await followOneOrder(world, FAMILY_CAMPING);
    expect(story.trackingNumber).not.toBe('');
    expect(story.trackingUrl).toMatch(/^https?:\/\//);

    const inLinnworks = (await world.account.orders()).filter(
      ({ ReferenceNum }) => ReferenceNum === story.orderNumber,
    );
    expect(inLinnworks).toHaveLength(1);
    expect(String(inLinnworks[0]?.NumOrderId)).toBe(story.linnworksNumber);
  });

  it('leaves lines that add up and a request that says what was done', async () => {
    const placed = await world.shop.place(FAMILY_CAMPING);
    const where = `Order__c = '${placed.id}'`;
    const order = await waitFor('the shipped order', async () => {
      const [row] = await world.org.query<{
        Id: string;
        State__c: string;
        Total__c: number;
        Trace_Id__c: string;
      }>(
        `SELECT Id, State__c, Total__c, Total_Difference__c, Trace_Id__c FROM Linnworks_Order__c WHERE ${where}`,
      );
      return row?.State__c === 'Shipped' ? row : null;
    });
    const lines = await world.org.query<{ Ordered__c: number; Shipped__c: number; Sku__c: string }>(
      `SELECT Sku__c, Ordered__c, Shipped__c FROM Linnworks_Order_Line__c WHERE Linnworks_Order__c = '${order.Id}' AND Is_Service__c = false`,
    );
    expect(
      lines.map(({ Sku__c, Ordered__c, Shipped__c }) => [Sku__c, Ordered__c, Shipped__c]).sort(),
    ).toEqual([
      ['BAG-DOWN-M', 2, 2],
      ['MUG-ENAMEL', 4, 4],
      ['TENT-2P', 1, 1],
    ]);
    const [request] = await world.org.query<{
      Status__c: string;
      Result__c: string;
      Trace_Id__c: string;
    }>(
      `SELECT Status__c, Result__c, Trace_Id__c FROM Linnworks_Sync_Request__c WHERE ${where} AND Kind__c = 'Push'`,
    );
    expect(request?.Status__c).toBe('Done');
    expect(request?.Result__c).toContain('Linnworks');
    expect(request?.Trace_Id__c).toBe(order.Trace_Id__c);
    const errors = await world.org.query(`SELECT Id FROM Linnworks_Sync_Error__c WHERE ${where}`);
    expect(errors).toEqual([]);
  });

  it('costs exactly what Salesforce says it costs', async () => {
    // 189.00 + 2 × 134.55 + 4 × 9.95 net, 20 % tax, and 4.99 postage including tax.
    const placed = await world.shop.place(FAMILY_CAMPING);
    const order = await waitFor('the Linnworks order', async () => {
      const [row] = await world.org.query<{ Total__c: number; Tax__c: number; Postage__c: number }>(
        `SELECT Total__c, Tax__c, Postage__c FROM Linnworks_Order__c WHERE Order__c = '${placed.id}'`,
      );
      return row;
    });
    expect(order.Total__c).toBeCloseTo((189 + 269.1 + 39.8) * 1.2 + 4.99, 2);
    expect(order.Postage__c).toBeCloseTo(4.99, 2);
  });
});
