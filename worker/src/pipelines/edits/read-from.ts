import type { ReadFrom } from '../../domain/tables.ts';
import type { LoadedOrder } from '../load-orders.ts';

function idsBelow(value: unknown, isOwn: boolean): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    if (name === 'Id') return isOwn || typeof one !== 'string' ? [] : one;
    return idsBelow(one, false);
  });
}

/** Newest of the stamps of an order. */
export const newestOf = (stamp: string): string => stamp.split('|').at(-1) ?? '';

/** The account, the contacts and the products that an order was mapped from, as of their newest modification. */
export function readFromOf({ record, items, stamp }: LoadedOrder): ReadFrom {
  const products = items.flatMap(({ Product2Id: id }) => (typeof id === 'string' ? id : []));
  return { stamp: newestOf(stamp), ids: [...new Set([...idsBelow(record, true), ...products])] };
}
