import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departures } from '../../sandbox/linnworks-account/testing/reply-check.ts';
import { findEndpoint } from '../../sandbox/linnworks-account/vendor-model/vendor-model.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { buildFieldModel } from '../../src/mapping/build-field-model.ts';
import { toLinnworksOrder } from '../../src/mapping/to-linnworks-order.ts';
import { mappingRowSchema } from '../../src/wire/mapping-row.ts';

const known = (): ReadonlySet<string> => new Set(['Any__c']);
const locations = new Set(['default']);
const services = new Set(['royal mail 24']);
const rows = [
  ['Order', 'ExtendedProperties.Any'],
  ['Order', 'InternalNote'],
  ['Order', 'BuyerTaxNumber'],
  ['Order', 'BillingAddress.Company'],
  ['OrderItem', 'Options.Any'],
].map(([Source_Object__c, Target__c], index) =>
  mappingRowSchema.parse({
    Id: `row ${index}`,
    Name: `Row ${index}`,
    Kind__c: 'Field',
    Source_Object__c,
    Source__c: 'Any__c',
    Target__c,
    Is_Required__c: false,
  }),
);
const { model } = buildFieldModel(rows, known, { locations, services });

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });
const pence = fc.integer({ min: 0, max: 100_000 }).map((minor) => minor / 100);
const item = fc.record({
  Id: fc.uuid(),
  Quantity: fc.integer({ min: 1, max: 5_000 }),
  UnitPrice: pence,
  ListPrice: maybe(pence),
  Description: maybe(text),
  Any__c: maybe(text),
  Linnworks_Tax_Rate__c: maybe(fc.constantFrom(0, 5, 17.5, 20)),
  Product2: fc.record({
    Name: fc.string({ minLength: 1, maxLength: 60 }).map((name) => `x${name}`),
    StockKeepingUnit: fc.uuid(),
    Linnworks_Line_Kind__c: maybe(fc.constantFrom('Stock', 'Service', 'Shipping')),
  }),
});
const order = fc.record({
  Id: fc.uuid(),
  OrderNumber: fc.uuid(),
  CreatedDate: fc
    .date({ noInvalidDate: true, min: new Date('1699-01-01'), max: new Date('4002-01-01') })
    .map((date) => date.toISOString()),
  CurrencyIsoCode: maybe(fc.constantFrom('GBP', 'EUR', 'JPY', 'KWD')),
  PoNumber: maybe(text),
  Any__c: maybe(text),
  Account: fc.record({ Name: text, Phone: maybe(text) }),
  ShipToContact: maybe(fc.record({ Name: text, Email: maybe(fc.emailAddress()) })),
  ShippingStreet: text,
  ShippingCity: fc.constantFrom('Leeds', 'תל אביב', 'Łódź'),
  ShippingPostalCode: maybe(fc.string({ maxLength: 11 })),
  ShippingCountry: fc.constantFrom('GB', 'Kosovo', 'Jersey', 'United States'),
  Linnworks_Hold__c: maybe(fc.boolean()),
  Linnworks_Note__c: maybe(text),
  Linnworks_Payment_Status__c: maybe(fc.constantFrom('Paid', 'Unpaid')),
});

describe('what the mapping sends', () => {
  it('is what the vendor describes, with no name that the vendor does not know', () => {
    const endpoint = findEndpoint('Orders/CreateOrders');
    if (endpoint === undefined) throw new Error('The vendor model has no CreateOrders');
    const request = { ...endpoint, name: 'CreateOrders request', reply: endpoint.args };
    let sent = 0;
    fc.assert(
      fc.property(order, fc.array(item, { minLength: 1, maxLength: 5 }), (record, items) => {
        const result = toLinnworksOrder({
          order: record,
          items,
          settings: DEFAULT_SETTINGS,
          model,
          customers: new Map(),
          defaultCurrency: 'GBP',
          traceId: 'trace',
          locations,
          services,
        });
        if (!result.ok) return;
        sent += 1;
        const body = { orders: [result.value.order], location: result.value.location };
        expect(departures(request, JSON.parse(JSON.stringify(body)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
    // Most orders are good: else the property would say nothing.
    expect(sent).toBeGreaterThan(100);
  });
});
