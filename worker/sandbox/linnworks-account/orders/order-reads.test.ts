import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownAccount, type OwnAccount } from '../testing/own-account.ts';

const ZERO = '00000000-0000-0000-0000-000000000000';

interface Delta {
  TotalOrders: number;
  NextSearchToken?: string;
  OpenOrders: { OrderId: string }[];
  ProcessedOrders: { OrderId: string; Items: object[] }[];
}

describe('order reads', () => {
  let account: OwnAccount;
  const ids: string[] = [];

  beforeAll(async () => {
    account = await ownAccount();
    for (let n = 0; n < 7; n++) {
      ids.push(await account.enter(`R-${n}`, n % 2 === 0 ? {} : { Source: 'OTHER' }));
      account.clock.forward(60);
    }
    await account.control('POST', 'warehouse/step', { reference: 'R-6', to: 'shipped' });
  });
  afterAll(() => account.close());

  it('pages the v2 delta by token, oldest change first', async () => {
    const seen: string[] = [];
    let query: object = {
      fromDate: '2026-11-24T12:02:00Z',
      includeProcessed: true,
      entriesPerPage: 2,
    };
    for (let page = 0; page < 5; page++) {
      const delta = await account.read<Delta>('v2/orders', query);
      seen.push(...[...delta.OpenOrders, ...delta.ProcessedOrders].map(({ OrderId }) => OrderId));
      expect(delta.TotalOrders).toBe(5);
      if (delta.NextSearchToken === undefined) break;
      query = { searchToken: delta.NextSearchToken };
    }
    expect(seen).toEqual(ids.slice(2));
  });

  it('leaves processed orders out of the delta unless asked', async () => {
    const { OpenOrders, ProcessedOrders } = await account.read<Delta>('v2/orders', {});
    expect([OpenOrders.length, ProcessedOrders.length]).toEqual([6, 0]);
  });

  it('answers v2 problems as problem+json', async () => {
    const reply = await account.call('v2/orders', { searchToken: ZERO });
    expect(reply.status).toBe(400);
    expect(reply.headers.get('content-type')).toMatch('application/problem+json');
  });

  it('filters open orders by source, per location', async () => {
    const filters = {
      TextFields: [{ FieldCode: 'GENERAL_INFO_SOURCE', Type: 'Equal', Text: 'other' }],
    };
    const query = { filters, fulfilmentCenter: ZERO, additionalFilter: '', exactMatch: true };
    expect(await account.read<string[]>('Orders/GetAllOpenOrders', query)).toHaveLength(3);
    const elsewhere = { ...query, fulfilmentCenter: '6d0b1f52-60d5-4d0c-9a53-5a3f8b2e7c01' };
    expect(await account.read('Orders/GetAllOpenOrders', elsewhere)).toEqual([]);
    const page = await account.read<{ TotalEntries: number; Data: object[] }>(
      'Orders/GetOpenOrders',
      {
        ...query,
        entriesPerPage: 2,
        pageNumber: 2,
      },
    );
    expect([page.TotalEntries, page.Data.length]).toEqual([3, 1]);
  });

  it('says loudly that a filter is not modelled', async () => {
    const filters = { TextFields: [{ FieldCode: 'CUSTOMER_EMAIL', Type: 'Equal', Text: 'x' }] };
    const reply = await account.call('Orders/GetAllOpenOrders', { filters });
    expect(reply.status).toBe(501);
  });

  it('finds orders by number, reference and search term', async () => {
    expect(
      await account.read('Orders/GetOrderDetailsByNumOrderId', { OrderId: 100_003 }),
    ).toMatchObject({
      OrderId: ids[2],
    });
    expect(await account.read('Orders/GetOrderDetailsByNumOrderId', { OrderId: 1 })).toEqual({});
    const found = await account.read<{
      OpenOrders: { OrderIds: string[] }[];
      ProcessedOrders: string[];
    }>('OpenOrders/SearchOrders', { LocationId: ZERO, SearchTerm: 'R-', IncludeProcessed: true });
    expect(found.OpenOrders.map(({ OrderIds }) => OrderIds.length)).toEqual([6, 6]);
    expect(found.ProcessedOrders).toEqual([ids[6]]);
  });

  it('answers open details, low fidelity, annexes and processed rows in the vendor’s shape', async () => {
    await account.read('OpenOrders/GetOpenOrdersDetails', { OrderIds: ids, DetailLevel: [] });
    await account.read('OpenOrders/GetOrdersLowFidelity', { request: { LocationId: ZERO } });
    await account.read('Orders/GetOrderAuditTrailsByIds', { OrderIds: ids });
    await account.read('Orders/GetOrderNotes', { orderId: ids[0] });
    await account.read('Orders/GetExtendedProperties', { orderId: ids[0] });
    await account.read('Orders/GetOrderPackagingSplit', { orderId: ids[6], openOrdersOnly: false });
    await account.read('ProcessedOrders/GetPackageSplit', { pkOrderId: ids[6] });
    const { ProcessedOrders } = await account.read<{
      ProcessedOrders: {
        EntriesPerPage: number;
        Data: { PostalTrackingNumber: string; Vendor: string }[];
      };
    }>('ProcessedOrders/SearchProcessedOrders', {
      request: {
        SearchTerm: '',
        SearchFilters: [{ SearchField: 'Source', SearchTerm: 'SALESFORCE' }],
        DateField: 'processed',
        PageNumber: 1,
        ResultsPerPage: 5,
      },
    });
    expect(ProcessedOrders.EntriesPerPage).toBe(20);
    const row = ProcessedOrders.Data[0];
    const urls = await account.read<{ Items: { TrackingURL: string }[] }>(
      'ProcessedOrders/GetOrderTrackingURLs',
      {
        Items: [
          {
            OrderId: 100_007,
            Vendor: row?.Vendor,
            PostalTrackingNumber: row?.PostalTrackingNumber,
          },
        ],
      },
    );
    expect(urls.Items[0]?.TrackingURL).toContain(row?.PostalTrackingNumber);
  });
});
