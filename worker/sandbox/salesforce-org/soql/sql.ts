import { quoted } from '../store/search-table.ts';
import type { SqlValue } from '../store/record-store.ts';
import type { FieldPath, Scope } from './scope.ts';

/** A piece of SQL over the search table of the scope's object, which is called `t`. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** The value of the field in comparable form; null where a parent is missing. */
export function columnOf({ kernel }: Scope, { steps, field }: FieldPath): string {
  const from = (at: string, depth: number): string => {
    const step = steps[depth];
    if (!step) return `${at}.${quoted(field.name)}`;
    const parent = `p${depth}`;
    const table = kernel.store.table(step.parent);
    return `(SELECT ${from(parent, depth + 1)} FROM ${table} ${parent} WHERE ${parent}."Id" = ${at}.${quoted(step.lookup.name)} AND ${parent}.deleted = 0)`;
  };
  return from('t', 0);
}

/** `FROM … WHERE …` of the scope's object. */
export function fromWhere(scope: Scope, conditions: readonly Sql[]): Sql {
  const { object, kernel, withDeleted } = scope;
  const live = withDeleted ? [] : [{ text: 't.deleted = 0', values: [] }];
  const all = [...live, ...conditions];
  const where = all.length === 0 ? '' : ` WHERE ${all.map(({ text }) => text).join(' AND ')}`;
  return {
    text: `FROM ${kernel.store.table(object)} t${where}`,
    values: all.flatMap(({ values }) => values),
  };
}
