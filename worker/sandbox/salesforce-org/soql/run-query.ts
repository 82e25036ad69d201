import {
  parseQuery,
  type FieldType,
  type Query,
  type Subquery,
} from '@jetstreamapp/soql-parser-js';
import { OrgError, type ObjectSchema, type Row } from '../ports.ts';
import { aggregate, isAggregate } from './aggregate.ts';
import { sortRows } from './order-by.ts';
import { objectOf, resolvePath, valueAt, type RowSource } from './row-source.ts';
import { candidates, compileWhere, type FilterContext } from './where.ts';

export interface QueryResult {
  readonly totalSize: number;
  readonly records: Row[];
}

export interface QueryOptions {
  readonly source: RowSource;
  readonly apiVersion: string;
}

function attributesOf(object: ObjectSchema, id: unknown, apiVersion: string): Row {
  return {
    type: object.name,
    url: `/services/data/v${apiVersion}/sobjects/${object.name}/${String(id as string)}`,
  };
}

/** Puts a value under its parents: `Account.Name` becomes `{Account: {attributes, Name}}`, an empty lookup null. */
function place(
  options: QueryOptions,
  target: Row,
  row: Row,
  object: ObjectSchema,
  fullPath: string,
): void {
  const { source, apiVersion } = options;
  const path = resolvePath(source, object, fullPath);
  let level: Row = target;
  let current: Row | null = row;
  for (const { name, lookup, parent } of path.steps) {
    const id: unknown = current[lookup.name];
    current = typeof id === 'string' ? source.byId(parent, id) : null;
    if (current === null) {
      level[name] = null;
      return;
    }
    level[name] ??= { attributes: attributesOf(parent, id, apiVersion) };
    level = level[name] as Row;
  }
  level[path.field.name] = current[path.field.name] ?? null;
}

function children(
  options: QueryOptions,
  parent: ObjectSchema,
  row: Row,
  subquery: Subquery,
): unknown {
  const { source } = options;
  const found = source.findChildren(parent, subquery.relationshipName);
  if (found === null || !source.canRead(found.object)) {
    const message = `Didn't understand relationship '${subquery.relationshipName}' in FROM part of query call.`;
    throw new OrgError(400, 'INVALID_TYPE', message);
  }
  const id = String(row['Id'] as string);
  const own =
    source.lookup(found.object, found.field, [id]) ??
    [...source.rows(found.object)].filter((one) => one[found.field.name] === id);
  const { totalSize, records } = select(options, found.object, subquery, own);
  return totalSize === 0 ? null : { totalSize, done: true, records };
}

function project(
  options: QueryOptions,
  object: ObjectSchema,
  fields: readonly FieldType[],
  row: Row,
): Row {
  const record: Row = { attributes: attributesOf(object, row['Id'], options.apiVersion) };
  for (const field of fields)
    switch (field.type) {
      case 'Field':
        place(options, record, row, object, field.field);
        break;
      case 'FieldRelationship':
        place(
          options,
          record,
          row,
          object,
          field.rawValue ?? [...field.relationships, field.field].join('.'),
        );
        break;
      case 'FieldSubquery': {
        const relationship = options.source.findChildren(object, field.subquery.relationshipName);
        record[relationship?.field.childRelationshipName ?? field.subquery.relationshipName] =
          children(options, object, row, field.subquery);
        break;
      }
      default:
        throw new OrgError(400, 'MALFORMED_QUERY', `${field.type} in SELECT is not modelled`);
    }
  return record;
}

function select(
  options: QueryOptions,
  object: ObjectSchema,
  query: Query | Subquery,
  from?: Iterable<Row>,
): QueryResult {
  const { source } = options;
  const context: FilterContext = {
    source,
    object,
    subselect: (inner) => {
      const target = objectOf(source, inner.sObject ?? '');
      const [field] = inner.fields ?? [];
      const path = resolvePath(source, target, field?.type === 'Field' ? field.field : '');
      const rows = filtered({ ...context, object: target }, inner);
      return new Set(
        rows.map((row) => valueAt(source, row, path)).filter((value) => typeof value === 'string'),
      );
    },
  };
  const rows = filtered(context, query, from);
  if ('sObject' in query && isAggregate(query)) return aggregated(options, object, query, rows);
  const sorted = sortRows(source, object, rows, query.orderBy);
  const start = Number(query.offset ?? 0);
  const page = sorted.slice(
    start,
    query.limit === undefined ? undefined : start + Number(query.limit),
  );
  return {
    totalSize: page.length,
    records: page.map((row) => project(options, object, query.fields ?? [], row)),
  };
}

function aggregated(
  { source }: QueryOptions,
  object: ObjectSchema,
  query: Query,
  rows: readonly Row[],
): QueryResult {
  const [first] = query.fields ?? [];
  const isCount =
    first?.type === 'FieldFunctionExpression' &&
    first.functionName.toUpperCase() === 'COUNT' &&
    first.parameters.length === 0;
  if (isCount) return { totalSize: rows.length, records: [] };
  const records = aggregate(source, object, query, rows);
  return { totalSize: records.length, records };
}

function filtered(context: FilterContext, query: Query | Subquery, from?: Iterable<Row>): Row[] {
  const matches = compileWhere(query.where, context);
  const rows: Row[] = [];
  for (const row of from ?? candidates(query.where, context)) if (matches(row)) rows.push(row);
  return rows;
}

/**
 * Runs SOQL over rows.
 * @throws OrgError MALFORMED_QUERY, INVALID_FIELD, INVALID_TYPE; what is not modelled is refused, never answered emptily.
 */
export function runQuery(options: QueryOptions, soql: string): QueryResult {
  let query: Query;
  try {
    query = parseQuery(soql, { allowApexBindVariables: false });
  } catch (error) {
    throw new OrgError(
      400,
      'MALFORMED_QUERY',
      (error as Error).message.split('\n')[0] ?? 'unexpected token',
    );
  }
  return select(options, objectOf(options.source, query.sObject ?? ''), query);
}
