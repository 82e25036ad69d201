import type { MerchantSettings } from '../domain/settings.ts';
import { ADDRESS_PARTS, BILLING_ADDRESS, DELIVERY_ADDRESS } from './address.ts';
import type { FieldModel } from './field-model.ts';
import { pathsBelow } from './field-row.ts';
import { ORDER_LINE } from './order-line.ts';
import { ORDER_PROPERTIES } from './order-properties.ts';
import { BILLING_PERSON, DELIVERY_PERSON } from './person.ts';
import { isReadable, type KnownFields } from './source-paths.ts';
import { ORDER_ROWS } from './targets.ts';
import { triggerField } from './trigger.ts';

/** Read whatever the tables say: states, filters and the stamps that tell whether somebody corrected something. */
const ALWAYS_ORDER = [
  'Id',
  'OrderNumber',
  'Status',
  'StatusCode',
  'IsReductionOrder',
  'Linnworks_Import_Key__c',
  'SystemModstamp',
  'EffectiveDate',
  'AccountId',
  'BillToContactId',
];
const STAMPS = [
  'Account.SystemModstamp',
  'ShipToContact.SystemModstamp',
  'BillToContact.SystemModstamp',
];
const ALWAYS_ITEM = ['Id', 'OrderId', 'Product2Id', 'SystemModstamp', 'Product2.SystemModstamp'];

function addressPaths(): string[] {
  const parts = [...ADDRESS_PARTS.map(({ part }) => part), 'StateCode', 'CountryCode'];
  return [...DELIVERY_ADDRESS, ...BILLING_ADDRESS].flatMap(({ path, prefix }) =>
    parts.map((part) => `${path}.${prefix}${part}`.replace(/^Order\./, '')),
  );
}

const PERSON_FIELDS = ['Name', 'Email', 'Phone', 'MobilePhone'];
const ACCOUNT_FIELDS = ['Name', 'Phone', 'IsPersonAccount', 'PersonEmail', 'PersonMobilePhone'];

function personPaths(): string[] {
  return [
    ...[...DELIVERY_PERSON, ...BILLING_PERSON].flatMap((path) =>
      PERSON_FIELDS.map((field) => `${path}.${field}`.replace(/^Order\./, '')),
    ),
    ...ACCOUNT_FIELDS.map((field) => `Account.${field}`),
  ];
}

/** Whose fields are read: an edit of these records leads back to the order. */
const idsBehind = (paths: readonly string[]): string[] =>
  paths.flatMap((path) => (path.includes('.') ? `${path.slice(0, path.lastIndexOf('.'))}.Id` : []));

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
  const order = distinct(orderPaths).filter((path) => isReadable('Order', path, known));
  const item = distinct(itemPaths).filter((path) => isReadable('OrderItem', path, known));
  return {
    orders: `SELECT ${order.join(', ')} FROM Order WHERE Id IN (${ids})`,
    items: `SELECT ${item.join(', ')} FROM OrderItem WHERE OrderId IN (${ids}) ORDER BY OrderId, CreatedDate, Id`,
  };
}

/**
 * The SOQL that reads orders and their lines: exactly what the tables, the mapping rows of the admin and the settings
 * name, as far as it exists in the org.
 */
export function orderQueries(
  orderIds: readonly string[],
  settings: MerchantSettings,
  model: FieldModel,
  known: KnownFields,
): OrderQueries {
  const rows = [
    ...ORDER_ROWS,
    ...ORDER_PROPERTIES,
    ...ORDER_LINE,
    ...[...model.overrides.values()].flat(),
  ];
  const trigger = triggerField(settings);
  const order = [
    ...ALWAYS_ORDER,
    ...STAMPS,
    ...pathsBelow(rows, 'Order'),
    ...addressPaths(),
    ...personPaths(),
    ...(settings.customerIdField === '' ? [] : [`Account.${settings.customerIdField}`]),
    ...(trigger === null ? [] : [trigger]),
  ];
  const item = [...ALWAYS_ITEM, ...pathsBelow(rows, 'OrderItem'), `Product2.${settings.skuField}`];
  return queriesOf(orderIds, [...order, ...idsBehind(order)], item, known);
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
