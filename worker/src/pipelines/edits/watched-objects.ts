import type { MerchantSettings } from '../../domain/settings.ts';
import type { FieldModel } from '../../mapping/field-model.ts';
import { pathsBelow } from '../../mapping/field-row.ts';

/** Rows of one look at one object; what is over is read by the next. */
export const MOST_ROWS = 10_000;

/** An object whose edits ring no bell, or only some of them. */
export interface Watched {
  readonly object: 'Order' | 'OrderItem' | 'Account' | 'Contact' | 'Product2';
  /** Field with the id that leads to the order: its own, or that of a record which the order was mapped from. */
  readonly key: 'Id' | 'OrderId';
  readonly condition: string;
}

const PRODUCT = 'Product2.';
/** Watched by themselves. */
const RELATED = /^(?:Account|ShipToContact|BillToContact)\./;

/**
 * The package's flows cannot know which fields an admin maps, and an account or a contact knows nothing of its orders.
 * Orders and lines are watched where mapping rows read fields of theirs, products where mapping rows do: the master data of
 * a product is saved all day by other systems, and its SKU is what Linnworks has linked.
 */
export function watchedObjects(
  { overrides }: FieldModel,
  { trigger }: MerchantSettings,
): Watched[] {
  const rows = [...overrides.values()].flat();
  const ofLines = pathsBelow(rows, 'OrderItem');
  const drafts = trigger === 'Activation' ? " AND StatusCode != 'Draft'" : '';
  const watch = (object: Watched['object'], key: Watched['key'], condition = ''): Watched => ({
    object,
    key,
    condition,
  });
  return [
    ...(pathsBelow(rows, 'Order').some((path) => !RELATED.test(path))
      ? [watch('Order', 'Id', drafts)]
      : []),
    ...(ofLines.some((path) => !path.startsWith(PRODUCT)) ? [watch('OrderItem', 'OrderId')] : []),
    watch('Account', 'Id'),
    watch('Contact', 'Id'),
    ...(ofLines.some((path) => path.startsWith(PRODUCT)) ? [watch('Product2', 'Id')] : []),
  ];
}

export const isPartOfOrder = ({ object }: Watched): boolean =>
  object === 'Order' || object === 'OrderItem';

export const isCustomer = ({ object }: Watched): boolean =>
  object === 'Account' || object === 'Contact';

export const queryOf = ({ object, key, condition }: Watched, from: Date): string =>
  `SELECT ${key}, SystemModstamp FROM ${object} WHERE SystemModstamp >= ${from.toISOString()}${condition} ORDER BY SystemModstamp, Id LIMIT ${MOST_ROWS}`;
