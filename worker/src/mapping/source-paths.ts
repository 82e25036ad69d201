/** Objects that the mapping reads, and the lookups between them that a path may follow. */
export type ReadObject = 'Order' | 'OrderItem' | 'Account' | 'Contact' | 'Product2';
export const READ_OBJECTS: readonly ReadObject[] = [
  'Order',
  'OrderItem',
  'Account',
  'Contact',
  'Product2',
];

const RELATIONS: Readonly<Record<ReadObject, Readonly<Record<string, ReadObject>>>> = {
  Order: {
    Account: 'Account',
    ShipToContact: 'Contact',
    BillToContact: 'Contact',
    CustomerAuthorizedBy: 'Contact',
  },
  OrderItem: { Product2: 'Product2', Order: 'Order' },
  Account: { Parent: 'Account' },
  Contact: { Account: 'Account', ReportsTo: 'Contact' },
  Product2: {},
};

/** Fields that exist in the org and that the worker may read, by object. */
export interface KnownFields {
  (object: string): ReadonlySet<string>;
  /** Lookups that lead to one object, by the name that a path uses: `My_Account__r` to `Account`. */
  readonly lookups?: (object: string) => ReadonlyMap<string, string>;
  /** Developer names of the active record types of an object. */
  readonly recordTypes?: (object: string) => readonly string[];
}

/** Most lookups of a path that Salesforce follows. */
const MOST_LOOKUPS = 5;

/** Where a step of a path leads; undefined where the object has no such lookup. */
export function nextObject(object: string, step: string, known?: KnownFields): string | undefined {
  const own = (RELATIONS as Readonly<Record<string, Readonly<Record<string, string>>>>)[object];
  return own?.[step] ?? known?.lookups?.(object).get(step);
}

/** The object and the field at the end of a path; null where a step is no lookup that may be followed. */
export function endOf(
  object: string,
  path: string,
  known?: KnownFields,
): { object: string; field: string } | null {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { object, field: first };
  const parent = rest.length > MOST_LOOKUPS ? undefined : nextObject(object, first, known);
  return parent === undefined ? null : endOf(parent, rest.join('.'), known);
}

/** Whether the path, e.g. `Account.Name`, leads from the object to a field that can be read. */
export function isReadable(object: ReadObject, path: string, known: KnownFields): boolean {
  const end = endOf(object, path, known);
  return end !== null && known(end.object).has(end.field);
}

/** Where a mapping row of each source object looks; a contact is the one shipped to, else the one billed. */
export const SOURCE_ROOTS: Readonly<Record<ReadObject, readonly string[]>> = {
  Order: ['Order'],
  OrderItem: ['OrderItem'],
  Account: ['Order.Account'],
  Contact: ['Order.ShipToContact', 'Order.BillToContact'],
  Product2: ['OrderItem.Product2'],
};
