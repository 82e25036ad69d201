import type { Query, Subquery } from '@jetstreamapp/soql-parser-js';
import type { Actor, Kernel } from '../kernel.ts';
import { OrgError, type Row } from '../ports.ts';
import { quoted } from '../store/search-table.ts';
import { aggregate, isAggregate } from './aggregate.ts';
import { conditionTree } from './condition-tree.ts';
import { limitSql, orderSql } from './order-by.ts';
import { parseSoql } from './parse.ts';
import { predicateOf, type SemiJoin } from './predicate.ts';
import { projectionOf, type RunChildQuery } from './projection.ts';
import { readableObject, resolvePath, type Scope } from './scope.ts';
import { malformed, noSuchRelationship } from './soql-error.ts';
import { columnOf, fromWhere, type Sql } from './sql.ts';

export interface QueryOptions {
  readonly apiVersion: string;
  /** queryAll: deleted records too. */
  readonly withDeleted?: boolean;
}

export interface QueryAnswer {
  readonly totalSize: number;
  readonly records: Row[];
}

const semiJoin: SemiJoin = (outer, { valueQuery }) => {
  const query = valueQuery as Query;
  const scope = scopeOf(outer.kernel, outer.actor, query, false);
  const [field, ...others] = query.fields ?? [];
  if (others.length > 0 || (field?.type !== 'Field' && field?.type !== 'FieldRelationship'))
    throw malformed('a semi-join selects exactly one field');
  const path = resolvePath(
    scope,
    ('rawValue' in field ? field.rawValue : undefined) ?? field.field,
  );
  if (path.field.type !== 'id' && path.field.type !== 'reference') {
    const message = `The inner select field '${path.field.name}' must be an ID or a reference field`;
    throw new OrgError(400, 'INVALID_FIELD', message);
  }
  const column = columnOf(scope, path);
  const known = { text: `${column} IS NOT NULL`, values: [] };
  return ordered(scope, query, column, fromWhere(scope, [...conditions(scope, query), known]));
};

function scopeOf(kernel: Kernel, actor: Actor, query: Query, withDeleted: boolean): Scope {
  const object = readableObject(kernel, actor, query.sObject ?? '');
  return { kernel, actor, object, alias: query.sObjectAlias ?? null, withDeleted };
}

function conditions(scope: Scope, query: Query | Subquery): Sql[] {
  return query.where ? [predicateOf(scope, conditionTree(query.where), semiJoin)] : [];
}

function ordered(scope: Scope, query: Query | Subquery, column: string, from: Sql): Sql {
  const limit = limitSql(query);
  return {
    text: `SELECT ${column} AS value ${from.text} ${orderSql(scope, query)} ${limit.text}`,
    values: [...from.values, ...limit.values],
  };
}

function rowsOf({ kernel: { store } }: Scope, { text, values }: Sql): Row[] {
  const rows = store.select(text, values).map(({ value }) => store.load(String(value)));
  return rows.filter((row) => row !== null);
}

function countOf(scope: Scope, query: Query): number {
  const from = fromWhere(scope, conditions(scope, query));
  const [row] = scope.kernel.store.select(`SELECT COUNT(*) AS n ${from.text}`, from.values);
  const found = Math.max(0, Number(row?.['n']) - (query.offset ?? 0));
  return Math.min(found, query.limit ?? found);
}

function childQuery(version: string): RunChildQuery {
  return (parent, subquery) => {
    const { kernel, actor } = parent;
    const wanted = [
      subquery.relationshipName,
      `${actor.defaultNamespace}__${subquery.relationshipName}`,
    ].map((name) => name.toLowerCase());
    const found = kernel.schema
      .childrenOf(parent.object)
      .find(({ field }) => wanted.includes(field.childRelationshipName?.toLowerCase() ?? ''));
    const name = found?.field.childRelationshipName ?? null;
    if (!found || name === null)
      throw noSuchRelationship(subquery.relationshipName, 'FROM part of query call');
    const { child, field } = found;
    readableObject(kernel, actor, child.name);
    const scope: Scope = {
      ...parent,
      object: child,
      alias: subquery.sObjectAlias ?? null,
      withDeleted: false,
    };
    const wishes = conditions(scope, subquery);
    const project = projectionOf(scope, subquery.fields ?? [], version, childQuery(version));
    return {
      name,
      of: (row) => {
        const own: Sql = { text: `t.${quoted(field.name)} = ?`, values: [String(row['Id'])] };
        const from = fromWhere(scope, [own, ...wishes]);
        return rowsOf(scope, ordered(scope, subquery, 't."Id"', from)).map(project);
      },
    };
  };
}

function isPlainCount(query: Query): boolean {
  const [field] = query.fields ?? [];
  return (
    field?.type === 'FieldFunctionExpression' &&
    field.functionName.toUpperCase() === 'COUNT' &&
    field.parameters.length === 0
  );
}

/** One row that is stored nowhere: what the user who asks may do. */
function ownPermissions({ kernel, actor, object }: Scope): Row {
  const names = [...object.fields.keys()].filter((name) => name.startsWith('Permissions'));
  const may = (name: string): boolean =>
    kernel.access.has(actor.user, name.slice('Permissions'.length));
  return {
    Id: '000000000000000AAA',
    ...Object.fromEntries(names.map((name) => [name, may(name)])),
  };
}

/**
 * Runs a SOQL query as the actor: all records at once, paging is the caller's business.
 * @throws OrgError with Salesforce's code and message, or NOT_MODELLED.
 */
export function runQuery(
  kernel: Kernel,
  actor: Actor,
  soql: string,
  { apiVersion, withDeleted = false }: QueryOptions,
): QueryAnswer {
  const query = parseSoql(soql);
  const scope = scopeOf(kernel, actor, query, withDeleted);
  if (isPlainCount(query)) return { totalSize: countOf(scope, query), records: [] };
  const from = fromWhere(scope, conditions(scope, query));
  if (isAggregate(query)) {
    const records = aggregate(scope, query, from);
    return { totalSize: records.length, records };
  }
  const project = projectionOf(scope, query.fields ?? [], apiVersion, childQuery(apiVersion));
  const rows =
    scope.object.name === 'UserPermissionAccess'
      ? [ownPermissions(scope)]
      : rowsOf(scope, ordered(scope, query, 't."Id"', from));
  return { totalSize: rows.length, records: rows.map(project) };
}
