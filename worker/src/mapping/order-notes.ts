import type { FieldRow } from './field-row.ts';

/** Notes of the order. */
export const ORDER_NOTES = [
  {
    target: 'Note',
    sources: ['Order.Linnworks_Note__c'],
    convert: 'lines of text',
    whenMissing: 'leave out',
    note: 'One note that the customer may see.',
  },
  {
    target: 'InternalNote',
    sources: [],
    convert: 'lines of text',
    whenMissing: 'leave out',
    note: 'One note for the warehouse only, from a mapping row.',
  },
] as const satisfies readonly FieldRow[];
