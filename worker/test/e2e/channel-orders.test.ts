import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Values } from '../../sandbox/scenarios/org-client.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { startAuditedWorld, type AuditedWorld } from './audited-world.ts';

/** An Amazon and an eBay order, from the marketplace to the tracking number on an order that Salesforce made itself. */
const PATIENCE_MS = 45_000;
let world: AuditedWorld;

beforeAll(async () => {
  world = await startAuditedWorld({ pace: 'paused', workerEnv: { FULFILMENT_POLL_SECONDS: '1' } });
  await world.worker.stop();
  const [set] = await world.org.query<{ Id: string }>(
    "SELECT Id FROM PermissionSet WHERE Name = 'Linnworks_Integration_Channel_Orders'",
  );
  const [user] = await world.org.query<{ Id: string }>(
    "SELECT Id FROM User WHERE Username = 'integration@merchant.example'",
  );
  await world.org.create('PermissionSetAssignment', {
    PermissionSetId: set?.Id ?? '',
    AssigneeId: user?.Id ?? '',
  });
  const [settings] = await world.org.query<{ Id: string }>('SELECT Id FROM Linnworks_Settings__c');
  await world.org.update('Linnworks_Settings__c', settings?.Id ?? '', {
    Other_Channels__c: 'Salesforce Orders',
    Activate_Channel_Orders__c: true,
  });
  await world.worker.start();
});
afterAll(() => world?.close());

const sold = (source: string, reference: string, buyer: object, items: object[]): object => ({
  ...{ Source: source, SubSource: 'UK', ReferenceNumber: reference, Currency: 'GBP' },
  ...{ ReceivedDate: new Date().toISOString(), DispatchBy: new Date().toISOString() },
  ...{ PaymentStatus: 'Paid', PaidOn: new Date().toISOString(), UseChannelTax: true },
  ...{ AutomaticallyLinkBySKU: true, PostalServiceName: 'Royal Mail 24' },
  ...{ MatchPostalServiceTag: 'RM24', PostalServiceCost: 4.99, PostalServiceTaxRate: 20 },
  ...{ DeliveryAddress: buyer, BillingAddress: buyer },
  OrderItems: items.map((item, n) => ({
    ...{ ItemNumber: `${reference}-${n}`, UseChannelTax: true, TaxRate: 20 },
    ...{ TaxCostInclusive: true, ItemTitle: 'As the channel calls it' },
    ...item,
  })),
});

interface Made extends Values {
  Id: string;
  StatusCode: string;
  TotalAmount: number;
}
const made = (reference: string) =>
  waitFor(
    `the Salesforce order of ${reference}`,
    async () => {
      const [order] = await world.org.query<Made>(
        `SELECT Id, StatusCode, TotalAmount, AccountId, Account.Name, BillToContactId, Linnworks_Import_Key__c, Linnworks_Shipping_Cost__c, Linnworks_Discount__c FROM Order WHERE OrderReferenceNumber = '${reference}' AND StatusCode = 'Activated'`,
      );
      return order;
    },
    PATIENCE_MS,
  );

it('makes orders of what Amazon and eBay sold and shows their way to the customer', async () => {
  const [known] = await world.org.query<{ Id: string; AccountId: string }>(
    "SELECT Id, AccountId FROM Contact WHERE Email = 'tom.okafor@example.com'",
  );
  const regular = {
    ...{ FullName: 'Tom Okafor', Address1: '8 Mill Lane', Town: 'Manchester', PostCode: 'M4 1AB' },
    ...{ Country: 'United Kingdom', EmailAddress: 'Tom.Okafor@Example.com' },
  };
  const stranger = {
    ...{ FullName: 'Nora Quist', Address1: '2 Dock Road', Town: 'Hull', PostCode: 'HU1 1AA' },
    ...{ Country: 'United Kingdom', EmailAddress: 'nora@example.com' },
  };
  await world.account.command('sell', {
    orders: [
      sold('AMAZON', '203-771', regular, [
        { ChannelSKU: 'MUG-ENAMEL', Qty: 3, PricePerUnit: 9.99, LineDiscount: 10 },
        { ChannelSKU: 'TENT-2P', Qty: 1, PricePerUnit: 189 },
      ]),
      sold('EBAY', '14-0901', stranger, [{ ChannelSKU: 'SOCK-M', Qty: 2, PricePerUnit: 17.99 }]),
    ],
  });

  const amazon = await made('203-771');
  expect(amazon).toMatchObject({ AccountId: known?.AccountId, BillToContactId: known?.Id });
  const ebay = await made('14-0901');
  expect(ebay['Account']).toMatchObject({ Name: 'Nora Quist' });

  await world.account.command('warehouse/step', { reference: '203-771', to: 'shipped' });
  const parcel = await waitFor(
    'the tracking number on the Amazon order',
    async () => {
      const rows = await world.org.query<Values>(
        `SELECT Tracking_Number__c FROM Linnworks_Shipment__c WHERE Order__c = '${amazon.Id}' AND Tracking_Number__c != null`,
      );
      return rows[0];
    },
    PATIENCE_MS,
  );
  expect(parcel['Tracking_Number__c']).toEqual(expect.any(String));

  const shown = await world.org.query<Values>(
    'SELECT Order__c, Total__c, Total_Difference__c FROM Linnworks_Order__c ORDER BY Linnworks_Number__c',
  );
  expect(shown.map((row) => [row['Order__c'], row['Total_Difference__c']])).toEqual([
    [amazon.Id, 0],
    [ebay.Id, 0],
  ]);
  const lines = await world.org.query<Values>(
    `SELECT Order_Product__c, Shipped__c FROM Linnworks_Order_Line__c WHERE Linnworks_Order__r.Order__c = '${amazon.Id}'`,
  );
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line['Order_Product__c']).toEqual(expect.any(String));

  const requests = await world.org.query('SELECT Id FROM Linnworks_Sync_Request__c');
  expect(requests).toEqual([]);
  const orders = await world.account.orders();
  expect(orders).toHaveLength(2);
});
