import { OrgError, type FieldSchema, type ObjectSchema, type Row } from '../ports.ts';
import { displayValue, plainValue } from './display-value.ts';
import { parentRelationship, readableField, type Reader } from './reader.ts';

/** The fields asked for, by the name they were asked with; parents nest. */
export interface FieldTree {
  readonly object: ObjectSchema;
  readonly fields: Map<string, FieldSchema>;
  readonly parents: Map<string, { relationshipName: string; tree: FieldTree }>;
}

const SYSTEM_FIELDS = ['Id', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp'];

export function emptyTree(object: ObjectSchema): FieldTree {
  return { object, fields: new Map(), parents: new Map() };
}

/** False when the user cannot read the field or one of the parents on the way to it. */
function add(tree: FieldTree, path: readonly string[], reader: Reader): boolean {
  const [step = '', ...rest] = path;
  if (rest.length === 0) {
    const field = readableField(reader, tree.object, step);
    if (field) tree.fields.set(step, field);
    return field !== null;
  }
  const known = tree.parents.get(step);
  if (known) return add(known.tree, rest, reader);
  const relationship = parentRelationship(reader, tree.object, step);
  const relationshipName = relationship?.field.relationshipName;
  if (!relationship || !relationshipName) return false;
  const parent = { relationshipName, tree: emptyTree(relationship.parent) };
  if (!add(parent.tree, rest, reader)) return false;
  tree.parents.set(step, parent);
  return true;
}

/**
 * Adds fields written as `Order.Name`, `Order.Account.Name` or, for one's own object, `Name`.
 * @throws OrgError INVALID_FIELD for a field the user cannot read, unless it is optional.
 */
export function addFields(
  tree: FieldTree,
  names: readonly string[],
  reader: Reader,
  isOptional: boolean,
): void {
  for (const name of names) {
    const steps = name.split('.');
    const first = reader.core.findObject(steps[0] ?? '', reader.defaultNamespace);
    const path = steps.length > 1 && first?.name === tree.object.name ? steps.slice(1) : steps;
    if (!add(tree, path, reader) && !isOptional) {
      const column = path.join('.');
      const message = `No such column '${column}' on entity '${tree.object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`;
      throw new OrgError(400, 'INVALID_FIELD', message);
    }
  }
}

/** The SOQL select list of the tree, with what every record representation carries. */
export function selectList(tree: FieldTree, prefix = ''): string[] {
  const system = SYSTEM_FIELDS.filter((name) => tree.object.fields.has(name));
  const own = [...tree.fields.values()].map((field) => field.name);
  const parents = [...tree.parents.values()].flatMap((parent) =>
    selectList(parent.tree, `${prefix}${parent.relationshipName}.`),
  );
  return [...new Set([...system, ...own].map((name) => `${prefix}${name}`)), ...parents];
}

function timeOf(row: Row, name: string): string | null {
  const value = row[name];
  return typeof value === 'string' ? new Date(value).toISOString() : null;
}

/** A record as UI API represents it (User Interface API guide, "Record"). */
export function represent(tree: FieldTree, row: Row): Row {
  const fields: Row = {};
  for (const [name, field] of tree.fields) {
    const value = plainValue(field, row[field.name]);
    fields[name] = { displayValue: displayValue(field, value), value };
  }
  for (const [name, { relationshipName, tree: parent }] of tree.parents) {
    const value = row[relationshipName] as Row | null | undefined;
    const nested = value ? represent(parent, value) : null;
    const nameOf = parent.object.nameField ?? '';
    fields[name] = { displayValue: value?.[nameOf] ?? null, value: nested };
  }
  const modified = timeOf(row, 'SystemModstamp');
  return {
    apiName: tree.object.name,
    childRelationships: {},
    eTag: `${String(row['Id'])}-${modified ?? ''}`,
    fields,
    id: row['Id'],
    lastModifiedById: row['LastModifiedById'] ?? null,
    lastModifiedDate: timeOf(row, 'LastModifiedDate'),
    recordTypeId: null,
    recordTypeInfo: null,
    systemModstamp: modified,
    weakEtag: modified === null ? 0 : Date.parse(modified),
  };
}
