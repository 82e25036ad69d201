import type { FieldRow } from './field-row.ts';

/** Before the name of an option that an admin adds to a line: `Options.Engraving`. */
export const OPTION = 'Options.';

/** One line of the order, one row per field of Linnworks' ChannelOrderItem; `Product.Sku` is the SKU field of the settings. */
export const ORDER_LINE = [
  {
    target: 'ItemNumber',
    sources: ['OrderItem.Id'],
    convert: 'text',
    whenMissing: { problem: 'FIELD_MISSING' },
    fixed: true,
    note: 'Unique in the order, so that the same SKU may stand in two lines.',
  },
  {
    target: 'LineKind',
    sources: ['OrderItem.Product2.Linnworks_Line_Kind__c'],
    convert: 'text',
    whenMissing: { send: 'Stock' },
    note: 'Stock, Service (no stock), Shipping (added to the postage) or Left Out (a free line that is not sent).',
  },
  {
    target: 'BundleOf',
    sources: [],
    convert: 'text',
    whenMissing: 'leave out',
    note: 'From a mapping row: the line that this one is a part of. Linnworks knows the parts of a composite item: a free part is not sent, a priced one goes as a service line.',
  },
  {
    target: 'ChannelSKU',
    sources: ['Product.Sku'],
    convert: 'text',
    whenMissing: { send: '' },
    note: 'A stock line without it is the error `SKU_MISSING`.',
  },
  {
    target: 'ItemTitle',
    sources: ['OrderItem.Product2.Name', 'OrderItem.Description'],
    convert: 'text',
    whenMissing: { problem: 'FIELD_MISSING' },
    note: 'Translated by the title rows.',
  },
  {
    target: 'Qty',
    sources: ['OrderItem.Quantity'],
    convert: 'number',
    whenMissing: { problem: 'QUANTITY_NOT_WHOLE' },
    note: 'Whole pieces only.',
  },
  {
    target: 'UnitPrice',
    sources: ['OrderItem.UnitPrice'],
    convert: 'money',
    whenMissing: { problem: 'PRICE_INVALID' },
    note: 'Becomes PricePerUnit and LineDiscount together with the list price.',
  },
  {
    target: 'ListPrice',
    sources: ['OrderItem.ListPrice'],
    convert: 'money',
    whenMissing: 'leave out',
  },
  {
    target: 'LineDiscount',
    sources: ['OrderItem.Linnworks_Discount_Percent__c'],
    convert: 'percent',
    whenMissing: 'leave out',
    note: 'Percent off the unit price; wins over the difference to the list price.',
  },
  {
    target: 'TaxRate',
    sources: ['OrderItem.Linnworks_Tax_Rate__c'],
    convert: 'percent',
    whenMissing: 'leave out',
    note: 'Percent. Else the tax rows, by tax code and country; else the rate of the settings.',
  },
  {
    target: 'TaxCode',
    sources: [],
    convert: 'text',
    whenMissing: 'leave out',
    note: 'From a mapping row: the word that the tax rows translate. Not sent itself.',
  },
  {
    target: 'WeightKg',
    sources: [],
    convert: 'number',
    whenMissing: 'leave out',
    note: 'From a mapping row: weight of one piece, for the shipping and location rows. Not sent itself.',
  },
] as const satisfies readonly FieldRow[];
