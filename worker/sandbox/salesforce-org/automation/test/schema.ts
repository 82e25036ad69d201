import type { FieldSchema, ObjectSchema } from '../../ports.ts';

/** A field for tests; `parent` makes it a lookup and `children` names the way back down. */
export type FieldSpec = readonly [
  name: string,
  type: FieldSchema['type'],
  parent?: string,
  children?: string,
];

function fieldOf([name, type, parent, children]: FieldSpec): FieldSchema {
  const relationship = name.replace(/Id$/, '').replace(/__c$/, '__r');
  return {
    name,
    type,
    label: name.replace(/^ns__/, '').replace(/__c$/, ''),
    custom: name.endsWith('__c'),
    length: 255,
    precision: 18,
    scale: 2,
    required: false,
    createable: true,
    updateable: true,
    unique: false,
    externalId: false,
    caseSensitive: false,
    defaultValue: null,
    picklist: type === 'picklist' ? PICKLIST : [],
    restrictedPicklist: false,
    referenceTo: parent === undefined ? [] : [parent],
    relationshipName: parent === undefined ? null : relationship,
    childRelationshipName: children ?? null,
    masterDetail: false,
    displayFormat: null,
  };
}

const PICKLIST = [
  { value: 'SyncNow', label: 'Sync Now', isDefault: false },
  { value: 'Open', label: 'Open', isDefault: true },
];

/** An object schema for tests; every object has an Id. */
export function objectOf(
  name: string,
  kind: ObjectSchema['kind'],
  specs: readonly FieldSpec[],
  keyPrefix = 'a00',
): ObjectSchema {
  const all: readonly FieldSpec[] = [['Id', 'id'], ...specs];
  const nameField = specs.some(([field]) => field === 'Name') ? 'Name' : null;
  return {
    name,
    label: name,
    labelPlural: name,
    keyPrefix,
    custom: name.includes('__'),
    kind,
    fields: new Map(all.map((spec) => [spec[0], fieldOf(spec)])),
    nameField,
  };
}
