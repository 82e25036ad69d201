import type { FieldFunctionExpression, FunctionExp, Query } from '@jetstreamapp/soql-parser-js';
import { timestamp } from '../kernel.ts';
import { OrgError, type Row } from '../ports.ts';
import type { Comparable } from '../store/comparable.ts';
import { isSearchable } from '../store/search-table.ts';
import { conditionTree, type Test, type Tree } from './condition-tree.ts';
import { compareValues, slice } from './order-by.ts';
import { shownName } from './projection.ts';
import { resolvePath, type FieldPath, type Scope } from './scope.ts';
import { malformed, notModelled } from './soql-error.ts';
import { columnOf, type Sql } from './sql.ts';

/** One group as SQLite gives it: the columns asked for, and the id of its first record. */
type Group = Readonly<Record<string, unknown>>;
type Compute = (group: Group) => Comparable;
interface Output {
  readonly name: string;
  readonly compute: Compute;
}
/** The query's scope, and the columns that its groups need. */
interface Grouping extends Scope {
  readonly columns: string[];
}

const NUMERIC = new Set(['int', 'double', 'currency', 'percent']);

function added({ columns }: Grouping, expression: string): string {
  const known = columns.indexOf(expression);
  return `c${known < 0 ? columns.push(expression) - 1 : known}`;
}

function groupedColumn(scope: Grouping, path: FieldPath): string {
  if (isSearchable(path.field)) return columnOf(scope, path);
  const message = `field '${path.field.name}' can not be grouped or aggregated in a query call`;
  throw new OrgError(400, 'INVALID_FIELD', message);
}

function valueIn(scope: Scope, path: FieldPath, id: unknown): Comparable {
  const row = typeof id === 'string' ? scope.kernel.store.load(id) : null;
  return (row ? path.read(row) : null) as Comparable;
}

/** Texts are compared without case and given as they are: the record's id travels behind the text. */
function extreme(scope: Grouping, name: 'MIN' | 'MAX', path: FieldPath): Compute {
  const column = groupedColumn(scope, path);
  const { type } = path.field;
  if (NUMERIC.has(type) || type === 'date' || type === 'datetime') {
    const key = added(scope, `${name}(${column})`);
    return ({ [key]: value }) => {
      if (typeof value !== 'number') return null;
      if (type === 'date') return new Date(value).toISOString().slice(0, 10);
      return type === 'datetime' ? timestamp(new Date(value)) : value;
    };
  }
  const key = added(scope, `${name}(${column} || char(0) || t."Id")`);
  return ({ [key]: value }) =>
    valueIn(scope, path, typeof value === 'string' ? value.split('\0').at(-1) : null);
}

/** `COUNT()`, `COUNT(X)`, `SUM(X)`, …; empty values do not count. */
function functionOf(scope: Grouping, call: FunctionExp | FieldFunctionExpression): Compute {
  const name = (call.functionName ?? '').toUpperCase();
  const [parameter] = call.parameters ?? [];
  const computed = (expression: string): Compute => {
    const key = added(scope, expression);
    // Sums of money keep no trace of binary fractions; an average is what it is.
    const rounded = (value: number): number => (name === 'SUM' ? Number(value.toFixed(10)) : value);
    return ({ [key]: value }) => (typeof value === 'number' ? rounded(value) : null);
  };
  if (name === 'COUNT' && parameter === undefined) return computed('COUNT(*)');
  if (typeof parameter !== 'string') throw notModelled(call.rawValue ?? name);
  const path = resolvePath(scope, parameter);
  if ((name === 'SUM' || name === 'AVG') && !NUMERIC.has(path.field.type)) {
    const message = `field ${path.field.name} does not support aggregate operator ${name}`;
    throw new OrgError(400, 'MALFORMED_QUERY', message);
  }
  switch (name) {
    case 'COUNT':
    case 'SUM':
    case 'AVG':
      return computed(`${name}(${groupedColumn(scope, path)})`);
    case 'COUNT_DISTINCT':
      return computed(`COUNT(DISTINCT ${groupedColumn(scope, path)})`);
    case 'MIN':
    case 'MAX':
      return extreme(scope, name, path);
    default:
      throw notModelled(call.rawValue ?? name);
  }
}

function groupPaths(scope: Scope, query: Query): FieldPath[] {
  return [query.groupBy ?? []].flat().map((clause) => {
    if ('fn' in clause) throw notModelled(`GROUP BY ${clause.fn.rawValue ?? ''}`);
    return resolvePath(scope, clause.field);
  });
}

const lookupsOf = (path: FieldPath): string => path.steps.map(({ lookup }) => lookup.name).join();
const samePath = (a: FieldPath, b: FieldPath): boolean =>
  a.field === b.field && lookupsOf(a) === lookupsOf(b);

function outputsOf(scope: Grouping, query: Query, groups: readonly FieldPath[]): Output[] {
  let unnamed = 0;
  return (query.fields ?? []).map((field) => {
    if (field.type === 'FieldFunctionExpression') {
      const name = field.alias ?? `expr${unnamed++}`;
      return { name, compute: functionOf(scope, field) };
    }
    if (field.type !== 'Field' && field.type !== 'FieldRelationship')
      throw malformed('only grouped fields and aggregates can be selected with GROUP BY');
    const path = resolvePath(
      scope,
      ('rawValue' in field ? field.rawValue : undefined) ?? field.field,
    );
    if (!groups.some((group) => samePath(group, path)))
      throw malformed(`Field must be grouped or aggregated: ${path.field.name}`);
    const name = ('alias' in field ? field.alias : undefined) ?? shownName(scope, path.field.name);
    return { name, compute: firstValue(scope, path) };
  });
}

const firstValue =
  (scope: Scope, path: FieldPath): Compute =>
  ({ first }) =>
    valueIn(scope, path, first);

function havingTest(scope: Grouping, test: Test): (group: Group) => boolean {
  if (!('fn' in test) || Array.isArray(test.value))
    throw notModelled('HAVING without an aggregate');
  const compute = functionOf(scope, test.fn);
  const wanted = Number(test.value);
  if (Number.isNaN(wanted)) throw notModelled('HAVING with anything but a number');
  const value = (group: Group): number => Number(compute(group) ?? NaN);
  switch (test.operator) {
    case '=':
      return (group) => value(group) === wanted;
    case '!=':
      return (group) => value(group) !== wanted;
    case '>':
      return (group) => value(group) > wanted;
    case '>=':
      return (group) => value(group) >= wanted;
    case '<':
      return (group) => value(group) < wanted;
    case '<=':
      return (group) => value(group) <= wanted;
    default:
      throw notModelled(`HAVING … ${test.operator}`);
  }
}

function having(scope: Grouping, tree: Tree): (group: Group) => boolean {
  if (tree.kind === 'test') return havingTest(scope, tree.test);
  if (tree.kind === 'not') {
    const inner = having(scope, tree.part);
    return (group) => !inner(group);
  }
  const parts = tree.parts.map((part) => having(scope, part));
  return tree.kind === 'and'
    ? (group) => parts.every((part) => part(group))
    : (group) => parts.some((part) => part(group));
}

type Sort = (groups: readonly Group[]) => Group[];

function sortOf(scope: Grouping, query: Query): Sort {
  const terms = [query.orderBy ?? []].flat().map((clause) => {
    const compute =
      'fn' in clause
        ? functionOf(scope, clause.fn)
        : firstValue(scope, resolvePath(scope, clause.field));
    return { compute, descending: clause.order === 'DESC', nullsLast: clause.nulls === 'LAST' };
  });
  const compare = (a: Group, b: Group): number => {
    for (const { compute, descending, nullsLast } of terms) {
      const order = compareValues(compute(a), compute(b), descending, nullsLast);
      if (order !== 0) return order;
    }
    return 0;
  };
  return (groups) => [...groups].sort(compare);
}

export function isAggregate(query: Query): boolean {
  if (query.groupBy !== undefined) return true;
  return (query.fields ?? []).some(
    (field) => field.type === 'FieldFunctionExpression' && field.isAggregateFn === true,
  );
}

/** GROUP BY and aggregate functions over the rows that `FROM … WHERE` leaves. */
export function aggregate(where: Scope, query: Query, from: Sql): Row[] {
  const scope: Grouping = { ...where, columns: [] };
  const paths = groupPaths(scope, query);
  const outputs = outputsOf(scope, query, paths);
  const keep = query.having ? having(scope, conditionTree(query.having)) : () => true;
  const sort = sortOf(scope, query);
  const groupBy = paths.map((path) => groupedColumn(scope, path)).join(', ');
  const columns = scope.columns.map((expression, index) => `, ${expression} AS c${index}`);
  const groups = scope.kernel.store.select(
    `SELECT MIN(t."Id") AS first${columns.join('')} ${from.text}${groupBy === '' ? '' : ` GROUP BY ${groupBy} ORDER BY first`}`,
    from.values,
  );
  return slice(sort(groups.filter(keep)), query).map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(outputs.map(({ name, compute }) => [name, compute(group)])),
  }));
}
