import type { FieldSchema, ObjectSchema } from '../ports.ts';
import { readPackageObjects } from './package-objects.ts';
import { readStandardObjects } from './standard-objects.ts';

export interface OrgSchema {
  readonly namespace: string;
  readonly objects: ReadonlyMap<string, ObjectSchema>;
  /** Without regard to case; `defaultNamespace` completes a package name that carries none. */
  findObject(name: string, defaultNamespace?: string): ObjectSchema | null;
  findField(object: ObjectSchema, name: string, defaultNamespace?: string): FieldSchema | null;
  /** The object that an id belongs to, by its first three characters. */
  objectOfId(id: string): ObjectSchema | null;
  /** Child fields that point to the object. */
  childrenOf(object: ObjectSchema): readonly ChildField[];
}

interface ChildField {
  readonly child: ObjectSchema;
  readonly field: FieldSchema;
}

const loaded = new Map<string, ReadonlyMap<string, ObjectSchema>>();

function load(packageDir: string, namespace: string): ReadonlyMap<string, ObjectSchema> {
  const key = `${namespace}|${packageDir}`;
  const known = loaded.get(key);
  if (known) return known;
  const qualify = (name: string): string =>
    namespace !== '' && /__[cer]$/.test(name) ? `${namespace}__${name}` : name;
  const { objects, additions } = readPackageObjects(packageDir, qualify);
  const standard = readStandardObjects().map((object) => {
    const added = (additions.get(object.name) ?? []).map((field) => [field.name, field] as const);
    return { ...object, fields: new Map([...object.fields, ...added]) };
  });
  const unknown = [...additions.keys()].find((name) => !standard.some((o) => o.name === name));
  if (unknown !== undefined) throw new Error(`The standard object ${unknown} is not modelled`);
  const all = new Map([...standard, ...objects].map((object) => [object.name, object]));
  loaded.set(key, all);
  return all;
}

function candidates(name: string, defaultNamespace: string | undefined): string[] {
  const lower = name.toLowerCase();
  if (defaultNamespace === undefined || defaultNamespace === '') return [lower];
  return /__[cer]$/.test(lower) ? [lower, `${defaultNamespace.toLowerCase()}__${lower}`] : [lower];
}

/** Reads the package's objects (once per process) beside the standard ones. */
export function loadSchema(packageDir: string, namespace: string): OrgSchema {
  const objects = load(packageDir, namespace);
  const byName = new Map([...objects.values()].map((o) => [o.name.toLowerCase(), o]));
  const byPrefix = new Map([...objects.values()].map((o) => [o.keyPrefix, o]));
  const fieldNames = new Map(
    [...objects.values()].map((object) => [
      object,
      new Map([...object.fields.values()].map((field) => [field.name.toLowerCase(), field])),
    ]),
  );
  const children = new Map<string, ChildField[]>();
  for (const child of objects.values())
    for (const field of child.fields.values())
      for (const parent of field.referenceTo)
        children.set(parent, [...(children.get(parent) ?? []), { child, field }]);
  return {
    namespace,
    objects,
    findObject(name, defaultNamespace) {
      for (const wanted of candidates(name, defaultNamespace)) {
        const found = byName.get(wanted);
        if (found) return found;
      }
      return null;
    },
    findField(object, name, defaultNamespace) {
      for (const wanted of candidates(name, defaultNamespace)) {
        const found = fieldNames.get(object)?.get(wanted);
        if (found) return found;
      }
      return null;
    },
    objectOfId: (id) => byPrefix.get(id.slice(0, 3)) ?? null,
    childrenOf: (object) => children.get(object.name) ?? [],
  };
}
