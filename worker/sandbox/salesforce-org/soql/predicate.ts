import type { LiteralType, Operator } from '@jetstreamapp/soql-parser-js';
import { OrgError, type FieldSchema, type Row } from '../ports.ts';
import type { Test, Tree } from './condition-tree.ts';
import type { DateRange } from './date-range.ts';
import { comparable, readLiteral, unquote, type Comparable } from './literal.ts';
import { resolvePath, type FieldPath, type Scope } from './scope.ts';
import { malformed, notModelled } from './soql-error.ts';

export type Predicate = (row: Row) => boolean;
/** Runs a semi-join's query and gives the values of its one field. */
export type RunSemiJoin = (scope: Scope, test: Test & { valueQuery: object }) => Set<Comparable>;

function likeTest(pattern: string): (value: Comparable) => boolean {
  const source = pattern
    .toLowerCase()
    .replace(/\\[%_]|[\s\S]/g, (c) =>
      c === '%'
        ? '[\\s\\S]*'
        : c === '_'
          ? '[\\s\\S]'
          : c.replace(/^\\([%_])$/, '$1').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'),
    );
  const expression = new RegExp(`^${source}$`);
  return (value) => typeof value === 'string' && expression.test(value);
}

const isRange = (value: Comparable | DateRange): value is DateRange =>
  typeof value === 'object' && value !== null;

function compareTest(
  operator: Operator,
  wanted: Comparable | DateRange,
): (value: Comparable) => boolean {
  const { from, to } = isRange(wanted) ? wanted : { from: wanted, to: wanted };
  const equals = (value: Comparable): boolean =>
    isRange(wanted)
      ? typeof value === 'number' && value >= wanted.from && value < wanted.to
      : value === wanted;
  const ordered = (test: (value: string | number | boolean) => boolean) => (value: Comparable) =>
    value !== null && from !== null && to !== null && test(value);
  switch (operator) {
    case '=':
      return equals;
    case '!=':
      return (value) => !equals(value);
    case '<':
      return ordered((value) => from !== null && value < from);
    case '>=':
      return ordered((value) => from !== null && value >= from);
    case '>':
      return ordered((value) => to !== null && (isRange(wanted) ? value >= to : value > to));
    case '<=':
      return ordered((value) => to !== null && (isRange(wanted) ? value < to : value <= to));
    default:
      throw malformed(`unexpected token: ${operator}`);
  }
}

function literalsOf(field: FieldSchema, test: Test, now: Date): (Comparable | DateRange)[] {
  if (!('value' in test)) return [];
  const values = Array.isArray(test.value) ? test.value : [test.value];
  const types: LiteralType | LiteralType[] | undefined = test.literalType;
  return values.map((value, index) =>
    readLiteral(field, value, Array.isArray(types) ? types[index] : types, now),
  );
}

function includesTest(values: readonly (Comparable | DateRange)[]): (value: Comparable) => boolean {
  const wanted = values.map((value) => (typeof value === 'string' ? value.split(';') : []));
  return (value) => {
    const chosen = typeof value === 'string' ? value.split(';') : [];
    return wanted.some((all) => all.every((one) => chosen.includes(one)));
  };
}

function valueTest(
  scope: Scope,
  path: FieldPath,
  test: Test,
  semiJoin: RunSemiJoin,
): (value: Comparable) => boolean {
  const { field } = path;
  if ('valueQuery' in test) {
    const values = semiJoin(scope, test);
    if (test.operator === 'IN') return (value) => value !== null && values.has(value);
    return (value) => !values.has(value);
  }
  const literals = literalsOf(field, test, scope.kernel.now());
  const [first = null] = literals;
  switch (test.operator) {
    case 'LIKE':
      if (typeof test.value !== 'string' || !test.value.startsWith("'"))
        throw malformed('LIKE needs a text in quotes');
      return likeTest(unquote(test.value));
    case 'IN':
    case 'NOT IN': {
      const isIn = test.operator === 'IN';
      if (literals.some(isRange)) throw notModelled('date literals in a list');
      const set = new Set(literals as Comparable[]);
      return (value) => set.has(value) === isIn;
    }
    case 'INCLUDES':
      return includesTest(literals);
    case 'EXCLUDES': {
      const includes = includesTest(literals);
      return (value) => !includes(value);
    }
    default:
      return compareTest(test.operator, first);
  }
}

function testPredicate(scope: Scope, test: Test, semiJoin: RunSemiJoin): Predicate {
  if ('fn' in test) throw notModelled(`${test.fn.rawValue ?? 'a function'} in WHERE`);
  const path = resolvePath(scope, test.field);
  const { field } = path;
  if (field.type === 'address' || (field.type === 'textarea' && field.length > 255)) {
    const message = `field '${field.name}' can not be filtered in a query call`;
    throw new OrgError(400, 'INVALID_FIELD', message);
  }
  const matches = valueTest(scope, path, test, semiJoin);
  return (row) => matches(comparable(field, path.read(row)));
}

/** What a WHERE clause keeps. Empty fields are unequal to every value, and neither less nor greater. */
export function predicateOf(scope: Scope, tree: Tree, semiJoin: RunSemiJoin): Predicate {
  switch (tree.kind) {
    case 'test':
      return testPredicate(scope, tree.test, semiJoin);
    case 'not': {
      const inner = predicateOf(scope, tree.part, semiJoin);
      return (row) => !inner(row);
    }
    case 'and': {
      const parts = tree.parts.map((part) => predicateOf(scope, part, semiJoin));
      return (row) => parts.every((part) => part(row));
    }
    case 'or': {
      const parts = tree.parts.map((part) => predicateOf(scope, part, semiJoin));
      return (row) => parts.some((part) => part(row));
    }
  }
}
