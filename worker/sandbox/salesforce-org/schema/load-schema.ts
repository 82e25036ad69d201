import type { FieldSchema, ObjectSchema } from '../ports.ts';
import { Prefixes, readPackageObjects } from './package-objects.ts';
import { readField, readStandardObjects } from './standard-objects.ts';

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

/**
 * What this org has beside the package: fields of features (several currencies, person accounts, country picklists) and
 * of the merchant's own, by object and name, in the notation of standard-objects.json. `CurrencyIsoCode` switches several
 * currencies on, `DatedConversionRate: {}` rates by date, `Order.RecordTypeId: 'reference(RecordType)'` record types.
 */
export type MerchantFields = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface SchemaSource {
  /** The package in source format, and the namespace that its names carry. */
  readonly packageDir: string;
  readonly namespace: string;
  /** What belongs to the org itself: never with a namespace. */
  readonly localDir?: string;
  readonly merchantFields?: MerchantFields;
  /** Prefixes of record ids that are given away already, by object. */
  readonly prefixes?: ReadonlyMap<string, string>;
}

type Objects = ReadonlyMap<string, ObjectSchema>;
const loaded = new Map<string, Objects>();

function withAdditions(
  object: ObjectSchema,
  additions: readonly ReadonlyMap<string, FieldSchema[]>[],
): ObjectSchema {
  const added = additions.flatMap((fields) => fields.get(object.name) ?? []);
  if (added.length === 0) return object;
  const fields = added.map((field) => [field.name, field] as const);
  return { ...object, fields: new Map([...object.fields, ...fields]) };
}

function additionsOf(fields: MerchantFields): Map<string, FieldSchema[]> {
  return new Map(
    Object.entries(fields).map(([object, own]) => [
      object,
      Object.entries(own).flatMap(([name, notation]) => readField(name, notation)),
    ]),
  );
}

/** Several currencies bring their rates; other features are named by their object, with or without fields. */
function featuresOf(fields: MerchantFields): Set<string> {
  const hasCurrencies = Object.values(fields).some((own) => 'CurrencyIsoCode' in own);
  return new Set([...Object.keys(fields), ...(hasCurrencies ? ['CurrencyType'] : [])]);
}

function read(source: SchemaSource): Objects {
  const { packageDir, namespace, localDir, prefixes, merchantFields = {} } = source;
  const qualify = (name: string): string =>
    namespace !== '' && /__[cer]$/.test(name) ? `${namespace}__${name}` : name;
  const given = new Prefixes(prefixes);
  const ofPackage = readPackageObjects(packageDir, qualify, given);
  const local =
    localDir === undefined
      ? { objects: [], additions: new Map<string, FieldSchema[]>() }
      : readPackageObjects(localDir, (name) => name, given);
  const additions = [ofPackage.additions, local.additions, additionsOf(merchantFields)];
  const own = [...ofPackage.objects, ...local.objects];
  const standard = readStandardObjects(featuresOf(merchantFields));
  const all = [...standard, ...own].map((object) => withAdditions(object, additions));
  const known = new Set(all.map(({ name }) => name));
  const unknown = additions
    .flatMap((fields) => [...fields.keys()])
    .find((name) => !known.has(name));
  if (unknown !== undefined) throw new Error(`The standard object ${unknown} is not modelled`);
  return new Map(all.map((object) => [object.name, object]));
}

/** Read once per process, unless the folder is one that a deploy has just written. */
function load(source: SchemaSource): Objects {
  if (source.prefixes || source.merchantFields) return read(source);
  const key = [source.namespace, source.packageDir, source.localDir].join('|');
  const known = loaded.get(key) ?? read(source);
  loaded.set(key, known);
  return known;
}

function candidates(name: string, defaultNamespace: string | undefined): string[] {
  const lower = name.toLowerCase();
  if (defaultNamespace === undefined || defaultNamespace === '') return [lower];
  return /__[cer]$/.test(lower) ? [lower, `${defaultNamespace.toLowerCase()}__${lower}`] : [lower];
}

/** Reads the package's objects beside the standard ones. */
export function loadSchema(source: SchemaSource): OrgSchema {
  const objects = load(source);
  const { namespace } = source;
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
