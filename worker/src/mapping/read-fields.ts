import {
  ADDRESS_PARTS,
  BILLING_ADDRESS,
  BILLING_PERSON,
  DELIVERY_ADDRESS,
  DELIVERY_PERSON,
} from './address.ts';
import { pathsBelow } from './field-row.ts';
import { ORDER_HEADER } from './order-header.ts';
import { ORDER_LINE } from './order-line.ts';

/** Read whatever the tables say: states, filters and the stamps that tell whether somebody corrected something. */
const ALWAYS_ORDER = [
  'Id',
  'OrderNumber',
  'StatusCode',
  'IsReductionOrder',
  'SystemModstamp',
  'AccountId',
];
const STAMPS = [
  'Account.SystemModstamp',
  'ShipToContact.SystemModstamp',
  'BillToContact.SystemModstamp',
];
const ALWAYS_ITEM = ['Id', 'OrderId', 'Product2Id', 'SystemModstamp', 'Product2.SystemModstamp'];

/** Fields that exist, by object: optional ones (currency, state and country codes) are left out where they do not. */
export type KnownFields = (
  object: 'Order' | 'OrderItem' | 'Account' | 'Contact' | 'Product2',
) => ReadonlySet<string>;

const PARENT: Readonly<Record<string, 'Account' | 'Contact' | 'Product2'>> = {
  Account: 'Account',
  ShipToContact: 'Contact',
  BillToContact: 'Contact',
  Product2: 'Product2',
};

function exists(path: string, object: 'Order' | 'OrderItem', known: KnownFields): boolean {
  const [first = '', second] = path.split('.');
  if (second === undefined) return known(object).has(first);
  const parent = PARENT[first];
  return parent !== undefined && known(parent).has(second);
}

function addressPaths(): string[] {
  const parts = [...ADDRESS_PARTS.map(({ part }) => part), 'StateCode', 'CountryCode'];
  return [...DELIVERY_ADDRESS, ...BILLING_ADDRESS].flatMap(({ path, prefix }) =>
    parts.map((part) => `${path}.${prefix}${part}`.replace(/^Order\./, '')),
  );
}

function personPaths(): string[] {
  return [...DELIVERY_PERSON, ...BILLING_PERSON].flatMap((path) =>
    ['Name', 'Email', 'Phone'].map((field) => `${path}.${field}`.replace(/^Order\./, '')),
  );
}

const idList = (ids: readonly string[]): string => ids.map((id) => `'${id}'`).join(',');
const distinct = (paths: readonly string[]): string[] => [...new Set(paths)];

/** The SOQL of a whole order or of its stamps alone, and the one of its lines. */
export interface OrderQueries {
  readonly orders: string;
  /** Lines are read by themselves: a subquery gives only its first page, and the rest would be lost. */
  readonly items: string;
}

function queriesOf(
  orderIds: readonly string[],
  orderPaths: readonly string[],
  itemPaths: readonly string[],
  known: KnownFields,
): OrderQueries {
  const ids = idList(orderIds);
  const order = distinct(orderPaths).filter((path) => exists(path, 'Order', known));
  const item = distinct(itemPaths).filter((path) => exists(path, 'OrderItem', known));
  return {
    orders: `SELECT ${order.join(', ')} FROM Order WHERE Id IN (${ids})`,
    items: `SELECT ${item.join(', ')} FROM OrderItem WHERE OrderId IN (${ids}) ORDER BY OrderId, CreatedDate, Id`,
  };
}

/**
 * The SOQL that reads orders and their lines: exactly what the tables name, as far as it exists in the org.
 * @param skuField field of Product2 that holds the SKU.
 */
export function orderQueries(
  orderIds: readonly string[],
  skuField: string,
  known: KnownFields,
): OrderQueries {
  const order = [
    ...ALWAYS_ORDER,
    ...STAMPS,
    ...pathsBelow(ORDER_HEADER, 'Order'),
    ...addressPaths(),
    ...personPaths(),
    'Account.Name',
    'Account.Phone',
  ];
  const item = [...ALWAYS_ITEM, ...pathsBelow(ORDER_LINE, 'OrderItem'), `Product2.${skuField}`];
  return queriesOf(orderIds, order, item, known);
}

/** The SOQL of the stamps alone; `stampOf` gives the same text for it as for the whole order. */
export function stampQueries(orderIds: readonly string[], known: KnownFields): OrderQueries {
  return queriesOf(orderIds, ['Id', 'SystemModstamp', ...STAMPS], ALWAYS_ITEM, known);
}

/** Newest modification of anything the mapping reads of one order; equal stamps mean that nothing was corrected. */
export function stampOf(order: Readonly<Record<string, unknown>>): string {
  const stamps: string[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (value !== null && typeof value === 'object')
      for (const [key, one] of Object.entries(value)) {
        if (key === 'SystemModstamp' && typeof one === 'string') stamps.push(one);
        else collect(one);
      }
  };
  collect(order);
  return stamps.sort().join('|');
}
