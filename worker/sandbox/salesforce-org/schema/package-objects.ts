import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseXml } from '../automation/xml-node.ts';
import type { FieldSchema, ObjectSchema } from '../ports.ts';
import { readCustomField, readNameField, type Qualify } from './custom-field.ts';
import { fieldOf, ownerField, systemFields } from './field.ts';

export interface PackageObjects {
  readonly objects: ObjectSchema[];
  /** Fields that the package adds to standard objects, by object. */
  readonly additions: ReadonlyMap<string, FieldSchema[]>;
}

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

function readFields(folder: string, qualify: Qualify): FieldSchema[] {
  const fields = path.join(folder, 'fields');
  if (!existsSync(fields)) return [];
  return readdirSync(fields)
    .filter((file) => file.endsWith('.field-meta.xml'))
    .sort()
    .map((file) => {
      const xml = readFileSync(path.join(fields, file), 'utf8');
      return readCustomField(parseXml(xml, 'CustomField'), qualify);
    });
}

function eventFields(): FieldSchema[] {
  const readOnly = { createable: false, updateable: false } as const;
  return [
    fieldOf({ name: 'ReplayId', type: 'string', length: 1000, ...readOnly }),
    fieldOf({ name: 'EventUuid', type: 'string', length: 36, ...readOnly }),
    ...systemFields().filter(({ name }) => ['CreatedDate', 'CreatedById'].includes(name)),
  ];
}

/** A hierarchy custom setting has one row per org, profile or user: its SetupOwnerId. */
function settingFields(): FieldSchema[] {
  const owner = {
    referenceTo: ['Organization', 'Profile', 'User'],
    relationshipName: 'SetupOwner',
  };
  return [
    ...systemFields(),
    fieldOf({ name: 'Name', type: 'string', length: 38 }),
    fieldOf({ name: 'SetupOwnerId', type: 'reference', length: 18, updateable: false, ...owner }),
  ];
}

/** Prefixes of record ids: an object keeps the one it has, a new one gets the next that is free. */
export class Prefixes {
  readonly #known: Map<string, string>;
  readonly #taken: Set<string>;
  #next = 0;

  constructor(known: ReadonlyMap<string, string> = new Map()) {
    this.#known = new Map(known);
    this.#taken = new Set(known.values());
  }

  of(object: string): string {
    const known = this.#known.get(object);
    if (known !== undefined) return known;
    const kind = object.endsWith('__e') ? 'e' : 'a';
    for (;;) {
      const index = this.#next;
      this.#next += 1;
      const prefix = `${kind}${ALPHABET[Math.floor(index / 36)] ?? ''}${ALPHABET[index % 36] ?? ''}`;
      if (this.#taken.has(prefix)) continue;
      this.#taken.add(prefix);
      this.#known.set(object, prefix);
      return prefix;
    }
  }
}

function readObject(
  folder: string,
  file: string,
  prefixes: Prefixes,
  qualify: Qualify,
): ObjectSchema {
  const node = parseXml(readFileSync(path.join(folder, file), 'utf8'), 'CustomObject');
  const name = path.basename(folder);
  const own = readFields(folder, qualify);
  const isEvent = name.endsWith('__e');
  const isSetting = node.text('customSettingsType') === 'Hierarchy';
  const nameNode = node.child('nameField');
  const isDetail = own.some(({ masterDetail }) => masterDetail);
  const before = isEvent
    ? eventFields()
    : isSetting
      ? settingFields()
      : [...systemFields(), ...(isDetail ? [] : [ownerField()])];
  const fields = [...before, ...(nameNode ? [readNameField(nameNode)] : []), ...own];
  const label = node.need('label');
  return {
    name: qualify(name),
    label,
    labelPlural: node.text('pluralLabel') ?? label,
    keyPrefix: prefixes.of(qualify(name)),
    custom: true,
    kind: isEvent ? 'event' : isSetting ? 'hierarchySetting' : 'sobject',
    nameField: isEvent ? null : 'Name',
    fields: new Map(fields.map((field) => [field.name, field])),
  };
}

/**
 * The objects and fields of a package in source format.
 * @throws Error naming the file's object or field when it holds something the org does not model.
 */
export function readPackageObjects(
  packageDir: string,
  qualify: Qualify,
  prefixes = new Prefixes(),
): PackageObjects {
  const root = path.join(packageDir, 'objects');
  const objects: ObjectSchema[] = [];
  const additions = new Map<string, FieldSchema[]>();
  const folders = existsSync(root) ? readdirSync(root).sort() : [];
  for (const name of folders) {
    const folder = path.join(root, name);
    const file = `${name}.object-meta.xml`;
    if (existsSync(path.join(folder, file)) && /__[ce]$/.test(name)) {
      objects.push(readObject(folder, file, prefixes, qualify));
    } else additions.set(name, readFields(folder, qualify));
  }
  return { objects, additions };
}
