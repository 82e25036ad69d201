import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type MerchantSettings } from '../domain/settings.ts';
import { EMPTY_FIELD_MODEL } from './field-model.ts';
import { toLinnworksOrder, type OrderInput } from './to-linnworks-order.ts';

const ORDER = {
  Id: '801000000000001AAA',
  OrderNumber: '00000101',
  ActivatedDate: '2026-11-24T10:00:00.000+0000',
  ShippingStreet: '12 Quay Street\nUnit 4',
  ShippingCity: 'Leeds',
  ShippingPostalCode: 'LS1 4AB',
  ShippingCountry: 'United Kingdom',
  Account: { Name: 'Harbour Cycles Ltd', Phone: '0113 496 0101' },
};
const ITEM = {
  Id: '802000000000001AAA',
  Quantity: 2,
  UnitPrice: 9.95,
  ListPrice: 9.95,
  Product2: { Name: 'Enamel mug', StockKeepingUnit: 'MUG' },
};

function input(
  order: object = {},
  items: readonly object[] = [{}],
  settings: Partial<MerchantSettings> = {},
): OrderInput {
  return {
    order: { ...ORDER, ...order },
    items: items.map((item) => ({ ...ITEM, ...item })),
    settings: { ...DEFAULT_SETTINGS, ...settings },
    defaultCurrency: 'GBP',
    traceId: '0199a000-0000-7000-8000-000000000001',
    locations: new Set(['default', 'leeds']),
    services: new Set(['royal mail 24']),
    model: EMPTY_FIELD_MODEL,
    customers: new Map(),
  };
}

function codes(given: OrderInput): string[] {
  const result = toLinnworksOrder(given);
  return result.ok ? [] : result.problems.map(({ code }) => code).sort();
}

function mapped(given: OrderInput) {
  const result = toLinnworksOrder(given);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.value;
}

describe('what stops an order', () => {
  it.each<[string, OrderInput]>([
    ['ORDER_HAS_NO_LINES', input({}, [])],
    ['COUNTRY_MISSING', input({ ShippingCountry: null })],
    ['COUNTRY_UNKNOWN', input({ ShippingCountry: 'Narnia' })],
    ['TOWN_MISSING', input({ ShippingCity: ' ' })],
    ['POSTCODE_TOO_LONG', input({ ShippingPostalCode: '123456789012' })],
    ['QUANTITY_NOT_WHOLE', input({}, [{ Quantity: 2.5 }])],
    ['QUANTITY_NOT_WHOLE', input({}, [{ Quantity: 0 }])],
    ['PRICE_INVALID', input({}, [{ UnitPrice: -1 }])],
    ['SKU_MISSING', input({}, [{ Product2: { Name: 'Mug', StockKeepingUnit: null } }])],
    ['LOCATION_UNKNOWN', input({ Linnworks_Location__c: 'Mars' })],
    ['SERVICE_UNKNOWN', input({ Linnworks_Shipping_Service__c: 'Pigeon' })],
    ['ADDRESS_MISSING', input({ ShippingStreet: null, ShippingCity: null })],
    ['FIELD_MISSING', input({ OrderNumber: null })],
    ['FIELD_UNREADABLE', input({ Linnworks_Despatch_By__c: 'soon' })],
  ])('%s', (code, given) => {
    expect(codes(given)).toEqual([code]);
  });

  it('is told all at once, each with a place and a way out', () => {
    const given = input({ ShippingCountry: null, Linnworks_Location__c: 'Mars' }, [
      {},
      { Quantity: 1.5, Product2: { Name: 'Lamp', StockKeepingUnit: '' } },
    ]);
    const result = toLinnworksOrder(given);
    if (result.ok) throw new Error('The order is bad');
    expect(result.problems.map(({ path }) => path)).toEqual([
      'Order.Linnworks_Location__c',
      'Order.ShippingCountry',
      'OrderItem[1].Product2.StockKeepingUnit',
      'OrderItem[1].Quantity',
    ]);
    for (const { message, whatToDo } of result.problems) {
      expect(message).toMatch(/\.$/);
      expect(whatToDo).toMatch(/\.$/);
    }
  });
});

describe('prices', () => {
  it('become list price and discount where that is exact to the penny', () => {
    const { order } = mapped(input({}, [{ UnitPrice: 170.1, ListPrice: 189 }]));
    expect(order.OrderItems).toMatchObject([{ PricePerUnit: 189, LineDiscount: 10 }]);
  });

  it('go as sold where no percentage gives them', () => {
    const { order } = mapped(input({}, [{ UnitPrice: 9.99, ListPrice: 14.95 }]));
    expect(order.OrderItems).toMatchObject([{ PricePerUnit: 9.99, LineDiscount: 0 }]);
  });

  it('carry the tax the settings say', () => {
    const lines = [{ Linnworks_Tax_Rate__c: 20, Quantity: 1, UnitPrice: 10, ListPrice: 10 }];
    expect(mapped(input({}, lines)).expectedTotal).toBe(1200);
    expect(mapped(input({}, lines, { pricesIncludeTax: true })).expectedTotal).toBe(1000);
  });
});

describe('the rest of the order', () => {
  it('is unpaid, on hold, at its location and despatched when the order says so', () => {
    const { order, location } = mapped(
      input({
        Linnworks_Payment_Status__c: 'Unpaid',
        Linnworks_Hold__c: true,
        Linnworks_Location__c: 'Leeds',
        Linnworks_Despatch_By__c: '2026-11-27T17:00:00.000+0000',
      }),
    );
    expect(location).toBe('Leeds');
    expect(order).toMatchObject({
      PaymentStatus: 'Unpaid',
      OrderState: 'Hold',
      DispatchBy: '2026-11-27T17:00:00.000Z',
    });
    expect(order.PaidOn).toBeUndefined();
  });

  it('says who we are, so that it is found again', () => {
    const { order } = mapped(input());
    expect(order).toMatchObject({
      Source: 'SALESFORCE',
      SubSource: 'Main',
      ReferenceNumber: '00000101',
      ExternalReference: '801000000000001AAA',
      OrderItems: [{ ItemNumber: '802000000000001AAA', ChannelSKU: 'MUG' }],
    });
    expect(order.ExtendedProperties.map(({ Name }) => Name)).toEqual([
      'SF_OrderId',
      'SF_TraceId',
      'SF_CustomerKey',
    ]);
  });

  it('bills to the shipping address where there is no other', () => {
    const { order } = mapped(input());
    expect(order.BillingAddress).toEqual(order.DeliveryAddress);
    const billed = mapped(
      input({ BillingStreet: '1 High Street', BillingCity: 'Cork', BillingCountry: 'Ireland' }),
    );
    expect(billed.order.BillingAddress).toMatchObject({ Town: 'Cork', MatchCountryCode: 'IE' });
  });
});

const anything = fc.anything({ maxDepth: 2 });
const scrambled = fc.record({
  order: fc.dictionary(fc.constantFrom(...Object.keys(ORDER), 'BillingCity'), anything),
  items: fc.array(fc.dictionary(fc.constantFrom(...Object.keys(ITEM)), anything), { maxLength: 3 }),
});

describe('the mapping', () => {
  it('is total and pure: whatever is in the records, it answers, and twice the same', () => {
    fc.assert(
      fc.property(scrambled, ({ order, items }) => {
        const given = input(order, items);
        const first = toLinnworksOrder(given);
        expect(toLinnworksOrder(given)).toEqual(first);
        if (!first.ok) expect(first.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
