import { readFileSync } from 'node:fs';
import type { FieldSchema, FieldType, ObjectSchema } from '../ports.ts';
import { fieldOf, ownerField, systemFields } from './field.ts';

/** How standard-objects.json describes an object; fields are written as `type(argument) flag flag`. */
interface StandardObject {
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly nameField: string | null;
  readonly owned?: boolean;
  /** Only in orgs where a feature is switched on. */
  readonly optional?: boolean;
  readonly fields: Readonly<Record<string, string>>;
}

const ACCURACIES = ['Address', 'NearAddress', 'Block', 'Street', 'Zip', 'City', 'State', 'Unknown'];
const NOTATION = /^(?<type>\w+)(?:\((?<argument>.*)\))?(?<flags>(?: \S+)*)$/;

const picklistOf = (values: readonly string[], chosen: string | null): FieldSchema['picklist'] =>
  values.map((value) => ({ value, label: value, isDefault: value === chosen }));

/** A compound address stands for its parts, which hold the values; the compound itself is computed. */
function addressFields(name: string): FieldSchema[] {
  const prefix = name.slice(0, -'Address'.length);
  const part = (suffix: string, facts: Partial<FieldSchema> & { type: FieldType }): FieldSchema =>
    fieldOf({ name: `${prefix}${suffix}`, ...facts });
  return [
    part('Street', { type: 'textarea', length: 255 }),
    part('City', { type: 'string', length: 40 }),
    part('State', { type: 'string', length: 80 }),
    part('PostalCode', { type: 'string', length: 20 }),
    part('Country', { type: 'string', length: 80 }),
    part('Latitude', { type: 'double', precision: 18, scale: 15 }),
    part('Longitude', { type: 'double', precision: 18, scale: 15 }),
    part('GeocodeAccuracy', {
      type: 'picklist',
      length: 40,
      restrictedPicklist: true,
      picklist: picklistOf(ACCURACIES, null),
    }),
    fieldOf({ name, type: 'address', createable: false, updateable: false }),
  ];
}

function typeFacts(type: FieldType, name: string, argument: string): Partial<FieldSchema> {
  switch (type) {
    case 'reference': {
      const [parent = '', children = null] = argument.split('.');
      return {
        length: 18,
        referenceTo: [parent],
        relationshipName: name.replace(/Id$/, ''),
        childRelationshipName: children,
      };
    }
    case 'picklist':
      return { length: 255 };
    case 'autonumber':
      return { length: 30, displayFormat: argument, createable: false, updateable: false };
    default: {
      const [size = 0, scale] = argument === '' ? [] : argument.split(',').map(Number);
      return scale === undefined ? { length: size } : { precision: size, scale };
    }
  }
}

/** A field in the notation of standard-objects.json; an address gives its parts too. */
export function readField(name: string, notation: string): FieldSchema[] {
  const parts = NOTATION.exec(notation)?.groups;
  if (!parts) throw new Error(`standard-objects.json describes ${name} as "${notation}"`);
  if (parts['type'] === 'address') return addressFields(name);
  const type = parts['type'] as FieldType;
  const argument = parts['argument'] ?? '';
  const flags = (parts['flags'] ?? '').split(' ').filter((flag) => flag !== '');
  const chosen = flags.find((flag) => flag.startsWith('default='))?.slice('default='.length);
  const values = type === 'picklist' && argument !== '' ? argument.split('|') : [];
  const isReadOnly = flags.includes('readOnly');
  return [
    fieldOf({
      name,
      type,
      ...(isReadOnly ? { createable: false, updateable: false } : {}),
      ...(flags.includes('createOnly') ? { updateable: false } : {}),
      ...(chosen === undefined ? {} : { defaultValue: chosen }),
      required: flags.includes('required'),
      restrictedPicklist: flags.includes('restricted'),
      masterDetail: flags.includes('masterDetail'),
      picklist: picklistOf(values, chosen ?? null),
      ...typeFacts(type, name, argument),
    }),
  ];
}

/**
 * The standard objects, from Salesforce's object reference, without industry fields.
 * @param features objects that only an org with a certain feature has: those of this org.
 */
export function readStandardObjects(features: ReadonlySet<string> = new Set()): ObjectSchema[] {
  const file = new URL('standard-objects.json', import.meta.url);
  const described = JSON.parse(readFileSync(file, 'utf8')) as Record<string, StandardObject>;
  const present = Object.entries(described).filter(
    ([name, { optional }]) => optional !== true || features.has(name),
  );
  return present.map(([name, object]) => {
    const own = Object.entries(object.fields).flatMap(([field, text]) => readField(field, text));
    const fields = [...systemFields(), ...(object.owned === true ? [ownerField()] : []), ...own];
    const { label, labelPlural, keyPrefix, nameField } = object;
    return {
      name,
      label,
      labelPlural,
      keyPrefix,
      nameField,
      custom: false,
      kind: 'sobject',
      fields: new Map(fields.map((field) => [field.name, field])),
    };
  });
}
