import type { RealOrder } from './real-order.ts';

/** Prices, discounts, taxes, currencies. Prices are without tax; Linnworks adds it. */
export const MONEY: readonly RealOrder[] = [
  {
    name: 'three lines with 20, 0 and 5 percent VAT',
    order: { Linnworks_Shipping_Cost__c: 4.99, Linnworks_Shipping_Tax_Rate__c: 20 },
    lines: [
      { product: 'mug', quantity: 2, taxRate: 20 },
      { product: 'book', quantity: 3, taxRate: 0 },
      { product: 'lamp', taxRate: 5 },
    ],
    expected: {
      linnworks: {
        // 23.88 + 36.00 + 31.4475 + 4.99
        total: 96.32,
        postage: 4.99,
        lines: [
          { sku: 'R-MUG', quantity: 2, price: 9.95, taxRate: 20 },
          { sku: 'R-BOOK', quantity: 3, price: 12, taxRate: 0 },
          { sku: 'R-LAMP', quantity: 1, price: 29.95, taxRate: 5 },
        ],
      },
    },
  },
  {
    name: 'export to New York without tax',
    order: {
      ShippingStreet: '350 5th Ave',
      ShippingCity: 'New York',
      ShippingState: 'NY',
      ShippingPostalCode: '10118',
      ShippingCountry: 'United States',
      Linnworks_Shipping_Cost__c: 15,
      Linnworks_Shipping_Tax_Rate__c: 0,
    },
    lines: [{ product: 'tent', taxRate: 0 }],
    expected: { linnworks: { total: 204, tax: 0, to: { region: 'NY', country: 'United States' } } },
  },
  {
    name: 'a sample discounted to nothing',
    lines: [{ product: 'mug', price: 0, taxRate: 20 }],
    expected: { linnworks: { total: 0, lines: [{ price: 9.95, discount: 100 }] } },
  },
  {
    name: 'sold ten percent below list',
    lines: [{ product: 'tent', price: 170.1, taxRate: 20 }],
    expected: { linnworks: { total: 204.12, lines: [{ price: 189, discount: 10 }] } },
  },
  {
    name: 'sold at a price that no percentage gives',
    lines: [{ product: 'mug', price: 6.66, taxRate: 20 }],
    expected: { linnworks: { total: 7.99, lines: [{ price: 6.66, discount: 0 }] } },
  },
  {
    name: 'fifteen percent off a line',
    lines: [
      {
        product: 'lamp',
        quantity: 2,
        taxRate: 20,
        more: { Linnworks_Discount_Percent__c: 15 },
      },
    ],
    expected: { linnworks: { total: 61.1, lines: [{ price: 29.95, discount: 15 }] } },
  },
  {
    name: 'ten pounds off the whole order',
    order: { Linnworks_Discount__c: 10 },
    lines: [
      { product: 'tent', taxRate: 20 },
      { product: 'mug', taxRate: 20 },
    ],
    expected: { linnworks: { total: 228.74 } },
  },
  {
    name: 'paid in euro',
    order: { CurrencyIsoCode: 'EUR' },
    lines: [{ product: 'lamp', price: 34.9, taxRate: 21 }],
    expected: { linnworks: { currency: 'EUR', conversionRate: 1.15, total: 42.23 } },
  },
  {
    name: 'paid in dollars at the rate of the sale',
    order: { CurrencyIsoCode: 'USD', Exchange_Rate__c: 1.31 },
    lines: [{ product: 'lamp', price: 40, taxRate: 0 }],
    expected: { linnworks: { currency: 'USD', conversionRate: 1.31, total: 40 } },
  },
  {
    name: 'a line that leaves the tax to the settings',
    lines: [{ product: 'lamp' }],
    expected: { linnworks: { total: 35.94, lines: [{ taxRate: 20 }] } },
  },
  {
    name: 'printed matter without tax, by its tax code',
    lines: [{ product: 'book', more: { Tax_Code__c: 'printed matter' } }],
    expected: { linnworks: { total: 12, lines: [{ taxRate: 0 }] } },
  },
  {
    name: 'a fraction of a penny on every line',
    lines: Array.from({ length: 7 }, () => ({ product: 'mug', price: 0.07, taxRate: 17.5 })),
    // 7 × 0.08225 = 0.57575: added up before it is rounded.
    expected: { linnworks: { total: 0.58, lineCount: 7 } },
  },
];
