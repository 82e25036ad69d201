import type { FieldFunctionExpression, FunctionExp, Query } from '@jetstreamapp/soql-parser-js';
import { OrgError, type Row } from '../ports.ts';
import { conditionTree, type Test, type Tree } from './condition-tree.ts';
import { comparable, type Comparable } from './literal.ts';
import { compareValues, slice } from './order-by.ts';
import { shownName } from './projection.ts';
import { resolvePath, type FieldPath, type Scope } from './scope.ts';
import { malformed, notModelled } from './soql-error.ts';

type Compute = (rows: readonly Row[]) => Comparable;
interface Output {
  readonly name: string;
  readonly compute: Compute;
}

const NUMERIC = new Set(['int', 'double', 'currency', 'percent']);

function numbersOf(path: FieldPath, rows: readonly Row[]): number[] {
  return rows.map((row) => path.read(row)).filter((value) => typeof value === 'number');
}

function extreme(path: FieldPath, rows: readonly Row[], sign: 1 | -1): Comparable {
  const values = rows.map((row) => path.read(row)).filter((value) => value !== null);
  const sorted = values.sort(
    (a, b) =>
      sign * compareValues(comparable(path.field, a), comparable(path.field, b), false, true),
  );
  return (sorted[0] ?? null) as Comparable;
}

/** `COUNT()`, `COUNT(X)`, `SUM(X)`, …; empty values do not count. */
function functionOf(scope: Scope, call: FunctionExp | FieldFunctionExpression): Compute {
  const name = (call.functionName ?? '').toUpperCase();
  const [parameter] = call.parameters ?? [];
  if (name === 'COUNT' && parameter === undefined) return (rows) => rows.length;
  if (typeof parameter !== 'string') throw notModelled(call.rawValue ?? name);
  const path = resolvePath(scope, parameter);
  const values = (rows: readonly Row[]): Comparable[] =>
    rows.map((row) => comparable(path.field, path.read(row))).filter((value) => value !== null);
  if ((name === 'SUM' || name === 'AVG') && !NUMERIC.has(path.field.type)) {
    const message = `field ${path.field.name} does not support aggregate operator ${name}`;
    throw new OrgError(400, 'MALFORMED_QUERY', message);
  }
  switch (name) {
    case 'COUNT':
      return (rows) => values(rows).length;
    case 'COUNT_DISTINCT':
      return (rows) => new Set(values(rows)).size;
    case 'SUM':
      return (rows) => sum(numbersOf(path, rows));
    case 'AVG':
      return (rows) => {
        const total = sum(numbersOf(path, rows));
        return total === null ? null : total / numbersOf(path, rows).length;
      };
    case 'MIN':
      return (rows) => extreme(path, rows, 1);
    case 'MAX':
      return (rows) => extreme(path, rows, -1);
    default:
      throw notModelled(call.rawValue ?? name);
  }
}

function sum(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  return Number(numbers.reduce((total, number) => total + number, 0).toFixed(10));
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

function outputsOf(scope: Scope, query: Query, groups: readonly FieldPath[]): Output[] {
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
    return { name, compute: firstValue(path) };
  });
}

const firstValue =
  (path: FieldPath): Compute =>
  (rows) =>
    (rows[0] ? path.read(rows[0]) : null) as Comparable;

function grouped(rows: readonly Row[], groups: readonly FieldPath[]): Row[][] {
  if (groups.length === 0) return [[...rows]];
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(groups.map((path) => comparable(path.field, path.read(row))));
    const group = found.get(key);
    if (group) group.push(row);
    else found.set(key, [row]);
  }
  return [...found.values()];
}

function havingTest(scope: Scope, test: Test): (rows: readonly Row[]) => boolean {
  if (!('fn' in test) || Array.isArray(test.value))
    throw notModelled('HAVING without an aggregate');
  const compute = functionOf(scope, test.fn);
  const wanted = Number(test.value);
  if (Number.isNaN(wanted)) throw notModelled('HAVING with anything but a number');
  const value = (rows: readonly Row[]): number => Number(compute(rows) ?? NaN);
  switch (test.operator) {
    case '=':
      return (rows) => value(rows) === wanted;
    case '!=':
      return (rows) => value(rows) !== wanted;
    case '>':
      return (rows) => value(rows) > wanted;
    case '>=':
      return (rows) => value(rows) >= wanted;
    case '<':
      return (rows) => value(rows) < wanted;
    case '<=':
      return (rows) => value(rows) <= wanted;
    default:
      throw notModelled(`HAVING … ${test.operator}`);
  }
}

function having(scope: Scope, tree: Tree): (rows: readonly Row[]) => boolean {
  if (tree.kind === 'test') return havingTest(scope, tree.test);
  if (tree.kind === 'not') {
    const inner = having(scope, tree.part);
    return (rows) => !inner(rows);
  }
  const parts = tree.parts.map((part) => having(scope, part));
  return tree.kind === 'and'
    ? (rows) => parts.every((part) => part(rows))
    : (rows) => parts.some((part) => part(rows));
}

function sortGroups(scope: Scope, query: Query, groups: Row[][]): Row[][] {
  const terms = [query.orderBy ?? []].flat().map((clause) => {
    const compute =
      'fn' in clause ? functionOf(scope, clause.fn) : firstValue(resolvePath(scope, clause.field));
    return { compute, descending: clause.order === 'DESC', nullsLast: clause.nulls === 'LAST' };
  });
  return groups.sort((a, b) => {
    for (const { compute, descending, nullsLast } of terms) {
      const order = compareValues(compute(a), compute(b), descending, nullsLast);
      if (order !== 0) return order;
    }
    return 0;
  });
}

export function isAggregate(query: Query): boolean {
  if (query.groupBy !== undefined) return true;
  return (query.fields ?? []).some(
    (field) => field.type === 'FieldFunctionExpression' && field.isAggregateFn === true,
  );
}

/** GROUP BY and aggregate functions over the rows that the WHERE clause left. */
export function aggregate(scope: Scope, query: Query, rows: readonly Row[]): Row[] {
  const paths = groupPaths(scope, query);
  const outputs = outputsOf(scope, query, paths);
  const keep = query.having ? having(scope, conditionTree(query.having)) : () => true;
  const groups = grouped(rows, paths).filter(keep);
  return slice(sortGroups(scope, query, groups), query).map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(outputs.map(({ name, compute }) => [name, compute(group)])),
  }));
}
