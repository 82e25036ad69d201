import type { FieldRow } from './field-row.ts';

/** One line of the order, one row per field of Linnworks' ChannelOrderItem; `Product.Sku` is the SKU field of the settings. */
export const ORDER_LINE = [
  {
    target: 'ItemNumber',
    sources: ['OrderItem.Id'],
    convert: 'text',
    whenMissing: { problem: 'FIELD_MISSING' },
    note: 'Unique in the order, so that the same SKU may stand in two lines.',
  },
  {
    target: 'ChannelSKU',
    sources: ['Product.Sku'],
    convert: 'text',
    whenMissing: { problem: 'SKU_MISSING' },
  },
  {
    target: 'ItemTitle',
    sources: ['OrderItem.Product2.Name', 'OrderItem.Description'],
    convert: 'text',
    whenMissing: { problem: 'FIELD_MISSING' },
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
    convert: 'number',
    whenMissing: { problem: 'PRICE_INVALID' },
    note: 'Becomes PricePerUnit and LineDiscount together with the list price.',
  },
  {
    target: 'ListPrice',
    sources: ['OrderItem.ListPrice'],
    convert: 'number',
    whenMissing: 'leave out',
  },
  {
    target: 'LineDiscount',
    sources: ['OrderItem.Linnworks_Discount_Percent__c'],
    convert: 'number',
    whenMissing: 'leave out',
    note: 'Percent off the unit price; wins over the difference to the list price.',
  },
  {
    target: 'TaxRate',
    sources: ['OrderItem.Linnworks_Tax_Rate__c', 'Settings.defaultTaxRate'],
    convert: 'number',
    whenMissing: { send: 0 },
    note: 'Percent.',
  },
] as const satisfies readonly FieldRow[];
