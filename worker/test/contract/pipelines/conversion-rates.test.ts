import { afterEach, describe, expect, it } from 'vitest';
import type { SalesforceOrgOptions } from '../../../sandbox/salesforce-org/start.ts';
import { MerchantWorld } from './merchant-world.ts';

let world: MerchantWorld;
afterEach(() => world.close());

const CURRENCIES = { Order: { CurrencyIsoCode: 'string(3)', My_Rate__c: 'double(18,6)' } };
const start = async (fields: SalesforceOrgOptions['merchantFields'] = CURRENCIES) => {
  world = await MerchantWorld.start(fields);
};
const currency = (IsoCode: string, ConversionRate: number): string =>
  world.save('CurrencyType', { IsoCode, ConversionRate, IsActive: true });

/** The rate that the order has in Linnworks, which takes its own (EUR 1.17, USD 1.27) where none is sent. */
async function rateOf(more: object): Promise<number | undefined> {
  const id = world.order({ ...more });
  world.activate(id);
  await world.work();
  return world.inLinnworks(id)[0]?.conversionRate;
}

describe('the conversion rate of an order', () => {
  it('is that of its currency in Salesforce', async () => {
    await start();
    currency('EUR', 1.15);
    expect(await rateOf({ CurrencyIsoCode: 'EUR' })).toBe(1.15);
    expect(await rateOf({ CurrencyIsoCode: 'GBP' })).toBe(1);
    expect(await rateOf({})).toBe(1);
  });

  it('is that of the day of the order where rates are kept by date', async () => {
    await start({ ...CURRENCIES, DatedConversionRate: {} });
    currency('EUR', 1.15);
    currency('USD', 1.3);
    for (const [StartDate, ConversionRate] of [
      ['2026-01-01', 1.11],
      ['2026-11-01', 1.12],
      ['2026-12-01', 1.13],
    ] as const)
      world.save('DatedConversionRate', { IsoCode: 'EUR', StartDate, ConversionRate });
    const on = (EffectiveDate: string) => rateOf({ CurrencyIsoCode: 'EUR', EffectiveDate });
    expect(await on('2026-10-31')).toBe(1.11);
    expect(await on('2026-11-01')).toBe(1.12);
    expect(await on('2026-12-24')).toBe(1.13);
    expect(await on('2025-12-31')).toBe(1.15);
    expect(await rateOf({ CurrencyIsoCode: 'USD' })).toBe(1.3);
  });

  it('is told from the base currency of Linnworks where the corporate currency is another', async () => {
    await start();
    const [corporate] = world.rows('SELECT Id FROM CurrencyType');
    // The org counts in dollars: one of them is 0.8 pounds or 0.92 euro.
    world.save(
      'CurrencyType',
      { IsCorporate: false, ConversionRate: 0.8 },
      String(corporate?.['Id']),
    );
    world.save('CurrencyType', {
      IsoCode: 'USD',
      ConversionRate: 1,
      IsActive: true,
      IsCorporate: true,
    });
    currency('EUR', 0.92);
    expect(await rateOf({ CurrencyIsoCode: 'EUR' })).toBe(1.15);
    expect(await rateOf({ CurrencyIsoCode: 'USD' })).toBe(1.25);
  });

  it('is that of a mapping row where an admin maps one', async () => {
    await start();
    currency('EUR', 1.15);
    world.save('Linnworks_Mapping__c', {
      Key__c: 'rate',
      Is_Active__c: true,
      Kind__c: 'Field',
      Source_Object__c: 'Order',
      Source__c: 'My_Rate__c',
      Target__c: 'ConversionRate',
    });
    expect(await rateOf({ CurrencyIsoCode: 'EUR', My_Rate__c: 1.2 })).toBe(1.2);
    expect(await rateOf({ CurrencyIsoCode: 'EUR' })).toBe(1.15);
  });

  it('is left to Linnworks in an org with one currency', async () => {
    await start({});
    expect(await rateOf({})).toBe(1);
    expect(world.requests.filter((url) => url.includes('CurrencyType'))).toEqual([]);
  });

  it('is an error that names the currency where Salesforce has none, until there is one', async () => {
    await start();
    const id = world.order({ CurrencyIsoCode: 'SEK' });
    world.activate(id);
    await world.work();
    expect(world.inLinnworks(id)).toHaveLength(0);
    expect(world.answer(id)).toBe('Salesforce has no conversion rate for SEK.');
    const errors = `SELECT Code__c, What_To_Do__c FROM Linnworks_Sync_Error__c WHERE Order__c = '${id}'`;
    expect(world.rows(errors)).toMatchObject([
      {
        Code__c: 'CONVERSION_RATE_MISSING',
        What_To_Do__c:
          'Add a rate for the currency under Manage Currencies in Setup, or map a field of Order to ConversionRate.',
      },
    ]);
    currency('SEK', 13.5);
    world.restart();
    world.save('Linnworks_Sync_Request__c', {
      Key__c: 'again',
      Kind__c: 'Retry',
      Status__c: 'Pending',
      Order__c: id,
      Record_Id__c: id,
    });
    await world.work();
    expect(world.inLinnworks(id)[0]?.conversionRate).toBe(13.5);
  });
});
