import { OrgError, type FieldSchema, type ObjectSchema, type Row } from '../ports.ts';

/** What a query may see: names as the session writes them, rows and fields as its user may read them. */
export interface RowSource {
  findObject(name: string): ObjectSchema | null;
  findField(object: ObjectSchema, name: string): FieldSchema | null;
  canRead(object: ObjectSchema, field?: FieldSchema): boolean;
  /** The object and lookup field behind a child relationship name of this parent. */
  findChildren(
    parent: ObjectSchema,
    relationshipName: string,
  ): { object: ObjectSchema; field: FieldSchema } | null;
  rows(object: ObjectSchema): Iterable<Row>;
  byId(object: ObjectSchema, id: string): Row | null;
  /** Rows whose field has one of the values; null where the field has no index. */
  lookup(object: ObjectSchema, field: FieldSchema, values: readonly string[]): Row[] | null;
  now(): Date;
}

export function objectOf(source: RowSource, name: string): ObjectSchema {
  const object = source.findObject(name);
  if (object !== null && source.canRead(object)) return object;
  const message = `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name.`;
  throw new OrgError(400, 'INVALID_TYPE', message);
}

export function fieldOf(source: RowSource, object: ObjectSchema, name: string): FieldSchema {
  const field = source.findField(object, name);
  if (field !== null && source.canRead(object, field)) return field;
  const message = `No such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`;
  throw new OrgError(400, 'INVALID_FIELD', message);
}

/** A field reached over parents: the lookups on the way, then the field itself. */
export interface Path {
  readonly steps: readonly {
    readonly name: string;
    readonly lookup: FieldSchema;
    readonly parent: ObjectSchema;
  }[];
  readonly field: FieldSchema;
}

function stepTo(
  source: RowSource,
  object: ObjectSchema,
  name: string,
): { lookup: FieldSchema; parent: ObjectSchema } {
  for (const lookup of object.fields.values()) {
    if (!isRelationship(source, object, lookup, name)) continue;
    const parent = source.findObject(lookup.referenceTo[0] ?? '');
    if (parent !== null && source.canRead(object, lookup)) return { lookup, parent };
  }
  const message = `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`;
  throw new OrgError(400, 'INVALID_FIELD', message);
}

/** Custom relationships are found by the name of their field, so that an un-namespaced name resolves as fields do. */
function isRelationship(
  source: RowSource,
  object: ObjectSchema,
  lookup: FieldSchema,
  name: string,
): boolean {
  if (lookup.relationshipName === null) return false;
  if (lookup.relationshipName.toLowerCase() === name.toLowerCase()) return true;
  if (!/__r$/i.test(name)) return false;
  return source.findField(object, name.replace(/__r$/i, '__c'))?.name === lookup.name;
}

/** Resolves `Account.Owner.Name`; throws as Salesforce does where a step is unknown or hidden. */
export function resolvePath(source: RowSource, object: ObjectSchema, path: string): Path {
  const names = path.split('.');
  const last = names.pop() ?? '';
  // `Order.Name` in a query on Order means the field itself.
  if (names.length === 1 && names[0]?.toLowerCase() === object.name.toLowerCase()) names.pop();
  const steps = [];
  let current = object;
  for (const name of names) {
    const { lookup, parent } = stepTo(source, current, name);
    steps.push({ name: lookup.relationshipName ?? name, lookup, parent });
    current = parent;
  }
  return { steps, field: fieldOf(source, current, last) };
}

/** The value at the end of a path; null where a lookup on the way is empty. */
export function valueAt(source: RowSource, row: Row, path: Path): unknown {
  let current: Row | null = row;
  for (const { lookup, parent } of path.steps) {
    const id: unknown = current[lookup.name];
    current = typeof id === 'string' ? source.byId(parent, id) : null;
    if (current === null) return null;
  }
  return current[path.field.name] ?? null;
}
