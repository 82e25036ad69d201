import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { line } from '../../../sandbox/linnworks-account/testing/sample-orders.ts';
import { amazon, ImportBench } from './import-bench.ts';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.open();
});
afterEach(() => bench.account.close());

/** The total of a Salesforce order, as a person would add it up. */
function totalOf(order: object): number {
  const made = order as Record<string, number>;
  const id = made['Linnworks_Import_Key__c'];
  const goods = bench.org
    .all('OrderItem')
    .filter((item) => String(item['Linnworks_Import_Key__c']).startsWith(String(id)))
    .reduce((sum, item) => {
      const [price, pieces] = [Number(item['UnitPrice']), Number(item['Quantity'])];
      const off = 1 - Number(item['Linnworks_Discount_Percent__c'] ?? 0) / 100;
      return sum + price * pieces * off * (1 + Number(item['Linnworks_Tax_Rate__c']) / 100);
    }, 0);
  const sum =
    goods + (made['Linnworks_Shipping_Cost__c'] ?? 0) - (made['Linnworks_Discount__c'] ?? 0);
  return Math.round(sum * 100) / 100;
}

describe('the buyer', () => {
  beforeEach(() => {
    bench.org.product('MUG');
  });
  const contact = (account: string | null, email = 'Amelia.HART@example.com') =>
    bench.org.add('Contact', { AccountId: account, Email: email, LastName: 'Hart' });

  it('is found by the e-mail address, whatever its letters, and is left as it is', async () => {
    const account = bench.org.add('Account', { Name: 'Hart & Co' });
    const id = contact(account);
    await bench.sell(amazon('203-1'));
    await bench.follow();
    expect(bench.orders).toMatchObject([{ AccountId: account, BillToContactId: id }]);
    expect(bench.org.all('Account')).toEqual([expect.objectContaining({ Name: 'Hart & Co' })]);
    expect(bench.org.all('Contact')).toHaveLength(1);
  });

  it('is found by the customer number before the address', async () => {
    bench.org.settings = { Customer_Id_Field__c: 'AccountNumber' };
    const account = bench.org.add('Account', { Name: 'Hart & Co', AccountNumber: 'C-77' });
    const property = { Name: 'CustomerNumber', Value: 'C-77', Type: 'Order' };
    await bench.sell(amazon('203-1', { ExtendedProperties: [property] }));
    await bench.follow();
    expect(bench.orders).toMatchObject([{ AccountId: account }]);
    expect(bench.org.all('Contact')).toMatchObject([{ AccountId: account, LastName: 'Hart' }]);
  });

  it('is never guessed among several', async () => {
    contact(bench.org.add('Account', { Name: 'One' }));
    contact(bench.org.add('Account', { Name: 'Two' }));
    await bench.sell(amazon('203-1'));
    await bench.follow();
    expect(bench.orders).toEqual([]);
    expect(bench.openCodes()).toEqual(['IMPORT_CUSTOMER_UNCLEAR']);
    const [error] = bench.org.of('Linnworks_Sync_Error__c');
    expect(JSON.stringify(error)).not.toMatch(/amelia/i);
    bench.org.rows.set('Contact', bench.org.all('Contact').slice(0, 1));
    await bench.lookAgain();
    expect(bench.orders).toHaveLength(1);
  });

  it('is never guessed between a number and an address that disagree', async () => {
    bench.org.settings = { Customer_Id_Field__c: 'AccountNumber' };
    bench.org.add('Account', { Name: 'Numbered', AccountNumber: 'C-77' });
    contact(bench.org.add('Account', { Name: 'Other', AccountNumber: 'C-78' }));
    const property = { Name: 'CustomerNumber', Value: 'C-77', Type: 'Order' };
    await bench.sell(amazon('203-1', { ExtendedProperties: [property] }));
    await bench.follow();
    expect(bench.openCodes()).toEqual(['IMPORT_CUSTOMER_UNCLEAR']);
  });

  it('is made once for many orders, and anew for each without an address', async () => {
    const nobody = { FullName: 'John Smith', Address1: '1 Lane', Town: 'Hull' };
    const blank = { DeliveryAddress: nobody, BillingAddress: nobody };
    await bench.sell(
      amazon('203-1'),
      amazon('203-2'),
      amazon('203-3', blank),
      amazon('203-4', blank),
    );
    await bench.follow();
    await bench.sell(amazon('203-5'));
    await bench.follow();
    expect(bench.orders).toHaveLength(5);
    expect(bench.org.all('Account')).toHaveLength(3);
    expect(bench.org.all('Contact')).toHaveLength(3);
  });

  it('receives the goods under the name on the label', async () => {
    const friend = { FullName: 'Tom Okafor', Address1: '8 Mill Lane', Town: 'Manchester' };
    await bench.sell(amazon('203-1', { DeliveryAddress: friend }));
    await bench.follow();
    expect(bench.orders[0]).toMatchObject({ ShippingStreet: 'Tom Okafor\n8 Mill Lane' });
    expect(bench.orders[0]).not.toHaveProperty('ShipToContactId');
  });

  it('is not made when Salesforce refuses it, and the reason is shown', async () => {
    bench.org.refusals.set('Account', 'DUPLICATES_DETECTED');
    await bench.sell(amazon('203-1'));
    await bench.poll();
    await bench.handle(bench.store.take('orders-in'));
    const [id] = bench.store.orders.keys();
    const job = bench.job('', { key: id ?? '', kind: 'import' });
    const [outcome] = [...(await bench.imports([job])).values()];
    expect(JSON.stringify(outcome)).toMatch(/dead.*DUPLICATES_DETECTED/);
    expect(bench.orders).toEqual([]);
  });
});

describe('the money', () => {
  const lines = [
    line('1', 'MUG', 3, { PricePerUnit: 9.99, LineDiscount: 10 }),
    line('2', 'TENT', 7, { PricePerUnit: 8.2917, TaxCostInclusive: false, TaxRate: 20 }),
    line('3', 'MUG', 1, { PricePerUnit: 4.25, TaxRate: 5, LineDiscount: 33.333 }),
  ];

  it.each([
    ['prices without tax', false, {}],
    ['prices with tax', true, {}],
    ['a discount of the whole order', false, { Discount: 5, DiscountTaxType: 'DeductAfterTax' }],
    ['a discount and prices with tax', true, { Discount: 7.77 }],
    ['free postage', true, { PostalServiceCost: 0 }],
  ])('agrees to the penny with %s', async (_, isTaxIncluded, more) => {
    bench.org.settings = { Prices_Include_Tax__c: isTaxIncluded };
    bench.org.product('MUG');
    bench.org.product('TENT');
    await bench.sell(amazon('203-1', { OrderItems: lines, ...more }));
    await bench.follow();
    const [order] = bench.orders;
    const [seen] = bench.org.of('Linnworks_Order__c');
    const items = bench.org.all('OrderItem');
    if (isTaxIncluded) for (const item of items) item['Linnworks_Tax_Rate__c'] = 0;
    expect(totalOf(order ?? {})).toBe(seen?.['Total__c']);
    expect(Number(order?.['Linnworks_Discount__c'] ?? 0)).toBeGreaterThanOrEqual(0);
  });
});
