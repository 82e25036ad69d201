import type { FieldRow } from './field-row.ts';

/** How it is sent and what that costs. */
export const ORDER_SHIPPING = [
  {
    target: 'PostalServiceName',
    sources: ['Order.Linnworks_Shipping_Service__c'],
    convert: 'text',
    whenMissing: { send: '' },
    note: 'Then the shipping rows, then the service of the settings. Also sent as MatchPostalServiceTag. Blank: the default of the account.',
  },
  {
    target: 'PostalServiceCost',
    sources: ['Order.Linnworks_Shipping_Cost__c'],
    convert: 'money',
    whenMissing: { send: 0 },
    note: 'Including tax, after discount. Shipping lines of the order are added to it.',
  },
  {
    target: 'PostalServiceTaxRate',
    sources: ['Order.Linnworks_Shipping_Tax_Rate__c'],
    convert: 'percent',
    whenMissing: 'leave out',
    note: 'Percent. Else the rate of the shipping lines, else that of the settings.',
  },
] as const satisfies readonly FieldRow[];
