import type { OrderByClause } from '@jetstreamapp/soql-parser-js';
import type { ObjectSchema, Row } from '../ports.ts';
import { resolvePath, valueAt, type RowSource } from './row-source.ts';

const key = (value: unknown): string | number | boolean | null => {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value.toLowerCase() : (value as number | boolean);
};

/** Sorts as Salesforce does: empty values first, unless told otherwise; equal rows keep their order. */
export function sortRows(
  source: RowSource,
  object: ObjectSchema,
  rows: readonly Row[],
  clause: OrderByClause | OrderByClause[] | undefined,
): Row[] {
  const clauses = clause === undefined ? [] : [clause].flat();
  const keys = clauses.map((one) => ({
    path: resolvePath(source, object, 'field' in one ? one.field : ''),
    sign: one.order === 'DESC' ? -1 : 1,
    nullsFirst: one.nulls === undefined ? one.order !== 'DESC' : one.nulls === 'FIRST',
  }));
  return [...rows].sort((a, b) => {
    for (const { path, sign, nullsFirst } of keys) {
      const left = key(valueAt(source, a, path));
      const right = key(valueAt(source, b, path));
      if (left === right) continue;
      if (left === null) return nullsFirst ? -1 : 1;
      if (right === null) return nullsFirst ? 1 : -1;
      return (left < right ? -1 : 1) * sign;
    }
    return 0;
  });
}
