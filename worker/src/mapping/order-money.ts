import type { FieldRow } from './field-row.ts';

/** Money of the whole order; that of a line is in order-line.ts. */
export const ORDER_MONEY = [
  {
    target: 'Currency',
    sources: ['Order.CurrencyIsoCode', 'Org.DefaultCurrency'],
    convert: 'upper case',
    whenMissing: { problem: 'CURRENCY_MISSING' },
  },
  {
    target: 'ConversionRate',
    sources: [],
    convert: 'number',
    whenMissing: 'leave out',
    note: 'Units of the order currency for one of the base currency of Linnworks. From a mapping row, else from the rates of an org with several currencies on the start date of the order; left out, Linnworks takes the rate of the account.',
  },
  {
    target: 'Discount',
    sources: ['Order.Linnworks_Discount__c'],
    convert: 'money',
    whenMissing: 'leave out',
    note: 'An amount including tax, after line discounts, spread evenly over the lines and the postage.',
  },
] as const satisfies readonly FieldRow[];
