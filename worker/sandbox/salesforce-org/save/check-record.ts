import type { Kernel } from '../kernel.ts';
import { OrgError, type FieldSchema, type ObjectSchema, type Row } from '../ports.ts';

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

function checkRequired(object: ObjectSchema, row: Row): void {
  const missing = [...object.fields.values()]
    .filter((field) => field.required && isEmpty(row[field.name]))
    .map(({ name }) => name);
  if (missing.length === 0) return;
  const message = `Required fields are missing: [${missing.join(', ')}]`;
  throw new OrgError(400, 'REQUIRED_FIELD_MISSING', message, missing);
}

function checkUnique(kernel: Kernel, object: ObjectSchema, row: Row, field: FieldSchema): void {
  const others = kernel.store.byKey(object, field, row[field.name]);
  const other = others.find(({ Id }) => Id !== row['Id']);
  if (!other) return;
  const message = `duplicate value found: ${field.name} duplicates value on record with id: ${String(other['Id']).slice(0, 15)}`;
  throw new OrgError(400, 'DUPLICATE_VALUE', message, []);
}

/** A record type belongs to one object. */
function checkRecordType(kernel: Kernel, owner: ObjectSchema, id: string): void {
  const type = kernel.store.find(id);
  if (type?.['SobjectType'] === owner.name && type['IsActive'] === true) return;
  const message = `Record Type ID: this ID value isn't valid for the user: ${id}`;
  throw new OrgError(400, 'INVALID_CROSS_REFERENCE_KEY', message, ['RecordTypeId']);
}

function checkReference(kernel: Kernel, field: FieldSchema, id: string): void {
  const object = kernel.schema.objectOfId(id);
  if (!object || !field.referenceTo.includes(object.name)) {
    const message = `${field.label}: id value of incorrect type: ${id}`;
    throw new OrgError(400, 'FIELD_INTEGRITY_EXCEPTION', message, [field.name]);
  }
  if (kernel.store.find(id)) return;
  if (kernel.store.isDeleted(id))
    throw new OrgError(400, 'ENTITY_IS_DELETED', 'entity is deleted', [field.name]);
  const message = 'invalid cross reference id';
  throw new OrgError(400, 'INVALID_CROSS_REFERENCE_KEY', message, [field.name]);
}

/** What must hold for the whole row; only values that change are looked at again. */
export function checkRecord(
  kernel: Kernel,
  object: ObjectSchema,
  before: Row | null,
  after: Row,
): void {
  checkRequired(object, after);
  for (const field of object.fields.values()) {
    const value = after[field.name];
    if (isEmpty(value) || value === before?.[field.name]) continue;
    if (field.unique) checkUnique(kernel, object, after, field);
    if (field.type === 'reference') checkReference(kernel, field, String(value));
    if (field.name === 'RecordTypeId') checkRecordType(kernel, object, String(value));
  }
}
