/** What the merchant of the real orders sells, and what Linnworks has of it. */
export interface CatalogueProduct {
  readonly key: string;
  /** Empty: none, as services have it. */
  readonly sku: string;
  readonly name: string;
  readonly listPrice: number;
  readonly weightKg?: number;
  readonly lineKind?: string;
  /** In Salesforce only. */
  readonly isUnknown?: true;
  /** A composite in Linnworks. */
  readonly parts?: readonly { readonly sku: string; readonly quantity: number }[];
}

export const CATALOGUE: readonly CatalogueProduct[] = [
  { key: 'mug', sku: 'R-MUG', name: 'Enamel mug', listPrice: 9.95, weightKg: 0.15 },
  { key: 'tent', sku: 'R-TENT', name: 'Trekking tent', listPrice: 189, weightKg: 2.4 },
  { key: 'lamp', sku: 'R-LAMP', name: 'Head lamp', listPrice: 29.95, weightKg: 0.1 },
  { key: 'book', sku: 'R-BOOK', name: 'Trail guide', listPrice: 12, weightKg: 0.4 },
  { key: 'flask', sku: 'R-FLASK', name: 'FLSK STL 1L', listPrice: 24.5, weightKg: 0.4 },
  { key: 'anvil', sku: 'R-ANVIL', name: 'Anvil', listPrice: 80, weightKg: 30 },
  {
    key: 'mug pair',
    sku: 'R-MUG-PAIR',
    name: 'Pair of mugs',
    listPrice: 18,
    parts: [{ sku: 'R-MUG', quantity: 2 }],
  },
  { key: 'repair', sku: '', name: 'Tent repair', listPrice: 25, lineKind: 'Service' },
  { key: 'carriage', sku: 'CARRIAGE', name: 'Carriage', listPrice: 6, lineKind: 'Shipping' },
  { key: 'wrapping', sku: '', name: 'Gift wrapping', listPrice: 3, lineKind: 'Left Out' },
  { key: 'ghost', sku: 'R-GHOST', name: 'Discontinued', listPrice: 5, isUnknown: true },
];

/** Fields of the merchant's own and of the features that this org has switched on. */
export const MERCHANT_FIELDS = {
  Account: {
    IsPersonAccount: 'boolean',
    PersonEmail: 'email(80)',
    Vat_Number__c: 'string(30)',
  },
  Order: {
    CurrencyIsoCode: 'string(3)',
    ShippingStateCode: 'string(10)',
    ShippingCountryCode: 'string(10)',
    Exchange_Rate__c: 'double(18,6)',
    Gift_Message__c: 'string(255)',
    Picking_Hint__c: 'string(255)',
    Warehouse_State__c: 'string(40)',
  },
  OrderItem: {
    Engraving__c: 'string(80)',
    Tax_Code__c: 'string(40)',
    Part_Of__c: 'string(40)',
  },
  Product2: { Weight__c: 'double(10,3)' },
} as const;

/** Units for one pound, as Manage Currencies has them. */
export const CURRENCY_RATES = { EUR: 1.15, USD: 1.29 } as const;

export const SETTINGS = {
  Key__c: 'Default',
  Mode__c: 'Active',
  Trigger__c: 'Activation',
  Payment_Rule__c: 'Paid',
  Default_Tax_Rate__c: 20,
  Despatch_Days__c: 2,
  Customer_Id_Field__c: 'AccountNumber',
  Order_Filter__c: "PoNumber != 'DO-NOT-SEND'",
} as const;

const field = (source: string, target: string) => {
  const [object = '', path = ''] = source.split(':');
  return { Kind__c: 'Field', Source_Object__c: object, Source__c: path, Target__c: target };
};
const rule = (kind: string, source: string, target: string, more: object = {}) => ({
  Kind__c: kind,
  Source__c: source,
  Target__c: target,
  ...more,
});

/** The mapping rows of the merchant's admin; one of them is wrong. */
export const MAPPING_ROWS: readonly Readonly<Record<string, unknown>>[] = [
  field('Account:Vat_Number__c', 'BuyerTaxNumber'),
  field('Order:Exchange_Rate__c', 'ConversionRate'),
  field('Order:Gift_Message__c', 'ExtendedProperties.Gift message'),
  field('Order:Picking_Hint__c', 'InternalNote'),
  field('Order:Warehouse_State__c', 'OrderState'),
  field('OrderItem:Engraving__c', 'Options.Engraving'),
  field('OrderItem:Tax_Code__c', 'TaxCode'),
  field('OrderItem:Part_Of__c', 'BundleOf'),
  field('Product2:Weight__c', 'WeightKg'),
  rule('Shipping Method', 'Express', 'DPD Next Day'),
  rule('Shipping Method', '', 'UPS Standard', { When_Country__c: 'DE, AT', Priority__c: 3 }),
  rule('Shipping Method', '', 'UPS Standard', { When_Min_Weight__c: 20, Priority__c: 1 }),
  rule('Shipping Method', '', 'DPD Next Day', { When_Min_Value__c: 500, Priority__c: 2 }),
  rule('Shipping Method', 'By pigeon', 'Pigeon post'),
  rule('Location', '', 'Rotterdam', { When_Country__c: 'NL' }),
  rule('Payment', 'CC', 'Credit card'),
  rule('Payment', 'Settled', 'Paid'),
  rule('Tax', 'Printed matter', '0'),
  rule('Tax', '', '0', { When_Country__c: 'JE,GG' }),
  rule('Title', 'R-FLASK', 'Steel flask, 1 litre'),
];
