import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLinnworksAccount, type LinnworksAccount } from './start.ts';
import { CATALOGUE, sampleOrder } from './testing/sample-orders.ts';
import { connect, type VendorClient } from './testing/vendor-client.ts';

interface Details {
  OrderId: string;
  NumOrderId: number;
  Processed: boolean;
  GeneralInfo: { Source: string; ReferenceNum: string; IsParked: boolean };
  ShippingInfo: { TrackingNumber: string; Vendor: string };
}
interface Delta {
  TotalOrders: number;
  OpenOrders: { OrderId: string; LastUpdated: string }[];
  ProcessedOrders: { OrderId: string; ShippingInfo: { TrackingNumber: string } }[];
}

describe('an order from entry to shipment', () => {
  let account: LinnworksAccount;
  let client: VendorClient;

  beforeAll(async () => {
    account = await startLinnworksAccount({ seed: 7 });
    client = await connect(account);
    await client.control('POST', 'catalogue', CATALOGUE);
  });
  afterAll(() => account.close());

  it('is saved, read, picked, packed and shipped with a tracking number', async () => {
    const locations = await client.read<{ LocationName: string }[]>('Inventory/GetStockLocations');
    expect(locations.map(({ LocationName }) => LocationName)).toEqual([
      'Default',
      'Leeds',
      'Rotterdam',
    ]);
    const [id] = await client.read<string[]>('Orders/CreateOrders', {
      orders: [sampleOrder('SO-1')],
      location: 'Default',
    });
    const [order] = await client.read<Details[]>('Orders/GetOrdersById', { pkOrderIds: [id] });
    expect(order).toMatchObject({
      OrderId: id,
      NumOrderId: 100_001,
      Processed: false,
      GeneralInfo: { Source: 'SALESFORCE', ReferenceNum: 'SO-1', IsParked: false },
    });

    const before = await client.read<Delta>('v2/orders', { includeProcessed: true });
    expect(before.OpenOrders).toHaveLength(1);
    await client.control('POST', 'warehouse/step', { reference: 'SO-1', to: 'shipped' });

    const since = before.OpenOrders[0]?.LastUpdated ?? '';
    const after = await client.read<Delta>('v2/orders', {
      fromDate: since,
      includeProcessed: true,
    });
    expect(after.OpenOrders).toEqual([]);
    expect(after.ProcessedOrders[0]?.ShippingInfo.TrackingNumber).toMatch(/^[A-Z]{2}\d{9}GB$/);
  });
});
