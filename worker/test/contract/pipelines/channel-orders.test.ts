import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { line } from '../../../sandbox/linnworks-account/testing/sample-orders.ts';
import { amazon, ImportBench } from './import-bench.ts';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.open();
});
afterEach(() => bench.account.close());
const records = () => bench.org.of('Linnworks_Order__c');

describe('an order of another channel', () => {
  it('becomes a Salesforce order with account, contact and products, and is activated', async () => {
    bench.org.product('MUG');
    await bench.sell(amazon('203-1'));
    await bench.follow();
    const [order] = bench.orders;
    expect(bench.orders).toHaveLength(1);
    expect(order).toMatchObject({
      ...{ Name: 'AMAZON 203-1', StatusCode: 'Activated', EffectiveDate: '2026-11-24' },
      ...{ ShippingCity: 'Leeds', Linnworks_Shipping_Cost__c: 4.8, Pricebook2Id: '01s1' },
      ...{ Linnworks_Shipping_Service__c: 'Royal Mail 24', Linnworks_Payment_Status__c: 'Paid' },
    });
    expect(bench.org.all('Account')).toMatchObject([{ Name: 'Harbour Cycles Ltd' }]);
    expect(bench.org.all('Contact')).toMatchObject([
      { FirstName: 'Amelia', LastName: 'Hart', Email: 'amelia.hart@example.com' },
    ]);
    expect(bench.org.all('OrderItem')).toMatchObject([{ Quantity: 2, OrderId: order?.['Id'] }]);
    expect(bench.openCodes()).toEqual([]);
  });

  it('shows its fulfilment like one of our own, its lines tied to their products', async () => {
    bench.org.product('MUG');
    await bench.sell(amazon('203-1'));
    await bench.follow();
    await bench.control('POST', 'warehouse/step', { reference: '203-1', to: 'shipped' });
    await bench.follow();
    const id = bench.orders[0]?.['Id'];
    expect(records()).toMatchObject([
      { Order__c: id, State__c: 'Shipped', Total_Difference__c: 0, Relation__c: 'Original' },
    ]);
    const [parcel] = bench.org.of('Linnworks_Shipment__c');
    expect(parcel).toMatchObject({ Order__c: id, Status__c: 'Shipped' });
    expect(bench.org.of('Linnworks_Order_Line__c')[0]?.['Order_Product__r']).toEqual({
      Linnworks_Import_Key__c: bench.org.all('OrderItem')[0]?.['Linnworks_Import_Key__c'],
    });
  });

  it('is made once, whatever is read again and after a crash between its writes', async () => {
    bench.org.product('MUG');
    await bench.sell(amazon('203-1'));
    bench.org.refusals.set('OrderItem', 'UNABLE_TO_LOCK_ROW');
    await bench.follow();
    expect([bench.orders.length, bench.org.all('OrderItem').length]).toEqual([1, 0]);
    expect(bench.orders[0]?.['StatusCode']).toBe('Draft');
    bench.org.refusals.clear();
    bench.restart();
    await bench.control('POST', 'warehouse/note', { reference: '203-1', text: 'x' });
    await bench.follow();
    await bench.control('POST', 'warehouse/note', { reference: '203-1', text: 'y' });
    await bench.follow();
    expect([bench.orders.length, bench.org.all('OrderItem').length]).toEqual([1, 1]);
    expect([bench.org.all('Account').length, bench.org.all('Contact').length]).toEqual([1, 1]);
    expect(bench.orders[0]?.['StatusCode']).toBe('Activated');
  });

  it.each(['push', 'update', 'retry'])(
    'is not sent to Linnworks by a request to %s',
    async (kind) => {
      bench.org.product('MUG');
      await bench.sell(amazon('203-1'));
      await bench.follow();
      const [order] = bench.orders;
      const id = String(order?.['Id']);
      bench.org.orders.set(id, { ...order, OrderNumber: '00000001', ShippingCity: 'York' });
      bench.org.items.push(...bench.org.all('OrderItem'));
      await bench.push([bench.job(id, { kind })]);
      expect(bench.answer(id)?.['Result__c']).toContain('came from Linnworks');
      const calls = Object.keys(await bench.control<object>('GET', 'counters'));
      expect(calls.filter((name) => /Orders\/(?!Get)/.test(name))).toEqual([]);
    },
  );

  it('stays a draft unless activation is asked for', async () => {
    bench.settings = { ...bench.settings, activateChannelOrders: false };
    bench.org.product('MUG');
    await bench.sell(amazon('203-1'));
    await bench.follow();
    expect(bench.orders).toMatchObject([{ StatusCode: 'Draft' }]);
    expect(records()).toMatchObject([{ Order__c: bench.orders[0]?.['Id'] }]);
  });

  it.each(['Off', 'Record Only'] as const)('becomes none while the setting is %s', async (how) => {
    bench.settings = { ...bench.settings, otherChannels: how };
    bench.org.product('MUG');
    await bench.sell(amazon('203-1'));
    await bench.follow();
    expect(bench.orders).toEqual([]);
  });

  it('becomes none when Salesforce sent it under another name of our channel', async () => {
    bench.org.product('MUG');
    const property = { Name: 'SF_OrderId', Value: '801000000000001AAA', Type: 'Order' };
    await bench.sell(amazon('00000001', { Source: 'OLD NAME', ExtendedProperties: [property] }));
    await bench.follow();
    expect(bench.orders).toEqual([]);
    expect(records()).toHaveLength(1);
  });

  it('becomes none when it is old, unpaid, cancelled or redacted', async () => {
    bench.org.product('MUG');
    await bench.sell(
      amazon('203-1', { ReceivedDate: '2026-11-20T10:00:00Z' }),
      amazon('203-2', { PaymentStatus: 'Unpaid' }),
      amazon('203-3'),
      amazon('203-4'),
    );
    await bench.control('POST', 'warehouse/cancel', { reference: '203-3', reason: 'x' });
    await bench.control('POST', 'warehouse/step', { reference: '203-4', to: 'shipped' });
    await bench.control('POST', 'warehouse/redact', { reference: '203-4' });
    await bench.follow();
    expect(bench.orders).toEqual([]);
    expect(records()).toHaveLength(4);
  });

  it('keeps its customer and addresses when Linnworks redacts them', async () => {
    bench.org.product('MUG');
    await bench.sell(amazon('203-1'));
    await bench.follow();
    await bench.control('POST', 'warehouse/step', { reference: '203-1', to: 'shipped' });
    await bench.follow();
    const kept = () =>
      structuredClone(
        ['Order', 'OrderItem', 'Account', 'Contact'].map((one) => bench.org.all(one)),
      );
    const before = kept();
    expect(before[0]).toMatchObject([{ ShippingCity: 'Leeds' }]);
    await bench.control('POST', 'warehouse/redact', { reference: '203-1' });
    await bench.follow();
    expect(records()).toMatchObject([{ State__c: 'Shipped', Is_Redacted__c: true }]);
    await bench.imports([bench.job('', { key: String(records()[0]?.['Linnworks_Id__c']) })]);
    expect(kept()).toEqual(before);
  });

  it('is made when it is paid at last', async () => {
    bench.org.product('MUG');
    await bench.sell(amazon('203-2', { PaymentStatus: 'Unpaid' }));
    await bench.follow();
    expect(bench.orders).toEqual([]);
    const [order] = bench.account.store.orders.byReference('203-2');
    Object.assign(order ?? {}, { status: 1 });
    order?.parkedFor.clear();
    bench.account.store.orders.touch(order ?? expect.fail());
    await bench.follow();
    expect(bench.orders).toHaveLength(1);
  });

  it('is one order when it was split in Linnworks', async () => {
    bench.org.product('MUG');
    await bench.sell(amazon('203-1'));
    await bench.follow();
    await bench.control('POST', 'warehouse/split', {
      reference: '203-1',
      lines: [{ sku: 'MUG', quantity: 1 }],
    });
    await bench.follow();
    expect(bench.orders).toHaveLength(1);
    expect(records().map((row) => row['Order__c'])).toEqual(Array(2).fill(bench.orders[0]?.['Id']));
  });
});

describe('what is missing', () => {
  it('is said to a person, holds up no other order, and heals by itself', async () => {
    bench.org.product('MUG');
    await bench.sell(amazon('203-1', { OrderItems: [line('1', 'TENT', 1)] }), amazon('203-2'));
    await bench.follow();
    expect(bench.orders).toHaveLength(1);
    expect(bench.openCodes()).toEqual(['IMPORT_PRODUCT_MISSING']);
    expect(bench.org.of('Linnworks_Sync_Error__c')[0]?.['Message__c']).toContain('"TENT"');
    bench.org.product('TENT');
    expect(await bench.lookAgain()).toBe(1);
    expect(bench.orders).toHaveLength(2);
    expect(bench.openCodes()).toEqual([]);
    expect(await bench.lookAgain()).toBe(0);
  });

  it('can be a price, unless the org sells without price books', async () => {
    bench.org.product('MUG', null);
    await bench.sell(amazon('203-1'));
    await bench.follow();
    expect(bench.openCodes()).toEqual(['IMPORT_PRICE_MISSING']);
    bench.org.isPricebookOptional = true;
    bench.hands.advance(3_600_000);
    await bench.lookAgain();
    expect(bench.orders[0]).not.toHaveProperty('Pricebook2Id');
    expect(bench.org.all('OrderItem')).toMatchObject([
      { Product2Id: bench.org.all('Product2')[0]?.['Id'] },
    ]);
  });

  it('can be the choice between two products or a currency', async () => {
    bench.org.product('MUG');
    bench.org.product('mug');
    bench.org.product('TENT');
    await bench.sell(
      amazon('203-1'),
      amazon('203-2', { Currency: 'EUR', OrderItems: [line('1', 'TENT', 1)] }),
    );
    await bench.follow();
    expect(bench.orders).toEqual([]);
    expect(bench.openCodes()).toEqual(['IMPORT_CURRENCY_DIFFERS', 'IMPORT_PRODUCT_UNCLEAR']);
  });
});
