import type { FieldRow } from './field-row.ts';

/** How and whether it is paid. */
export const ORDER_PAYMENT = [
  {
    target: 'PaymentMethodName',
    sources: ['Order.Linnworks_Payment_Method__c'],
    convert: 'text',
    whenMissing: 'leave out',
    note: 'Translated by the payment rows.',
  },
  {
    target: 'PaymentStatus',
    sources: ['Order.Linnworks_Payment_Status__c'],
    convert: 'text',
    whenMissing: 'leave out',
    note: 'Paid or Unpaid, or a word that a payment row translates; blank: the payment rule of the settings. Unpaid orders are parked.',
  },
  {
    target: 'PaidOn',
    sources: ['Order.ActivatedDate', 'Order.CreatedDate'],
    convert: 'date and time',
    whenMissing: 'leave out',
    note: 'Sent with paid orders only.',
  },
] as const satisfies readonly FieldRow[];
