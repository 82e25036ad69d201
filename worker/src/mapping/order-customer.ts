import type { FieldRow } from './field-row.ts';

/** Who buys. `Customer` is the one identity of duplicates (customer.ts). */
export const ORDER_CUSTOMER = [
  {
    target: 'ChannelBuyerName',
    sources: ['Customer.Number', 'Customer.Email', 'Customer.Name'],
    convert: 'text',
    whenMissing: { send: '' },
    note: 'The same for every duplicate of a customer: customer number, else e-mail in lower case, else name.',
  },
  {
    target: 'BuyerTaxNumber',
    sources: [],
    convert: 'text',
    whenMissing: 'leave out',
    note: 'From a mapping row, for example a VAT number of the account.',
  },
] as const satisfies readonly FieldRow[];
