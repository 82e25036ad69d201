import type { FieldRow } from './field-row.ts';

/** What the order is and when: one row per field of Linnworks' ChannelOrder. */
export const ORDER_HEADER = [
  {
    target: 'ReferenceNumber',
    sources: ['Order.OrderNumber'],
    convert: 'text',
    whenMissing: { problem: 'FIELD_MISSING' },
    fixed: true,
    note: 'With Source and SubSource the key of the order in Linnworks.',
  },
  {
    target: 'ExternalReference',
    sources: ['Order.Id'],
    convert: 'text',
    whenMissing: { problem: 'FIELD_MISSING' },
    fixed: true,
  },
  {
    target: 'SecondaryReferenceNumber',
    sources: ['Order.PoNumber', 'Order.OrderReferenceNumber'],
    convert: 'text',
    whenMissing: 'leave out',
  },
  {
    target: 'ReceivedDate',
    sources: ['Order.ActivatedDate', 'Order.CreatedDate'],
    convert: 'date and time',
    whenMissing: { problem: 'FIELD_MISSING' },
  },
  {
    target: 'DispatchBy',
    sources: ['Order.Linnworks_Despatch_By__c'],
    convert: 'date and time',
    whenMissing: 'leave out',
    note: 'Else the received date plus the number of days in the settings.',
  },
  {
    target: 'Hold',
    sources: ['Order.Linnworks_Hold__c'],
    convert: 'yes or no',
    whenMissing: { send: false },
    note: 'Yes becomes OrderState Hold.',
  },
  {
    target: 'OrderState',
    sources: [],
    convert: 'text',
    whenMissing: 'leave out',
    note: 'None, Hold or Park, from a mapping row; Hold above wins over None.',
  },
  {
    target: 'Location',
    sources: ['Order.Linnworks_Location__c'],
    convert: 'text',
    whenMissing: { send: '' },
    note: 'Then the location rows, then the location of the settings, then Default. Name of the location of the whole call.',
  },
] as const satisfies readonly FieldRow[];
