import type { Query, Subquery } from '@jetstreamapp/soql-parser-js';
import { OrgError } from '../ports.ts';
import type { Comparable } from '../store/comparable.ts';
import { isSearchable } from '../store/search-table.ts';
import { resolvePath, type Scope } from './scope.ts';
import { notModelled } from './soql-error.ts';
import { columnOf, type Sql } from './sql.ts';

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

/** The ORDER BY clause as SQL; rows that are equal stay in the order of their ids. */
export function orderSql(scope: Scope, query: Query | Subquery): string {
  const terms = [query.orderBy ?? []].flat().map((clause) => {
    if ('fn' in clause) throw notModelled(`${clause.fn.rawValue ?? 'a function'} in ORDER BY`);
    const path = resolvePath(scope, clause.field);
    if (!isSearchable(path.field)) {
      const message = `field '${path.field.name}' can not be sorted in a query call`;
      throw new OrgError(400, 'INVALID_FIELD', message);
    }
    const nulls = clause.nulls === 'LAST' ? 'LAST' : 'FIRST';
    const direction = clause.order === 'DESC' ? 'DESC' : 'ASC';
    return `${columnOf(scope, path)} ${direction} NULLS ${nulls}`;
  });
  return `ORDER BY ${[...terms, 't."Id"'].join(', ')}`;
}

/** LIMIT and OFFSET as SQL. */
export function limitSql({ limit, offset = 0 }: Query | Subquery): Sql {
  return { text: 'LIMIT ? OFFSET ?', values: [limit ?? -1, offset] };
}

/** LIMIT and OFFSET of what is at hand. */
export function slice<T>(rows: readonly T[], { limit, offset = 0 }: Query | Subquery): T[] {
  return rows.slice(offset, limit === undefined ? undefined : offset + limit);
}
