import type { FieldType, Query } from '@jetstreamapp/soql-parser-js';
import { OrgError, type ObjectSchema, type Row } from '../ports.ts';
import { resolvePath, valueAt, type RowSource } from './row-source.ts';

interface AggregateField {
  readonly alias: string;
  readonly of: (rows: readonly Row[]) => unknown;
}

const numbers = (values: readonly unknown[]): number[] =>
  values.filter((one) => typeof one === 'number');
const FUNCTIONS: Readonly<Record<string, (values: readonly unknown[]) => unknown>> = {
  COUNT: (values) => values.length,
  COUNT_DISTINCT: (values) => new Set(values).size,
  SUM: (values) => numbers(values).reduce((sum, one) => sum + one, 0),
  AVG: (values) =>
    values.length === 0 ? null : numbers(values).reduce((sum, one) => sum + one, 0) / values.length,
  MIN: (values) =>
    values.reduce<unknown>(
      (least, one) => (least === null || (one as never) < (least as never) ? one : least),
      null,
    ),
  MAX: (values) =>
    values.reduce<unknown>(
      (most, one) => (most === null || (one as never) > (most as never) ? one : most),
      null,
    ),
};

function toAggregateField(
  source: RowSource,
  object: ObjectSchema,
  field: FieldType,
  index: number,
): AggregateField {
  if (field.type === 'FieldFunctionExpression') {
    const compute = FUNCTIONS[field.functionName.toUpperCase()];
    if (compute === undefined)
      throw new OrgError(400, 'MALFORMED_QUERY', `${field.functionName} is not modelled`);
    const alias = field.alias ?? `expr${index}`;
    const [parameter] = field.parameters;
    if (typeof parameter !== 'string') return { alias, of: (rows) => rows.length };
    const path = resolvePath(source, object, parameter);
    return {
      alias,
      of: (rows) =>
        compute(rows.map((row) => valueAt(source, row, path)).filter((one) => one !== null)),
    };
  }
  const name =
    field.type === 'FieldRelationship'
      ? (field.rawValue ?? '')
      : field.type === 'Field'
        ? field.field
        : '';
  const path = resolvePath(source, object, name);
  const alias =
    'alias' in field && typeof field.alias === 'string'
      ? field.alias
      : (name.split('.').at(-1) ?? name);
  return { alias, of: (rows) => (rows[0] === undefined ? null : valueAt(source, rows[0], path)) };
}

export function isAggregate(query: Query): boolean {
  return (
    query.groupBy !== undefined ||
    (query.fields ?? []).some(
      (field) => field.type === 'FieldFunctionExpression' && field.isAggregateFn === true,
    )
  );
}

/** `COUNT()`, aggregate functions and GROUP BY; the rows come filtered. */
export function aggregate(
  source: RowSource,
  object: ObjectSchema,
  query: Query,
  rows: readonly Row[],
): Row[] {
  const groups = [query.groupBy ?? []]
    .flat()
    .map((one) => resolvePath(source, object, 'field' in one ? one.field : ''));
  let unnamed = 0;
  const fields = (query.fields ?? []).map((field) =>
    toAggregateField(
      source,
      object,
      field,
      field.type === 'FieldFunctionExpression' && field.alias === undefined ? unnamed++ : 0,
    ),
  );
  const byKey = Map.groupBy(rows, (row) =>
    JSON.stringify(groups.map((path) => valueAt(source, row, path))),
  );
  const sets = groups.length === 0 ? [rows] : [...byKey.values()];
  return sets.map((set) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(fields.map(({ alias, of }) => [alias, of(set)])),
  }));
}
