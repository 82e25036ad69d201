import type { RealOrder } from './real-order.ts';

/** Services, postage, bundles, and lines that look odd. */
export const LINES: readonly RealOrder[] = [
  {
    name: 'the same SKU twice, once for free',
    lines: [
      { product: 'mug', quantity: 2, taxRate: 20 },
      { product: 'mug', price: 0, taxRate: 20 },
    ],
    expected: {
      linnworks: {
        total: 23.88,
        lines: [
          { sku: 'R-MUG', quantity: 2, discount: 0 },
          { sku: 'R-MUG', quantity: 1, discount: 100 },
        ],
      },
    },
  },
  {
    name: 'a service beside the goods',
    lines: [
      { product: 'mug', taxRate: 20 },
      { product: 'repair', taxRate: 20 },
    ],
    expected: {
      linnworks: {
        total: 41.94,
        lines: [
          { sku: 'R-MUG', isService: false },
          { title: 'Tent repair', isService: true, isUnlinked: false },
        ],
      },
    },
  },
  {
    name: 'carriage as a line of the order',
    lines: [
      { product: 'mug', taxRate: 20 },
      { product: 'carriage', taxRate: 20 },
    ],
    expected: { linnworks: { total: 19.14, postage: 7.2, lineCount: 1 } },
  },
  {
    name: 'carriage as a line and postage on the order',
    order: { Linnworks_Shipping_Cost__c: 4.8, Linnworks_Shipping_Tax_Rate__c: 20 },
    lines: [
      { product: 'mug', taxRate: 20 },
      { product: 'carriage', taxRate: 20 },
    ],
    expected: { linnworks: { total: 23.94, postage: 12 } },
  },
  {
    name: 'a bundle whose parts are free',
    lines: [
      { product: 'mug pair', taxRate: 20 },
      { product: 'mug', quantity: 2, price: 0, taxRate: 20, more: { Part_Of__c: 'pair' } },
    ],
    expected: { linnworks: { total: 21.6, lineCount: 1, lines: [{ sku: 'R-MUG-PAIR' }] } },
  },
  {
    name: 'a bundle with a part that costs extra',
    lines: [
      { product: 'mug pair', taxRate: 20 },
      { product: 'lamp', price: 5, taxRate: 20, more: { Part_Of__c: 'pair' } },
    ],
    expected: {
      linnworks: { total: 27.6, lines: [{ isService: false }, { isService: true, price: 5 }] },
    },
  },
  {
    name: 'gift wrapping for free is left out',
    lines: [
      { product: 'mug', taxRate: 20 },
      { product: 'wrapping', price: 0, taxRate: 20 },
    ],
    expected: { linnworks: { total: 11.94, lineCount: 1 } },
  },
  {
    name: 'a mug with an engraving',
    lines: [{ product: 'mug', taxRate: 20, more: { Engraving__c: 'For Ada 💙' } }],
    expected: { linnworks: { lines: [{ options: { Engraving: 'For Ada 💙' } }] } },
  },
  {
    name: 'a product whose title means nothing to the warehouse',
    lines: [{ product: 'flask', taxRate: 20 }],
    expected: { linnworks: { lines: [{ title: 'Steel flask, 1 litre' }] } },
  },
  {
    name: 'a thousand lines',
    lines: Array.from({ length: 1000 }, () => ({ product: 'mug', price: 1.01, taxRate: 20 })),
    expected: { linnworks: { total: 1212, lineCount: 1000 } },
  },
  {
    name: 'nine thousand pieces of one line',
    lines: [{ product: 'lamp', quantity: 9000, price: 19.99, taxRate: 20 }],
    expected: { linnworks: { total: 215892, lines: [{ quantity: 9000 }] } },
  },
];
