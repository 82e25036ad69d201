import { ADDRESS_ROWS } from './address.ts';
import type { FieldRow } from './field-row.ts';
import { ORDER_CUSTOMER } from './order-customer.ts';
import { ORDER_HEADER } from './order-header.ts';
import { OPTION, ORDER_LINE } from './order-line.ts';
import { ORDER_MONEY } from './order-money.ts';
import { ORDER_NOTES } from './order-notes.ts';
import { ORDER_PAYMENT } from './order-payment.ts';
import { ORDER_PROPERTIES, PROPERTY } from './order-properties.ts';
import { ORDER_SHIPPING } from './order-shipping.ts';

/** Every table of the order itself, by the heading it has on the reference page. */
export const ORDER_TABLES: Readonly<Record<string, readonly FieldRow[]>> = {
  Order: ORDER_HEADER,
  Customer: ORDER_CUSTOMER,
  Money: ORDER_MONEY,
  Shipping: ORDER_SHIPPING,
  Payment: ORDER_PAYMENT,
  Notes: ORDER_NOTES,
  'Extended properties': ORDER_PROPERTIES,
};

/** All of them but the extended properties, which become a list. */
export const ORDER_ROWS: readonly FieldRow[] = Object.values(ORDER_TABLES)
  .flat()
  .filter(({ target }) => !target.startsWith(PROPERTY));

/** Longest name of a property or an option; the vendor states no limit, 50 is what its screens show. */
const NAME_LENGTH = 50;

export interface Target {
  readonly level: 'order' | 'line';
  readonly row: FieldRow;
  /** Not in a table: a property or an option of the admin's own. */
  readonly isOwn: boolean;
}

function ownTarget(target: string): Target | null {
  const prefix = [PROPERTY, OPTION].find((start) => target.startsWith(start));
  const name = prefix === undefined ? '' : target.slice(prefix.length).trim();
  if (name === '' || name.length > NAME_LENGTH || name.toUpperCase().startsWith('SF_')) return null;
  return {
    level: prefix === OPTION ? 'line' : 'order',
    row: { target, sources: [], convert: 'text', whenMissing: 'leave out' },
    isOwn: true,
  };
}

/** What a mapping row may fill; null for a name that is unknown or that identifies the order. */
export function findTarget(target: string): Target | null {
  const named = (row: FieldRow): boolean => row.target === target && row.fixed !== true;
  const order = [...ORDER_ROWS, ...ADDRESS_ROWS].find(named);
  if (order) return { level: 'order', row: order, isOwn: false };
  const line = (ORDER_LINE as readonly FieldRow[]).find(named);
  if (line) return { level: 'line', row: line, isOwn: false };
  return ownTarget(target);
}
