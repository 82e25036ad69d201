import type { FieldRow } from './field-row.ts';

/** Before the name of a property that an admin adds: `ExtendedProperties.Gift message`. */
export const PROPERTY = 'ExtendedProperties.';

/** Extended properties of the order: how it is found and traced from the other side. */
export const ORDER_PROPERTIES = [
  {
    target: `${PROPERTY}SF_OrderId`,
    sources: ['Order.Id'],
    convert: 'text',
    whenMissing: { problem: 'FIELD_MISSING' },
    fixed: true,
  },
  {
    target: `${PROPERTY}SF_TraceId`,
    sources: ['Request.TraceId'],
    convert: 'text',
    whenMissing: 'leave out',
    fixed: true,
  },
  {
    target: `${PROPERTY}SF_CustomerKey`,
    sources: ['Customer.Key'],
    convert: 'text',
    whenMissing: 'leave out',
    fixed: true,
    note: 'One key for every duplicate of a customer.',
  },
] as const satisfies readonly FieldRow[];
