/** One order with everything that can happen to it, and one product with stock, for the record pages. */
import { seedRecords, type SeedRecord } from './screens.ts';

const HOUR = 3600;
const TRACE = '0199a1c2-7b1e-7d3a-9c55-2f6d8a0b41e7';
const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

const record = (object: string, ref: string, values: object): SeedRecord => ({
  object: `Linnworks_${object}__c`,
  ref,
  values: values as Record<string, unknown>,
});

function parts(orderId: string): SeedRecord[] {
  const part = (ref: string, number: number, values: object): SeedRecord =>
    record('Order', ref, {
      Name: String(number),
      Linnworks_Number__c: number,
      Linnworks_Id__c: `0d6f0d4e-0000-4000-8000-000000${number}`,
      Order__c: orderId,
      Url__c: `https://www.linnworks.net/#/app/order/${number}`,
      Source__c: 'SALESFORCE',
      Reference__c: '00000001',
      Currency__c: 'GBP',
      Shipping_Vendor__c: 'Royal Mail',
      Shipping_Service__c: 'Tracked 48',
      Last_Synced_At__c: ago(12),
      Trace_Id__c: TRACE,
      ...values,
    });
  return [
    part('first', 100_041, {
      State__c: 'Part Returned',
      State_Since__c: ago(5 * HOUR),
      Location_Name__c: 'Leeds',
      Allocation__c: 'Full',
      Total__c: 412.5,
      Relation__c: 'Original',
    }),
    part('second', 100_042, {
      State__c: 'On Hold',
      State_Since__c: ago(2 * HOUR),
      State_Detail__c: 'The customer is asked about the address.',
      Location_Name__c: 'Belfast',
      Allocation__c: 'Partial',
      Total__c: 89.99,
      Relation__c: 'Split',
      Parent__c: '@{first}',
    }),
  ];
}

function lines(): SeedRecord[] {
  const line = (part: string, sku: string, title: string, counts: readonly number[]) => {
    const [Ordered__c, Allocated__c, Picked__c, Shipped__c, Returned__c] = counts;
    return record('Order_Line', `line-${sku}`, {
      Key__c: `${part}:${sku}`,
      Linnworks_Order__c: `@{${part}}`,
      Sku__c: sku,
      Title__c: title,
      ...{ Ordered__c, Allocated__c, Picked__c, Shipped__c, Returned__c },
    });
  };
  return [
    line('first', 'TENT-2P', 'Two-person tent, green', [1, 1, 1, 1, 0]),
    line('first', 'MAT-DOUBLE', 'Self-inflating mat, double', [2, 2, 2, 2, 1]),
    line('second', 'STOVE-DUO', 'Gas stove with two burners', [1, 0, 0, 0, 0]),
  ];
}

function parcels(orderId: string): SeedRecord[] {
  const parcel = (number: number, tracking: string, sku: string, quantity: number) => [
    record('Shipment', `parcel-${number}`, {
      Key__c: `seeded:parcel-${number}`,
      Order__c: orderId,
      Linnworks_Order__c: '@{first}',
      Parcel_Number__c: number,
      Status__c: 'Shipped',
      Carrier__c: 'Royal Mail',
      Service__c: 'Tracked 48',
      Tracking_Number__c: tracking,
      Tracking_Url__c: `https://www.royalmail.com/track-your-item#/${tracking}`,
      Weight__c: 6.4,
      Shipped_At__c: ago(26 * HOUR),
    }),
    record('Shipment_Line', `content-${number}`, {
      Key__c: `seeded:parcel-${number}:${sku}`,
      Shipment__c: `@{parcel-${number}}`,
      Sku__c: sku,
      Quantity__c: quantity,
    }),
  ];
  return [
    ...parcel(1, 'RM123456785GB', 'TENT-2P', 1),
    ...parcel(2, 'RM123456799GB', 'MAT-DOUBLE', 2),
  ];
}

function returns(orderId: string): SeedRecord[] {
  const row = (ref: string, sku: string, values: object): SeedRecord[] => [
    record('Return', ref, {
      Key__c: `seeded:${ref}`,
      Order__c: orderId,
      Linnworks_Order__c: '@{first}',
      Currency__c: 'GBP',
      Quantity__c: 1,
      Trace_Id__c: TRACE,
      ...values,
    }),
    record('Return_Line', `${ref}-line`, {
      Key__c: `seeded:${ref}:1`,
      Return__c: `@{${ref}}`,
      Sku__c: sku,
      Quantity__c: 1,
      Reason__c: 'Valve leaks',
    }),
  ];
  return [
    ...row('rma', 'MAT-DOUBLE', {
      Kind__c: 'Return',
      Status__c: 'Refunded',
      Reference__c: 'RMA-7',
      Reason__c: 'Valve leaks',
      Amount__c: 64.95,
      Booked_At__c: ago(7 * HOUR),
      Actioned_At__c: ago(5 * HOUR),
    }),
    ...row('resend', 'MAT-DOUBLE', {
      Kind__c: 'Resend',
      Status__c: 'Booked',
      Reference__c: 'RMA-8',
      Reason__c: 'Replacement of the mat',
      Booked_At__c: ago(4 * HOUR),
    }),
  ];
}

function history(orderId: string): SeedRecord[] {
  const asked = (kind: string, result: string): SeedRecord =>
    record('Sync_Request', `asked-${kind}`, {
      Key__c: `seeded:${orderId}:${kind}`,
      Kind__c: kind,
      Status__c: 'Done',
      Order__c: orderId,
      Result__c: result,
      Trace_Id__c: TRACE,
      Source__c: 'User',
    });
  return [
    asked('Push', 'Sent as Linnworks order 100041.'),
    asked('Update', 'The delivery note was changed in Linnworks.'),
    asked('Return', 'RMA-7 is booked: 1 × MAT-DOUBLE.'),
  ];
}

function stock(productId: string): SeedRecord[] {
  const level = (name: string, onHand: number, allocated: number, due: number): SeedRecord[] => [
    record('Location', name, { Name: name, Linnworks_Id__c: `seeded-${name}` }),
    record('Stock_Level', `level-${name}`, {
      Key__c: `TENT:${name}`,
      Product__c: productId,
      Sku__c: 'TENT-2P',
      Location__c: `@{${name}}`,
      Location_Name__c: name,
      On_Hand__c: onHand,
      Allocated__c: allocated,
      Available__c: onHand - allocated,
      Due__c: due,
      Minimum__c: 5,
      Item_Kind__c: 'Simple',
      Changed_At__c: ago(0.3 * HOUR),
      Observed_At__c: ago(40),
    }),
  ];
  const moves = [-1, -2, 24, -1, -3, -1, -4, -2, -1, 12, -2, -1];
  const after = moves.map((_, index) => 41 - moves.slice(0, index).reduce((sum, n) => sum + n, 0));
  return [
    ...level('Belfast', 4, 1, 24),
    ...level('Leeds', 41, 6, 0),
    ...moves.map((quantity, index) =>
      record('Stock_Movement', `move-${index}`, {
        Key__c: `seeded:move-${index}`,
        Product__c: productId,
        Stock_Level__c: '@{level-Leeds}',
        Sku__c: 'TENT-2P',
        Quantity__c: quantity,
        Level_After__c: after[index],
        Note__c: quantity > 0 ? 'Delivery from the supplier' : 'Order despatched',
        Changed_At__c: ago((index + 0.3) * 2 * HOUR),
      }),
    ),
  ];
}

/** Both record pages, for an org without a worker. */
export function seedRecordPages(orgUrl: string, orderId: string, productId: string): Promise<void> {
  return seedRecords(orgUrl, [
    ...parts(orderId),
    ...lines(),
    ...parcels(orderId),
    ...returns(orderId),
    ...history(orderId),
    ...stock(productId),
  ]);
}
