import type { XmlNode } from '../automation/xml-node.ts';
import type { FieldSchema, FieldType } from '../ports.ts';
import { fieldOf } from './field.ts';

/** Completes a package name with the namespace; standard names stay as they are. */
export type Qualify = (name: string) => string;

const TYPES: Readonly<Record<string, FieldType>> = {
  AutoNumber: 'autonumber',
  Checkbox: 'boolean',
  Currency: 'currency',
  Date: 'date',
  DateTime: 'datetime',
  Email: 'email',
  LongTextArea: 'textarea',
  Lookup: 'reference',
  MasterDetail: 'reference',
  MultiselectPicklist: 'multipicklist',
  Number: 'double',
  Percent: 'percent',
  Phone: 'phone',
  Picklist: 'picklist',
  Text: 'string',
  TextArea: 'textarea',
  Url: 'url',
};

function picklistOf(node: XmlNode): Partial<FieldSchema> {
  const set = node.child('valueSet');
  const values = set?.child('valueSetDefinition')?.children('value') ?? [];
  const picklist = values.map((value) => ({
    value: value.need('fullName'),
    label: value.need('label'),
    isDefault: value.text('default') === 'true',
  }));
  return {
    picklist,
    length: 255,
    restrictedPicklist: set?.text('restricted') === 'true',
    defaultValue: picklist.find(({ isDefault }) => isDefault)?.value ?? null,
  };
}

function referenceOf(node: XmlNode, name: string, qualify: Qualify): Partial<FieldSchema> {
  const children = node.text('relationshipName');
  const isMasterDetail = node.text('type') === 'MasterDetail';
  return {
    length: 18,
    referenceTo: [qualify(node.need('referenceTo'))],
    relationshipName: name.replace(/__c$/, '__r'),
    childRelationshipName: children === null ? null : qualify(`${children}__r`),
    masterDetail: isMasterDetail,
    updateable: !isMasterDetail || node.text('reparentableMasterDetail') === 'true',
    ...(isMasterDetail ? { required: true } : {}),
  };
}

function typeFacts(
  node: XmlNode,
  name: string,
  type: FieldType,
  qualify: Qualify,
): Partial<FieldSchema> {
  const number = (tag: string): number => Number(node.text(tag) ?? 0);
  switch (type) {
    case 'picklist':
    case 'multipicklist':
      return picklistOf(node);
    case 'reference':
      return referenceOf(node, name, qualify);
    case 'boolean':
      return { defaultValue: node.text('defaultValue') === 'true' };
    case 'double':
    case 'currency':
    case 'percent':
      return { precision: number('precision'), scale: number('scale') };
    case 'autonumber':
      return {
        length: 30,
        displayFormat: node.need('displayFormat'),
        createable: false,
        updateable: false,
      };
    case 'email':
      return { length: 80 };
    case 'phone':
      return { length: 40 };
    case 'url':
    case 'textarea':
      return { length: number('length') || 255 };
    default:
      return { length: number('length') };
  }
}

/**
 * A `CustomField` file (Metadata API developer guide, "CustomField").
 * @throws Error for a type or a formula that the org does not model.
 */
export function readCustomField(node: XmlNode, qualify: Qualify): FieldSchema {
  const name = qualify(node.need('fullName'));
  const type = TYPES[node.need('type')];
  if (type === undefined) throw new Error(`${name}: fields of type ${node.need('type')}`);
  if (node.text('formula') !== null) throw new Error(`${name}: formulas are not modelled`);
  const isTrue = (tag: string): boolean => node.text(tag) === 'true';
  return fieldOf({
    name,
    type,
    label: node.need('label'),
    custom: true,
    required: isTrue('required'),
    unique: isTrue('unique'),
    externalId: isTrue('externalId'),
    caseSensitive: isTrue('caseSensitive'),
    ...typeFacts(node, name, type, qualify),
  });
}

/** The `nameField` of a custom object: a text, or a number that the org counts up. */
export function readNameField(node: XmlNode): FieldSchema {
  const facts = { name: 'Name', label: node.need('label') } as const;
  if (node.text('type') !== 'AutoNumber')
    return fieldOf({ ...facts, type: 'string', length: 80, required: false });
  return fieldOf({
    ...facts,
    type: 'autonumber',
    length: 80,
    displayFormat: node.need('displayFormat'),
    createable: false,
    updateable: false,
  });
}
