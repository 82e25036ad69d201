import type { RealOrder } from './real-order.ts';

const MUG = [{ product: 'mug', taxRate: 20 }];

/** Orders that cannot be sent, or must not. */
export const REFUSED: readonly RealOrder[] = [
  {
    name: 'a SKU that Linnworks does not have',
    lines: [...MUG, { product: 'ghost', taxRate: 20 }],
    expected: { errors: ['LW_SKU_UNKNOWN'] },
  },
  {
    name: 'two and a half pieces to nowhere',
    order: { ShippingCountry: null },
    lines: [{ product: 'mug', quantity: 2.5, taxRate: 20 }],
    expected: { errors: ['COUNTRY_MISSING', 'QUANTITY_NOT_WHOLE'] },
  },
  {
    name: 'a country that does not exist',
    order: { ShippingCountry: 'Narnia' },
    lines: MUG,
    expected: { errors: ['COUNTRY_UNKNOWN'] },
  },
  {
    name: 'a postcode that Linnworks would park',
    order: { ShippingPostalCode: 'LS1 4AB 12345' },
    lines: MUG,
    expected: { errors: ['POSTCODE_TOO_LONG'] },
  },
  {
    name: 'a service that a wrong mapping row translates',
    order: { Linnworks_Shipping_Service__c: 'By pigeon' },
    lines: MUG,
    expected: { errors: ['MAPPING_ROW_INVALID'] },
  },
  {
    name: 'two tax rates for the postage',
    order: { Linnworks_Shipping_Cost__c: 5, Linnworks_Shipping_Tax_Rate__c: 0 },
    lines: [...MUG, { product: 'carriage', taxRate: 20 }],
    expected: { errors: ['POSTAGE_TAX_DIFFERS'] },
  },
  {
    name: 'a discount of more than the order',
    order: { Linnworks_Discount__c: 50 },
    lines: MUG,
    expected: { errors: ['DISCOUNT_TOO_LARGE'] },
  },
  {
    name: 'gift wrapping that costs something and is left out',
    lines: [...MUG, { product: 'wrapping', taxRate: 20 }],
    expected: { errors: ['LEFT_OUT_LINE_PRICED'] },
  },
  {
    name: 'nothing but carriage',
    lines: [{ product: 'carriage', taxRate: 20 }],
    expected: { errors: ['ORDER_HAS_NO_LINES'] },
  },
  {
    name: 'an order that the filter of the settings leaves out',
    order: { PoNumber: 'DO-NOT-SEND' },
    lines: MUG,
    expected: { answer: /does not fit the order filter/ },
  },
];
