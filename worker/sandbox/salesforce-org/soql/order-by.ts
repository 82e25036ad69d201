import type { Query, Subquery } from '@jetstreamapp/soql-parser-js';
import { OrgError, type Row } from '../ports.ts';
import { comparable, type Comparable } from './literal.ts';
import { resolvePath, type Scope } from './scope.ts';
import { notModelled } from './soql-error.ts';

/** Negative, zero or positive; empty values come first unless `NULLS LAST` is said, in both directions. */
export function compareValues(
  a: Comparable,
  b: Comparable,
  descending: boolean,
  nullsLast: boolean,
): number {
  if (a === b) return 0;
  if (a === null || b === null) return (a === null) === nullsLast ? 1 : -1;
  return a < b === descending ? 1 : -1;
}

/** Sorts by the ORDER BY clause; rows that are equal keep their order. */
export function sortRows(scope: Scope, query: Query | Subquery, rows: readonly Row[]): Row[] {
  const clauses = [query.orderBy ?? []].flat();
  if (clauses.length === 0) return [...rows];
  const terms = clauses.map((clause) => {
    if ('fn' in clause) throw notModelled(`${clause.fn.rawValue ?? 'a function'} in ORDER BY`);
    const path = resolvePath(scope, clause.field);
    if (path.field.type === 'textarea' && path.field.length > 255) {
      const message = `field '${path.field.name}' can not be sorted in a query call`;
      throw new OrgError(400, 'INVALID_FIELD', message);
    }
    return { path, descending: clause.order === 'DESC', nullsLast: clause.nulls === 'LAST' };
  });
  const keyed = rows.map((row) => ({
    row,
    keys: terms.map(({ path }) => comparable(path.field, path.read(row))),
  }));
  keyed.sort((a, b) => {
    for (const [index, { descending, nullsLast }] of terms.entries()) {
      const [left = null, right = null] = [a.keys[index], b.keys[index]];
      const order = compareValues(left, right, descending, nullsLast);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

/** LIMIT and OFFSET. */
export function slice<T>(rows: readonly T[], { limit, offset = 0 }: Query | Subquery): T[] {
  return rows.slice(offset, limit === undefined ? undefined : offset + limit);
}
