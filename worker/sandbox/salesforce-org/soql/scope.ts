import type { Actor, Kernel } from '../kernel.ts';
import type { FieldSchema, ObjectSchema, Row } from '../ports.ts';
import { noSuchColumn, noSuchObject, noSuchRelationship } from './soql-error.ts';

/** Whose names a query uses, on which object, under which alias. */
export interface Scope {
  readonly kernel: Kernel;
  readonly actor: Actor;
  readonly object: ObjectSchema;
  readonly alias: string | null;
  readonly withDeleted: boolean;
}

interface Step {
  readonly lookup: FieldSchema;
  readonly parent: ObjectSchema;
}

/** A field reached over any number of parents. */
export interface FieldPath {
  readonly steps: readonly Step[];
  readonly object: ObjectSchema;
  readonly field: FieldSchema;
  read(row: Row): unknown;
}

const ADDRESS_PARTS = [
  'City',
  'Country',
  'GeocodeAccuracy',
  'Latitude',
  'Longitude',
  'PostalCode',
  'State',
  'Street',
];

/** A stored value as the API gives it; a compound address is put together from its parts. */
export function valueOf(field: FieldSchema, row: Row): unknown {
  if (field.type !== 'address') return row[field.name] ?? null;
  const prefix = field.name.slice(0, -'Address'.length);
  const parts = ADDRESS_PARTS.map((part): [string, unknown] => [
    `${part.charAt(0).toLowerCase()}${part.slice(1)}`,
    row[`${prefix}${part}`] ?? null,
  ]);
  return parts.every(([, value]) => value === null) ? null : Object.fromEntries(parts);
}

/** @throws OrgError INVALID_TYPE when there is no such object or the user may not read it. */
export function readableObject(kernel: Kernel, actor: Actor, name: string): ObjectSchema {
  const object = kernel.schema.findObject(name, actor.defaultNamespace);
  const isReadable =
    object && (actor.system || kernel.access.mayObject(actor.user, object, 'read'));
  if (!isReadable || object.kind === 'event') throw noSuchObject(name);
  return object;
}

function mayReadField({ kernel, actor }: Scope, object: ObjectSchema, field: FieldSchema): boolean {
  return actor.system || kernel.access.mayReadField(actor.user, object, field);
}

function readableField(scope: Scope, object: ObjectSchema, name: string): FieldSchema {
  const field = scope.kernel.schema.findField(object, name, scope.actor.defaultNamespace);
  if (!field || !mayReadField(scope, object, field)) throw noSuchColumn(name, object.name);
  return field;
}

function stepUp(scope: Scope, object: ObjectSchema, name: string): Step {
  const ns = scope.actor.defaultNamespace;
  const wanted = [name, `${ns}__${name}`].map((n) => n.toLowerCase());
  const lookup = [...object.fields.values()].find((field) =>
    wanted.includes(field.relationshipName?.toLowerCase() ?? ''),
  );
  const parent = lookup && scope.kernel.schema.findObject(lookup.referenceTo[0] ?? '');
  if (!lookup || !parent || !mayReadField(scope, object, lookup))
    throw noSuchRelationship(name, 'field path');
  readableObject(scope.kernel, scope.actor, parent.name);
  return { lookup, parent };
}

function isOwnName(scope: Scope, name: string): boolean {
  const lower = name.toLowerCase();
  return lower === scope.alias?.toLowerCase() || lower === scope.object.name.toLowerCase();
}

/**
 * Resolves `Field`, `Parent.Parent.Field`, or either behind the query's alias.
 * @throws OrgError as Salesforce words unknown columns and relationships.
 */
export function resolvePath(scope: Scope, path: string): FieldPath {
  const names = path.split('.').map((name) => name.trim());
  const [first = ''] = names;
  if (names.length > 1 && isOwnName(scope, first)) names.shift();
  const steps: Step[] = [];
  let object = scope.object;
  for (const name of names.slice(0, -1)) {
    const step = stepUp(scope, object, name);
    steps.push(step);
    object = step.parent;
  }
  const field = readableField(scope, object, names.at(-1) ?? '');
  const { store } = scope.kernel;
  return {
    steps,
    object,
    field,
    read(row) {
      let at: Row | null = row;
      for (const { lookup } of steps) {
        const id: unknown = at[lookup.name];
        at = typeof id === 'string' ? store.find(id) : null;
        if (!at) return null;
      }
      return valueOf(field, at);
    },
  };
}
