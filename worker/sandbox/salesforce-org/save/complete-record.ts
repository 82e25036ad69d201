import { timestamp, type Actor, type Kernel } from '../kernel.ts';
import type { FieldSchema, ObjectSchema, Row } from '../ports.ts';

/** `REQ-{00000000}` with the next number. */
function autoNumber(kernel: Kernel, object: ObjectSchema, field: FieldSchema): string {
  const number = kernel.store.next(`auto:${object.name}.${field.name}`);
  const format = field.displayFormat ?? '{0}';
  return format.replace(/\{(0+)\}/, (_, zeros: string) =>
    String(number).padStart(zeros.length, '0'),
  );
}

/** The row of a new record: defaults, numbers, owner, and who made it when. */
export function newRow(kernel: Kernel, actor: Actor, object: ObjectSchema, values: Row): Row {
  const row: Row = { Id: kernel.store.newId(object), IsDeleted: false };
  for (const field of object.fields.values()) {
    if (field.type === 'autonumber') row[field.name] = autoNumber(kernel, object, field);
    else if (field.defaultValue !== null) row[field.name] = field.defaultValue;
  }
  if (object.fields.has('OwnerId')) row['OwnerId'] = actor.user.id;
  Object.assign(row, values);
  // A text name left empty gets the id, as Salesforce does for custom objects.
  if (object.custom && object.nameField !== null && (row[object.nameField] ?? null) === null)
    row[object.nameField] = row['Id'];
  const now = timestamp(kernel.now());
  return {
    ...row,
    CreatedDate: now,
    CreatedById: actor.user.id,
    LastModifiedDate: now,
    LastModifiedById: actor.user.id,
    SystemModstamp: now,
  };
}

export function changedRow(kernel: Kernel, actor: Actor, before: Row, values: Row): Row {
  const now = timestamp(kernel.now());
  return {
    ...before,
    ...values,
    LastModifiedDate: now,
    LastModifiedById: actor.user.id,
    SystemModstamp: now,
  };
}
