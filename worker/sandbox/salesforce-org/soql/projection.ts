import type { FieldType as Selected, Subquery } from '@jetstreamapp/soql-parser-js';
import { OrgError, type ObjectSchema, type Row } from '../ports.ts';
import { resolvePath, type FieldPath, type Scope } from './scope.ts';
import { notModelled } from './soql-error.ts';

/** Puts one selected thing of a row into the record that is answered. */
type Column = (row: Row, record: Row) => void;
export type RunChildQuery = (
  scope: Scope,
  subquery: Subquery,
) => { name: string; of: (parent: Row) => Row[] };

function attributesOf(object: ObjectSchema, id: unknown, version: string): Row {
  const url = `/services/data/v${version}/sobjects/${object.name}/${String(id)}`;
  return { type: object.name, url };
}

/** With a default namespace the answer leaves it out of the names, as the call option does. */
export function shownName({ kernel, actor }: Scope, name: string): string {
  const prefix = `${kernel.schema.namespace}__`;
  const isStripped = (actor.defaultNamespace ?? '') !== '' && name.startsWith(prefix);
  return isStripped ? name.slice(prefix.length) : name;
}

function fieldColumn(scope: Scope, path: FieldPath, version: string): Column {
  const name = shownName(scope, path.field.name);
  if (path.steps.length === 0) {
    return (row, record) => {
      record[name] = path.read(row);
    };
  }
  const { store } = scope.kernel;
  const steps = path.steps.map(({ lookup, parent }) => ({
    lookup: lookup.name,
    parent,
    shown: shownName(scope, lookup.relationshipName ?? lookup.name),
  }));
  return (row, record) => {
    let [at, into] = [row, record];
    for (const { lookup, parent, shown } of steps) {
      const id = at[lookup];
      const next = typeof id === 'string' ? store.find(id) : null;
      if (!next) {
        into[shown] = null;
        return;
      }
      into[shown] ??= { attributes: attributesOf(parent, id, version) };
      [at, into] = [next, into[shown] as Row];
    }
    into[name] =
      at === row
        ? null
        : path.field.type === 'address'
          ? path.read(row)
          : (at[path.field.name] ?? null);
  };
}

function labelColumn(scope: Scope, path: FieldPath, alias: string | undefined): Column {
  const labels = new Map(path.field.picklist.map(({ value, label }) => [value, label]));
  const name = alias ?? shownName(scope, path.field.name);
  return (row, record) => {
    const value = path.read(row);
    record[name] = labels.get(String(value)) ?? value;
  };
}

function childColumn(scope: Scope, subquery: Subquery, runChild: RunChildQuery): Column {
  const { name, of } = runChild(scope, subquery);
  const shown = shownName(scope, name);
  return (row, record) => {
    const records = of(row);
    record[shown] =
      records.length === 0 ? null : { totalSize: records.length, done: true, records };
  };
}

function columnOf(scope: Scope, selected: Selected, version: string, runChild: RunChildQuery) {
  switch (selected.type) {
    case 'Field':
    case 'FieldRelationship': {
      const raw = 'rawValue' in selected ? selected.rawValue : undefined;
      return fieldColumn(scope, resolvePath(scope, raw ?? selected.field), version);
    }
    case 'FieldSubquery':
      return childColumn(scope, selected.subquery, runChild);
    case 'FieldFunctionExpression': {
      const [parameter] = selected.parameters;
      if (selected.functionName.toLowerCase() === 'tolabel' && typeof parameter === 'string')
        return labelColumn(scope, resolvePath(scope, parameter), selected.alias);
      throw notModelled(selected.rawValue ?? selected.functionName);
    }
    case 'FieldTypeof':
      throw notModelled('TYPEOF');
  }
}

function checkDuplicates(fields: readonly Selected[]): void {
  const seen = new Set<string>();
  for (const field of fields) {
    if (field.type !== 'Field' && field.type !== 'FieldRelationship') continue;
    const name = ('rawValue' in field ? field.rawValue : undefined) ?? field.field;
    if (seen.has(name.toLowerCase()))
      throw new OrgError(400, 'INVALID_FIELD', `duplicate field selected: ${name}`);
    seen.add(name.toLowerCase());
  }
}

/** Turns stored rows into the records of a query's answer. */
export function projectionOf(
  scope: Scope,
  fields: readonly Selected[],
  version: string,
  runChild: RunChildQuery,
): (row: Row) => Row {
  checkDuplicates(fields);
  const columns = fields.map((field) => columnOf(scope, field, version, runChild));
  return (row) => {
    const record: Row = { attributes: attributesOf(scope.object, row['Id'], version) };
    for (const column of columns) column(row, record);
    return record;
  };
}
