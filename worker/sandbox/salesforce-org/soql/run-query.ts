import type { Query, Subquery } from '@jetstreamapp/soql-parser-js';
import type { Actor, Kernel } from '../kernel.ts';
import { OrgError, type Row } from '../ports.ts';
import { aggregate, isAggregate } from './aggregate.ts';
import { candidates } from './candidates.ts';
import { conditionTree } from './condition-tree.ts';
import { comparable } from './literal.ts';
import { slice, sortRows } from './order-by.ts';
import { parseSoql } from './parse.ts';
import { predicateOf, type RunSemiJoin } from './predicate.ts';
import { projectionOf, type RunChildQuery } from './projection.ts';
import { readableObject, resolvePath, type Scope } from './scope.ts';
import { malformed, noSuchRelationship } from './soql-error.ts';

export interface QueryOptions {
  readonly apiVersion: string;
  /** queryAll: deleted records too. */
  readonly withDeleted?: boolean;
}

export interface QueryAnswer {
  readonly totalSize: number;
  readonly records: Row[];
}

const semiJoin: RunSemiJoin = (outer, { valueQuery }) => {
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
  return new Set(
    slice(matching(scope, query), query).map((row) => comparable(path.field, path.read(row))),
  );
};

function scopeOf(kernel: Kernel, actor: Actor, query: Query, withDeleted: boolean): Scope {
  const object = readableObject(kernel, actor, query.sObject ?? '');
  return { kernel, actor, object, alias: query.sObjectAlias ?? null, withDeleted };
}

function matching(scope: Scope, query: Query | Subquery): Row[] {
  const tree = query.where ? conditionTree(query.where) : null;
  const predicate = tree && predicateOf(scope, tree, semiJoin);
  const rows = candidates(scope, tree);
  return predicate ? rows.filter(predicate) : rows;
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
    const scope: Scope = { ...parent, object: child, alias: subquery.sObjectAlias ?? null };
    const tree = subquery.where ? conditionTree(subquery.where) : null;
    const predicate = tree ? predicateOf(scope, tree, semiJoin) : () => true;
    const project = projectionOf(scope, subquery.fields ?? [], version, childQuery(version));
    return {
      name,
      of: (row) => {
        const rows = kernel.store.byKey(child, field, row['Id']).filter(predicate);
        return slice(sortRows(scope, subquery, rows), subquery).map(project);
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
  if (isPlainCount(query)) {
    const rows = matching(scope, query);
    return { totalSize: slice(rows, query).length, records: [] };
  }
  if (isAggregate(query)) {
    const records = aggregate(scope, query, matching(scope, query));
    return { totalSize: records.length, records };
  }
  const project = projectionOf(scope, query.fields ?? [], apiVersion, childQuery(apiVersion));
  const rows = slice(sortRows(scope, query, matching(scope, query)), query);
  return { totalSize: rows.length, records: rows.map(project) };
}
