import type { LiteralType, Operator } from '@jetstreamapp/soql-parser-js';
import { OrgError, type FieldSchema } from '../ports.ts';
import { sqlValue, type Comparable } from '../store/comparable.ts';
import { isSearchable } from '../store/search-table.ts';
import type { Test, Tree } from './condition-tree.ts';
import type { DateRange } from './date-range.ts';
import { readLiteral, unquote } from './literal.ts';
import { resolvePath, type Scope } from './scope.ts';
import { malformed, notModelled } from './soql-error.ts';
import { columnOf, type Sql } from './sql.ts';

/** A semi-join's query as a list of the values of its one field. */
export type SemiJoin = (scope: Scope, test: Test & { valueQuery: object }) => Sql;
type Wanted = Comparable | DateRange;

const isRange = (value: Wanted): value is DateRange => typeof value === 'object' && value !== null;
const sql = (text: string, ...values: readonly Comparable[]): Sql => ({
  text,
  values: values.map(sqlValue),
});
/** SQL's third truth value counts as false: an empty field is unequal to every value. */
const not = ({ text, values }: Sql): Sql => ({ text: `NOT COALESCE(${text}, 0)`, values });
const joined = (parts: readonly Sql[], word: 'AND' | 'OR'): Sql => ({
  text: `(${parts.map(({ text }) => text).join(` ${word} `)})`,
  values: parts.flatMap(({ values }) => values),
});

function equals(column: string, wanted: Wanted): Sql {
  if (isRange(wanted)) return sql(`(${column} >= ? AND ${column} < ?)`, wanted.from, wanted.to);
  return wanted === null ? sql(`${column} IS NULL`) : sql(`${column} = ?`, wanted);
}

function compare(column: string, operator: Operator, wanted: Wanted): Sql {
  const { from, to } = isRange(wanted) ? wanted : { from: wanted, to: wanted };
  switch (operator) {
    case '=':
      return equals(column, wanted);
    case '!=':
      return not(equals(column, wanted));
    case '<':
      return sql(`${column} < ?`, from);
    case '>=':
      return sql(`${column} >= ?`, from);
    case '>':
      return sql(`${column} ${isRange(wanted) ? '>=' : '>'} ?`, to);
    case '<=':
      return sql(`${column} ${isRange(wanted) ? '<' : '<='} ?`, to);
    default:
      throw malformed(`unexpected token: ${operator}`);
  }
}

function literalsOf(field: FieldSchema, test: Test, now: Date): Wanted[] {
  if (!('value' in test)) return [];
  const values = Array.isArray(test.value) ? test.value : [test.value];
  const types: LiteralType | LiteralType[] | undefined = test.literalType;
  return values.map((value, index) =>
    readLiteral(field, value, Array.isArray(types) ? types[index] : types, now),
  );
}

function isIn(column: string, literals: readonly Wanted[]): Sql {
  if (literals.some(isRange)) throw notModelled('date literals in a list');
  const known = literals.filter((value) => value !== null);
  const among = sql(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(known));
  return known.length === literals.length ? among : joined([among, sql(`${column} IS NULL`)], 'OR');
}

/** Each value may name several choices with semicolons: all of them are needed then. */
function includes(column: string, literals: readonly Wanted[]): Sql {
  const chosen = `';' || ${column} || ';'`;
  const holds = (one: string): Sql => sql(`instr(${chosen}, ?) > 0`, `;${one};`);
  const texts = literals.filter((value) => typeof value === 'string');
  if (texts.length === 0) return sql('0');
  return joined(
    texts.map((text) => joined(text.split(';').map(holds), 'AND')),
    'OR',
  );
}

function like(column: string, test: Test): Sql {
  if (!('value' in test) || typeof test.value !== 'string' || !test.value.startsWith("'"))
    throw malformed('LIKE needs a text in quotes');
  const pattern = unquote(test.value)
    .toLowerCase()
    .replace(/\\(?![%_])/g, '\\\\');
  return sql(`${column} LIKE ? ESCAPE '\\'`, pattern);
}

function semiJoined(scope: Scope, column: string, test: Test, semiJoin: SemiJoin): Sql {
  const { text, values } = semiJoin(scope, test as Test & { valueQuery: object });
  const among: Sql = { text: `${column} IN (${text})`, values };
  return test.operator === 'IN' ? among : not(among);
}

function testSql(scope: Scope, test: Test, semiJoin: SemiJoin): Sql {
  if ('fn' in test) throw notModelled(`${test.fn.rawValue ?? 'a function'} in WHERE`);
  const path = resolvePath(scope, test.field);
  const { field } = path;
  if (!isSearchable(field)) {
    const message = `field '${field.name}' can not be filtered in a query call`;
    throw new OrgError(400, 'INVALID_FIELD', message);
  }
  const column = columnOf(scope, path);
  if ('valueQuery' in test) return semiJoined(scope, column, test, semiJoin);
  const literals = literalsOf(field, test, scope.kernel.now());
  const [first = null] = literals;
  switch (test.operator) {
    case 'LIKE':
      return like(column, test);
    case 'IN':
      return isIn(column, literals);
    case 'NOT IN':
      return not(isIn(column, literals));
    case 'INCLUDES':
      return includes(column, literals);
    case 'EXCLUDES':
      return not(includes(column, literals));
    default:
      return compare(column, test.operator, first);
  }
}

/** What a WHERE clause keeps. Empty fields are unequal to every value, and neither less nor greater. */
export function predicateOf(scope: Scope, tree: Tree, semiJoin: SemiJoin): Sql {
  switch (tree.kind) {
    case 'test':
      return testSql(scope, tree.test, semiJoin);
    case 'not':
      return not(predicateOf(scope, tree.part, semiJoin));
    case 'and':
    case 'or': {
      const parts = tree.parts.map((part) => predicateOf(scope, part, semiJoin));
      return joined(parts, tree.kind === 'and' ? 'AND' : 'OR');
    }
  }
}
