import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import type { Values } from '../org-client.ts';
import { INTEGRATION } from '../world.ts';
import type { Scene } from './scene.ts';
import type { Story } from './story.ts';

interface SoldItem {
  readonly sku: string;
  readonly quantity: number;
  /** As marketplaces number them: of the listing, so that two orders may have the same. */
  readonly listing: string;
}

const BUYER = {
  ...{ FullName: 'Ivy Marsh', Address1: '9 Kiln Row', Town: 'Derby', PostCode: 'DE1 1AA' },
  ...{ Country: 'United Kingdom', EmailAddress: 'ivy.marsh@example.com' },
};

const toSale = (reference: string, items: readonly SoldItem[]): object => ({
  ...{ Source: 'EBAY', SubSource: 'UK', ReferenceNumber: reference, Currency: 'GBP' },
  ...{ ReceivedDate: new Date().toISOString(), DispatchBy: new Date().toISOString() },
  ...{ PaymentStatus: 'Paid', PaidOn: new Date().toISOString(), UseChannelTax: true },
  ...{ AutomaticallyLinkBySKU: true, PostalServiceName: 'Royal Mail 24' },
  ...{ MatchPostalServiceTag: 'RM24', DeliveryAddress: BUYER, BillingAddress: BUYER },
  OrderItems: items.map(({ sku, quantity, listing }) => ({
    ...{ ItemNumber: listing, ChannelSKU: sku, Qty: quantity, PricePerUnit: 12 },
    ...{ UseChannelTax: true, TaxRate: 20, TaxCostInclusive: true, ItemTitle: sku },
  })),
});

const switchedOn = new WeakMap<Scene, Promise<void>>();

/** An admin wants orders of other channels as Salesforce orders; once for all stories of a world. */
async function wantThem({ org }: Scene): Promise<void> {
  const one = async (soql: string): Promise<string> => {
    const [row] = await org.query<{ Id: string }>(soql);
    return row?.Id ?? '';
  };
  await org.create('PermissionSetAssignment', {
    PermissionSetId: await one(
      "SELECT Id FROM PermissionSet WHERE Name = 'Linnworks_Integration_Channel_Orders'",
    ),
    AssigneeId: await one(`SELECT Id FROM User WHERE Username = '${INTEGRATION}'`),
  });
  await org.update('Linnworks_Settings__c', await one('SELECT Id FROM Linnworks_Settings__c'), {
    Other_Channels__c: 'Salesforce Orders',
  });
}

/** Sold on a marketplace; the Salesforce order that was made of it. The worker reads new settings within a minute. */
async function sold(scene: Scene, reference: string, items: readonly SoldItem[]): Promise<string> {
  if (!switchedOn.has(scene)) switchedOn.set(scene, wantThem(scene));
  await switchedOn.get(scene);
  await scene.account.command('sell', { orders: [toSale(reference, items)] });
  const find = async (): Promise<string | undefined> => {
    const [row] = await scene.org.query<{ Order__c: string | null }>(
      `SELECT Order__c FROM Linnworks_Order__c WHERE Reference__c = '${reference}'`,
    );
    return row?.Order__c ?? undefined;
  };
  const name = `the Salesforce order of ${reference}`;
  return scene.until(name, find).catch(() => scene.until(name, find));
}

/** Pieces of the order products of an order, over every Linnworks line that leads to them. */
async function piecesOf(scene: Scene, orderId: string): Promise<Record<string, number>> {
  const rows = await scene.org.query<Values>(
    `SELECT Sku__c, Ordered__c FROM Linnworks_Order_Line__c WHERE Order_Product__r.OrderId = '${orderId}'`,
  );
  const sums: Record<string, number> = {};
  for (const { Sku__c: sku, Ordered__c: pieces } of rows)
    sums[String(sku)] = (sums[String(sku)] ?? 0) + Number(pieces);
  return sums;
}

/** Orders of marketplaces that are Salesforce orders as well. */
export const SOLD_ELSEWHERE: readonly Story[] = [
  {
    name: 'Two eBay orders of one buyer are merged, and each keeps the pieces that were sold with it',
    async tell(scene) {
      const mug = { sku: 'MUG-ENAMEL', listing: '1102' };
      const tent = { sku: 'TENT-2P', quantity: 1, listing: '1103' };
      const first = await sold(scene, '14-5001', [{ ...mug, quantity: 2 }]);
      const second = await sold(scene, '14-5002', [{ ...mug, quantity: 3 }, tent]);
      notEqual(first, second);
      const merging = { references: ['14-5001', '14-5002'] };
      const merged = (await scene.account.command('warehouse/merge', merging)) as {
        NumOrderId: number;
      };
      const order = await scene.until('the merged order', async () => {
        const [row] = await scene.org.query<Values>(
          `SELECT Id, Order__c, Relation__c FROM Linnworks_Order__c WHERE Linnworks_Number__c = ${merged.NumOrderId}`,
        );
        return row;
      });
      equal(order['Relation__c'], 'Merge');
      ok([first, second].includes(String(order['Order__c'])));
      await scene.until('two orders that lead to it', async () => {
        const rows = await scene.org.query(
          `SELECT Id FROM Linnworks_Order__c WHERE Merged_Into__c = '${String(order['Id'])}' AND State__c = 'Merged'`,
        );
        return rows.length === 2;
      });
      await scene.until('the pieces of both', async () => {
        const [one, other] = [await piecesOf(scene, first), await piecesOf(scene, second)];
        return one['MUG-ENAMEL'] === 2 && other['MUG-ENAMEL'] === 3 && other['TENT-2P'] === 1;
      });
      const lines = await scene.org.query<Values>(
        `SELECT Id FROM Linnworks_Order_Line__c WHERE Linnworks_Order__c = '${String(order['Id'])}' AND Order_Product__c = null`,
      );
      deepEqual(lines, []);
    },
  },
];
