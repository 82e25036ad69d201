import type { FieldSchema, HttpRequest, ObjectSchema, OrgCore, Session } from '../ports.ts';

/** Who asks, and how names without a namespace are to be understood. */
export interface Reader {
  readonly core: OrgCore;
  readonly session: Session;
  /** The package namespace that a component's names are completed with, as deploying the component does. */
  readonly defaultNamespace: string | undefined;
}

export function readerOf(core: OrgCore, session: Session, request: HttpRequest): Reader {
  const header = request.raw.headers['x-default-namespace'];
  const defaultNamespace = typeof header === 'string' && header !== '' ? header : undefined;
  return { core, session, defaultNamespace };
}

/** Null when there is no such object or the user may not read it: to the user both look the same. */
export function readableObject(
  { core, session, defaultNamespace }: Reader,
  name: string,
): ObjectSchema | null {
  const object = core.findObject(name, defaultNamespace);
  return object && core.canRead(session, object) ? object : null;
}

/** Null when there is no such field or the user may not read it. */
export function readableField(
  reader: Reader,
  object: ObjectSchema,
  name: string,
): FieldSchema | null {
  const field = reader.core.findField(object, name, reader.defaultNamespace);
  return field && reader.core.canRead(reader.session, object, field) ? field : null;
}

function isNamed(reader: Reader, name: string | null, wanted: string): boolean {
  const spelled = [wanted, `${reader.defaultNamespace}__${wanted}`].map((n) => n.toLowerCase());
  return name !== null && spelled.includes(name.toLowerCase());
}

export interface Relationship {
  /** The lookup field. */
  readonly field: FieldSchema;
  readonly parent: ObjectSchema;
}

/** The parent behind `Account` or `Order__r`; null when the user may not read the lookup or the parent. */
export function parentRelationship(
  reader: Reader,
  object: ObjectSchema,
  name: string,
): Relationship | null {
  const field = [...object.fields.values()].find((f) => isNamed(reader, f.relationshipName, name));
  if (!field || !reader.core.canRead(reader.session, object, field)) return null;
  const parents = field.referenceTo.map((target) => readableObject(reader, target));
  const parent = parents.find((found) => found !== null);
  return parent ? { field, parent } : null;
}

export interface ChildRelationship {
  readonly child: ObjectSchema;
  /** The child's lookup field. */
  readonly field: FieldSchema;
}

/** The children behind `OrderItems` or `Lines__r`; null when the user may not read them. */
export function childRelationship(
  reader: Reader,
  parent: ObjectSchema,
  name: string,
): ChildRelationship | null {
  for (const child of reader.core.schema.values()) {
    for (const field of child.fields.values()) {
      if (!field.referenceTo.includes(parent.name)) continue;
      if (!isNamed(reader, field.childRelationshipName, name)) continue;
      return reader.core.canRead(reader.session, child) ? { child, field } : null;
    }
  }
  return null;
}

/** The object an id belongs to, by its first three characters. */
export function objectOfId(core: OrgCore, id: string): ObjectSchema | null {
  if (!/^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(id)) return null;
  const prefix = id.slice(0, 3);
  return [...core.schema.values()].find((object) => object.keyPrefix === prefix) ?? null;
}
