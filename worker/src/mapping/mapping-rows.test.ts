import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type MerchantSettings } from '../domain/settings.ts';
import { mappingRowSchema, type MappingRow } from '../wire/mapping-row.ts';
import { buildFieldModel } from './build-field-model.ts';
import { toLinnworksOrder, type OrderInput } from './to-linnworks-order.ts';

const ORDER = {
  Id: '801000000000001AAA',
  OrderNumber: '00000101',
  ActivatedDate: '2026-11-24T10:00:00.000+0000',
  ShippingStreet: '12 Quay Street',
  ShippingCity: 'Leeds',
  ShippingCountry: 'United Kingdom',
  Account: { Name: 'Harbour Cycles Ltd', Vat__c: 'GB123' },
  Gift__c: 'Happy birthday',
};
const ITEM = {
  Id: '802000000000001AAA',
  Quantity: 2,
  UnitPrice: 10,
  Weight__c: 3,
  Product2: { Name: 'Enamel mug', StockKeepingUnit: 'MUG' },
};
const known = (): ReadonlySet<string> => new Set(['Vat__c', 'Gift__c', 'Weight__c', 'Code__c']);
const locations = new Set(['default', 'leeds']);
const services = new Set(['royal mail 24', 'dpd next day', 'ups standard']);

interface Case {
  readonly rows: readonly Partial<MappingRow>[];
  readonly order?: object;
  readonly items?: readonly object[];
  readonly settings?: Partial<MerchantSettings>;
}

function map({ rows, order = {}, items = [{}], settings = {} }: Case) {
  const parsed = rows.map((values, index) =>
    mappingRowSchema.parse({
      Id: `row${index}`,
      Name: `Row ${index}`,
      Is_Required__c: false,
      ...values,
    }),
  );
  const input: OrderInput = {
    order: { ...ORDER, ...order },
    items: items.map((item) => ({ ...ITEM, ...item })),
    settings: { ...DEFAULT_SETTINGS, ...settings },
    model: buildFieldModel(parsed, known, { locations, services }).model,
    customers: new Map(),
    defaultCurrency: 'GBP',
    traceId: 't',
    locations,
    services,
  };
  return toLinnworksOrder(input);
}

function good(given: Case) {
  const result = map(given);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.value;
}
const codes = (given: Case): string[] => {
  const result = map(given);
  return result.ok ? [] : result.problems.map(({ code }) => code);
};

const field = (values: Partial<MappingRow>): Partial<MappingRow> => ({
  Kind__c: 'Field',
  Source_Object__c: 'Order',
  ...values,
});

describe('field rows', () => {
  it('fill fields, properties, options and parts of addresses', () => {
    const { order } = good({
      rows: [
        field({ Source__c: 'Account.Vat__c', Target__c: 'BuyerTaxNumber' }),
        field({ Source__c: 'Gift__c', Target__c: 'ExtendedProperties.Gift' }),
        field({ Source_Object__c: 'Account', Source__c: 'Vat__c', Target__c: 'Options.Vat' }),
        field({ Source__c: 'Gift__c', Target__c: 'DeliveryAddress.Address3' }),
      ],
    });
    expect(order.BuyerTaxNumber).toBe('GB123');
    expect(order.ExtendedProperties).toContainEqual({
      Name: 'Gift',
      Value: 'Happy birthday',
      Type: 'Order',
    });
    expect(order.OrderItems[0]?.Options).toEqual([{ Property: 'Vat', Value: 'GB123' }]);
    expect(order.DeliveryAddress.Address3).toBe('Happy birthday');
    expect(order.BillingAddress.Address3).toBe('Happy birthday');
  });

  it('leave an empty value to the default, then to the table', () => {
    const row = { Source__c: 'Gift__c', Target__c: 'SecondaryReferenceNumber' };
    const empty = { order: { Gift__c: null, PoNumber: 'PO-7' } };
    expect(good({ rows: [field(row)], ...empty }).order.SecondaryReferenceNumber).toBe('PO-7');
    const withDefault = [field({ ...row, Default__c: 'none' })];
    expect(good({ rows: withDefault, ...empty }).order.SecondaryReferenceNumber).toBe('none');
  });

  it('stop an order without a value that is required, and one whose required row is wrong', () => {
    const required = field({ Source__c: 'Gift__c', Target__c: 'Note', Is_Required__c: true });
    expect(codes({ rows: [required], order: { Gift__c: ' ' } })).toEqual(['FIELD_MISSING']);
    const wrong = field({ Source__c: 'Nope__c', Target__c: 'Note' });
    expect(codes({ rows: [{ ...wrong, Is_Required__c: true }] })).toEqual(['MAPPING_ROW_INVALID']);
    expect(codes({ rows: [wrong] })).toEqual([]);
  });

  it('convert', () => {
    const note = (values: Partial<MappingRow>, Gift__c: unknown) =>
      good({
        rows: [field({ Source__c: 'Gift__c', Target__c: 'ExtendedProperties.X', ...values })],
        order: { Gift__c },
      }).order.ExtendedProperties.find(({ Name }) => Name === 'X')?.Value;
    expect(note({ Conversion__c: 'Upper Case' }, ' abc ')).toBe('ABC');
    expect(note({ Conversion__c: 'Country Code' }, 'Germany')).toBe('DE');
    expect(note({ Conversion__c: 'Date' }, '2026-11-24T10:00:00Z')).toBe(
      '2026-11-24T00:00:00.000Z',
    );
    expect(note({ Conversion__c: 'Yes No' }, 'Yes')).toBe('true');
    expect(note({ Conversion__c: 'Percent' }, '20 %')).toBe('20');
  });
});

const shipping = (values: Partial<MappingRow>): Partial<MappingRow> => ({
  Kind__c: 'Shipping Method',
  Target__c: 'DPD Next Day',
  ...values,
});

describe('shipping and location rows', () => {
  it('translate a word, else say what goes where nothing is said', () => {
    const rows = [
      shipping({ Source__c: 'Express' }),
      shipping({ Source__c: '', Target__c: 'UPS Standard', When_Country__c: 'GB' }),
    ];
    const serviceOf = (word: string | null) =>
      good({ rows, order: { Linnworks_Shipping_Service__c: word } }).order.PostalServiceName;
    expect(serviceOf('express')).toBe('DPD Next Day');
    expect(serviceOf(null)).toBe('UPS Standard');
    expect(serviceOf('Royal Mail 24')).toBe('Royal Mail 24');
  });

  it('go by value, weight and priority; both ends of a range belong to it', () => {
    const weight = field({
      Source_Object__c: 'OrderItem',
      Source__c: 'Weight__c',
      Target__c: 'WeightKg',
    });
    const rows = [
      weight,
      shipping({ Source__c: '*', Priority__c: 2 }),
      shipping({
        Source__c: '*',
        Target__c: 'Royal Mail 24',
        Priority__c: 1,
        When_Max_Value__c: 20,
        When_Max_Weight__c: 6,
      }),
    ];
    const serviceOf = (item: object) => good({ rows, items: [item] }).order.PostalServiceName;
    expect(serviceOf({})).toBe('Royal Mail 24');
    expect(serviceOf({ UnitPrice: 10.01 })).toBe('DPD Next Day');
    expect(serviceOf({ Weight__c: 3.1 })).toBe('DPD Next Day');
  });

  it('that are wrong stop only the orders that need them, and name themselves', () => {
    const rows = [shipping({ Source__c: 'Express', Target__c: 'Pigeon' })];
    expect(codes({ rows, order: { Linnworks_Shipping_Service__c: 'Royal Mail 24' } })).toEqual([]);
    const result = map({ rows, order: { Linnworks_Shipping_Service__c: 'Express' } });
    expect(result.ok ? [] : result.problems).toMatchObject([
      { code: 'MAPPING_ROW_INVALID', path: 'Linnworks_Mapping__c.Row 0' },
    ]);
    expect(result.ok ? '' : result.problems[0]?.message).toContain('"Pigeon"');
  });

  it('choose the location by country', () => {
    const rows = [
      { Kind__c: 'Location', Source__c: '*', Target__c: 'Leeds', When_Country__c: 'GB' },
    ];
    expect(good({ rows }).location).toBe('Leeds');
    expect(good({ rows, order: { ShippingCountry: 'Germany' } }).location).toBe('Default');
  });
});

describe('tax, payment and title rows', () => {
  it('give the rate by code and country; a rate on the line wins', () => {
    const code = field({
      Source_Object__c: 'OrderItem',
      Source__c: 'Code__c',
      Target__c: 'TaxCode',
    });
    const rows = [
      code,
      { Kind__c: 'Tax', Source__c: 'food', Target__c: '5%' },
      { Kind__c: 'Tax', Source__c: '*', Target__c: '0', When_Country__c: 'JE' },
      { Kind__c: 'Tax', Source__c: '', Target__c: '20' },
    ];
    const rateOf = (item: object, order: object = {}) =>
      good({ rows, items: [item], order }).order.OrderItems[0]?.TaxRate;
    expect(rateOf({ Code__c: 'Food' })).toBe(5);
    expect(rateOf({})).toBe(20);
    expect(rateOf({}, { ShippingCountry: 'Jersey' })).toBe(0);
    expect(rateOf({ Linnworks_Tax_Rate__c: 7, Code__c: 'food' })).toBe(7);
  });

  it('translate payment status and method, each by its own rows', () => {
    const rows = [
      { Kind__c: 'Payment', Source__c: 'Settled', Target__c: 'Paid' },
      { Kind__c: 'Payment', Source__c: 'CC', Target__c: 'Credit card' },
    ];
    const order = { Linnworks_Payment_Status__c: 'settled', Linnworks_Payment_Method__c: 'cc' };
    expect(good({ rows, order, settings: { paymentRule: 'Field' } }).order).toMatchObject({
      PaymentStatus: 'Paid',
      PaymentMethodName: 'Credit card',
    });
    expect(codes({ rows, order: { Linnworks_Payment_Status__c: 'soon' } })).toEqual([
      'PAYMENT_STATUS_UNKNOWN',
    ]);
  });

  it('rename a line by SKU or by title', () => {
    const rows = [{ Kind__c: 'Title', Source__c: 'mug', Target__c: 'Becher' }];
    expect(good({ rows }).order.OrderItems[0]?.ItemTitle).toBe('Becher');
  });
});

describe('kinds of lines', () => {
  const kind = (Linnworks_Line_Kind__c: string, more: object = {}) => ({
    ...more,
    Product2: { Name: 'Thing', StockKeepingUnit: null, Linnworks_Line_Kind__c },
  });

  it('send services without a SKU, and add shipping lines with tax to the postage', () => {
    const { order, skus, expectedTotal } = good({
      rows: [],
      items: [
        {},
        kind('Service', { Quantity: 1 }),
        kind('Shipping', { Quantity: 1, UnitPrice: 5 }),
      ],
      order: { Linnworks_Shipping_Cost__c: 1 },
      settings: { defaultTaxRate: 20 },
    });
    expect(order.OrderItems.map(({ IsService }) => IsService)).toEqual([false, true]);
    expect(skus).toEqual(['MUG']);
    expect(order).toMatchObject({ PostalServiceCost: 7, PostalServiceTaxRate: 20 });
    expect(expectedTotal).toBe((20 + 10) * 120 + 700);
  });

  it('leave a free line out, never a priced one', () => {
    expect(
      good({ rows: [], items: [{}, kind('Left Out', { UnitPrice: 0 })] }).order.OrderItems,
    ).toHaveLength(1);
    expect(codes({ rows: [], items: [{}, kind('Left Out')] })).toEqual(['LEFT_OUT_LINE_PRICED']);
    expect(codes({ rows: [], items: [kind('Whatever')] })).toEqual(['LINE_KIND_UNKNOWN']);
  });

  it('take the stock of a bundle once and lose no price of its parts', () => {
    const rows = [
      field({ Source_Object__c: 'OrderItem', Source__c: 'Code__c', Target__c: 'BundleOf' }),
    ];
    const part = { Id: '802B', Code__c: 'parent' };
    const { order, skus } = good({
      rows,
      items: [{}, { ...part, UnitPrice: 0 }, { ...part, UnitPrice: 3 }],
    });
    expect(
      order.OrderItems.map(({ IsService, PricePerUnit }) => [IsService, PricePerUnit]),
    ).toEqual([
      [false, 10],
      [true, 3],
    ]);
    expect(skus).toEqual(['MUG']);
  });
});
