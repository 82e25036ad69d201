import {
  OrgError,
  type FieldSchema,
  type FieldType,
  type ObjectSchema,
  type Row,
} from '../ports.ts';
import { MASTER_RECORD_TYPE, recordTypesOf } from '../record-types.ts';
import { readableField, readableObject, type Reader } from './reader.ts';

/** Data types as UI API and GraphQL name them. */
export const DATA_TYPES: Record<FieldType, string> = {
  id: 'Reference',
  string: 'String',
  textarea: 'TextArea',
  boolean: 'Boolean',
  int: 'Int',
  double: 'Double',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'DateTime',
  picklist: 'Picklist',
  multipicklist: 'MultiPicklist',
  reference: 'Reference',
  email: 'Email',
  phone: 'Phone',
  url: 'Url',
  address: 'Address',
  autonumber: 'String',
};

function fieldInfo({ core, session }: Reader, object: ObjectSchema, field: FieldSchema): Row {
  const isEditable = core.canEdit(session, object, field);
  const nameFieldsOf = (target: string): string[] =>
    [core.findObject(target)?.nameField ?? ''].filter((name) => name !== '');
  return {
    apiName: field.name,
    calculated: false,
    compound: false,
    compoundComponentName: null,
    compoundFieldName: null,
    controllerName: null,
    controllingFields: [],
    createable: field.createable && isEditable,
    custom: field.custom,
    dataType: DATA_TYPES[field.type],
    filterable: field.length < 256 || field.type !== 'textarea',
    htmlFormatted: false,
    inlineHelpText: null,
    label: field.label,
    length: field.length,
    nameField: field.name === object.nameField,
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.precision,
    reference: field.type === 'reference',
    referenceToInfos: field.referenceTo.map((apiName) => ({
      apiName,
      nameFields: nameFieldsOf(apiName),
    })),
    relationshipName: field.relationshipName,
    required: field.required,
    scale: field.scale,
    sortable: true,
    unique: field.unique,
    updateable: field.updateable && isEditable,
  };
}

function childRelationshipsOf({ core, session }: Reader, object: ObjectSchema): Row[] {
  return [...core.schema.values()].flatMap((child) =>
    [...child.fields.values()]
      .filter(
        (field) => field.referenceTo.includes(object.name) && field.childRelationshipName !== null,
      )
      .filter((field) => core.canRead(session, child, field))
      .map((field) => ({
        childObjectApiName: child.name,
        fieldName: field.name,
        junctionIdListNames: [],
        junctionReferenceTo: [],
        relationshipName: field.childRelationshipName,
      })),
  );
}

function needObject(reader: Reader, name: string): ObjectSchema {
  const object = readableObject(reader, name);
  if (object) return object;
  throw new OrgError(
    403,
    'INSUFFICIENT_ACCESS',
    `You don't have access to the object ${name}, or it does not exist.`,
  );
}

/** GET ui-api/object-info/{object}: only what the user may see, with what the user may do. */
export function objectInfo(reader: Reader, name: string): Row {
  const object = needObject(reader, name);
  const { core, session } = reader;
  const fields = [...object.fields.values()].filter((field) =>
    core.canRead(session, object, field),
  );
  const recordTypes = recordTypesOf(core, session, object).map(
    ({ available, defaultRecordTypeMapping, master, name: label, recordTypeId }) =>
      [
        recordTypeId,
        { available, defaultRecordTypeMapping, master, name: label, recordTypeId },
      ] as const,
  );
  return {
    apiName: object.name,
    childRelationships: childRelationshipsOf(reader, object),
    createable: core.canCreate(session, object),
    custom: object.custom,
    defaultRecordTypeId: MASTER_RECORD_TYPE,
    deletable: core.canDelete(session, object),
    dependentFields: {},
    eTag: `${object.name}-${fields.length}`,
    feedEnabled: false,
    fields: Object.fromEntries(
      fields.map((field) => [field.name, fieldInfo(reader, object, field)]),
    ),
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: true,
    mruEnabled: true,
    nameFields: object.nameField === null ? [] : [object.nameField],
    queryable: true,
    recordTypeInfos: Object.fromEntries(recordTypes),
    searchable: true,
    updateable: core.canEdit(session, object),
  };
}

function picklistOf(field: FieldSchema): Row {
  const values = field.picklist.map(({ value, label }) => ({
    attributes: null,
    label,
    validFor: [],
    value,
  }));
  const chosen = field.picklist.find(({ isDefault }) => isDefault)?.value;
  return {
    controllerValues: {},
    defaultValue: values.find(({ value }) => value === chosen) ?? null,
    eTag: `${field.name}-${values.length}`,
    values,
  };
}

/** GET ui-api/object-info/{object}/picklist-values/{recordTypeId}[/{field}]. */
export function picklistValues(
  reader: Reader,
  objectName: string,
  recordTypeId: string,
  name: string | null,
): Row {
  const object = needObject(reader, objectName);
  if (recordTypeId !== MASTER_RECORD_TYPE) {
    throw new OrgError(400, 'INVALID_RECORD_TYPE', `Record type ${recordTypeId} does not exist`);
  }
  const isPicklist = ({ type }: FieldSchema): boolean =>
    type === 'picklist' || type === 'multipicklist';
  if (name !== null) {
    const field = readableField(reader, object, name);
    if (field && isPicklist(field)) return picklistOf(field);
    throw new OrgError(400, 'INVALID_FIELD', `Field ${name} of ${object.name} is not a picklist`);
  }
  const fields = [...object.fields.values()]
    .filter(isPicklist)
    .filter((field) => reader.core.canRead(reader.session, object, field));
  return { picklistFieldValues: Object.fromEntries(fields.map((f) => [f.name, picklistOf(f)])) };
}
