import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface FieldType {
  readonly type: string;
  readonly many: boolean;
  readonly optional: boolean;
}

/** What the Metadata API accepts: the fields of every type and the values of every enumeration. */
export interface MetadataTypes {
  /** Own and inherited fields; null when there is no such type. */
  fieldsOf(type: string): ReadonlyMap<string, FieldType> | null;
  /** Values of an enumeration; null when the type is none. */
  valuesOf(type: string): readonly string[] | null;
}

interface Declaration {
  readonly parent: string | null;
  readonly fields: ReadonlyMap<string, FieldType>;
}

const OBJECT = /^export type (\w+) = (?:(\w+) & )?\{\n([^}]*)\};$/gm;
const ENUMERATION = /^export type (\w+) = ('[^;]*');$/gm;
const ALIAS = /^export type (\w+) = (\w+);$/gm;
const FIELD = /^\s*(\w+)(\?)?: ([\w.]+)(\[\])?;$/gm;

function fieldsIn(body: string): Map<string, FieldType> {
  return new Map(
    [...body.matchAll(FIELD)].map(([, name = '', optional, type = '', many]) => [
      name,
      { type, many: many !== undefined, optional: optional !== undefined || many !== undefined },
    ]),
  );
}

/** Reads TypeScript declarations in the form of `@salesforce/types`, which is generated from the Metadata WSDL. */
function parseTypes(source: string): MetadataTypes {
  const declarations = new Map<string, Declaration>(
    [...source.matchAll(OBJECT)].map(([, name = '', parent, body = '']) => [
      name,
      { parent: parent ?? null, fields: fieldsIn(body) },
    ]),
  );
  const enumerations = new Map<string, string[]>(
    [...source.matchAll(ENUMERATION)].map(([, name = '', values = '']) => [
      name,
      [...values.matchAll(/'([^']*)'/g)].map(([, value = '']) => value),
    ]),
  );
  const aliases = new Map(
    [...source.matchAll(ALIAS)].map(([, name = '', target = '']) => [name, target]),
  );
  const fieldsOf = (type: string): ReadonlyMap<string, FieldType> | null => {
    const declaration = declarations.get(aliases.get(type) ?? type);
    if (!declaration) return null;
    const inherited = declaration.parent ? fieldsOf(declaration.parent) : null;
    return new Map([...(inherited ?? []), ...declaration.fields]);
  };
  return { fieldsOf, valuesOf: (type) => enumerations.get(type) ?? null };
}

/** The types of the Metadata API as published with `@salesforce/types`. */
export function metadataTypes(): MetadataTypes {
  const entry = createRequire(import.meta.url).resolve('@salesforce/types/metadata');
  return parseTypes(readFileSync(entry.replace(/\.js$/, '.d.ts'), 'utf8'));
}
