import { describe, expect, it } from 'vitest';
import type { ChannelOrder } from '../domain/linnworks-port.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import { explainDifference } from './explain-difference.ts';

const SENT = {
  Currency: 'GBP',
  PostalServiceCost: 4.99,
  OrderItems: [
    {
      ItemNumber: '802A',
      ChannelSKU: 'MUG',
      ItemTitle: 'Mug',
      Qty: 2,
      PricePerUnit: 10,
      LineDiscount: 0,
      TaxRate: 20,
    },
  ],
} as unknown as ChannelOrder;
const LINE = {
  itemNumber: '802A',
  sku: 'MUG',
  quantity: 2,
  unitPrice: 10,
  discountPercent: 0,
  taxRate: 20,
};
const seen = (lines: readonly object[], postage = 4.99): ObservedOrder =>
  ({ lines, totals: { postage } }) as unknown as ObservedOrder;

describe('why a total differs', () => {
  it.each<[string, ObservedOrder, readonly string[]]>([
    ['nothing does', seen([LINE]), []],
    ['a rate', seen([{ ...LINE, taxRate: 0 }]), ['the tax rate of "MUG" is 0, not 20']],
    ['a price', seen([{ ...LINE, unitPrice: 9 }]), ['the price of "MUG" is 9, not 10']],
    ['postage', seen([LINE], 0), ['the postage is 0, not 4.99']],
    ['a line gone', seen([]), ['the line "Mug" is not there']],
    [
      'a line of theirs',
      seen([LINE, { ...LINE, itemNumber: 'x', sku: 'LEAFLET' }]),
      ['Linnworks has added the line "LEAFLET"'],
    ],
  ])('%s', (_, order, reasons) => {
    expect(explainDifference(order, SENT)).toEqual(reasons);
  });
});
