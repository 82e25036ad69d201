import type { Actor, Kernel } from '../kernel.ts';
import { OrgError, type FieldSchema, type ObjectSchema, type Row } from '../ports.ts';
import { convertValue } from './convert-value.ts';

function noSuchColumn(object: ObjectSchema, name: string): OrgError {
  const message = `No such column '${name}' on sobject of type ${object.name}`;
  return new OrgError(400, 'INVALID_FIELD', message);
}

/** The lookup behind `Order__r: { Key__c: … }`. */
function relationshipField(object: ObjectSchema, name: string, actor: Actor): FieldSchema | null {
  const ns = actor.defaultNamespace;
  const wanted = [name, `${ns}__${name}`].map((n) => n.toLowerCase());
  const fields = [...object.fields.values()];
  return fields.find((f) => wanted.includes(f.relationshipName?.toLowerCase() ?? '')) ?? null;
}

/** Finds the parent that is named by its external id instead of its id. */
function resolveReference(
  kernel: Kernel,
  actor: Actor,
  field: FieldSchema,
  value: Row | null,
): string | null {
  if (value === null) return null;
  const entries = Object.entries(value).filter(([name]) => name !== 'attributes');
  const [keyName = '', key] = entries[0] ?? [];
  const parents = field.referenceTo.map((name) => kernel.schema.findObject(name));
  for (const parent of parents) {
    const keyField = parent && kernel.schema.findField(parent, keyName, actor.defaultNamespace);
    if (!parent || !keyField) continue;
    if (!keyField.externalId && keyField.name !== 'Id') break;
    const text = String(key);
    const found =
      keyField.name === 'Id'
        ? [kernel.store.find(text)].filter((row) => row !== null)
        : kernel.store.byKey(parent, keyField, text);
    if (entries.length === 1 && found.length === 1) return String(found[0]?.['Id']);
    const message = `Foreign key external ID: ${text.toLowerCase()} not found for field ${keyField.name} in entity ${parent.name}`;
    throw new OrgError(400, 'INVALID_FIELD', message);
  }
  const message = `The relationship ${field.relationshipName ?? ''} needs exactly one external id`;
  throw new OrgError(400, 'INVALID_FIELD', message);
}

function checkWritable(
  kernel: Kernel,
  actor: Actor,
  object: ObjectSchema,
  field: FieldSchema,
  isCreate: boolean,
): void {
  const isWritable = isCreate ? field.createable : field.updateable;
  const isAllowed = actor.system || kernel.access.mayEditField(actor.user, object, field);
  if (isWritable && isAllowed) return;
  const message = `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
  throw new OrgError(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, [field.name]);
}

/**
 * The given values by field name, converted, with references by external id resolved.
 * @throws OrgError for names the user cannot see, fields that cannot be written and values that do not fit.
 */
export function readValues(
  kernel: Kernel,
  actor: Actor,
  object: ObjectSchema,
  values: Row,
  isCreate: boolean,
): Row {
  const row: Row = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === 'attributes') continue;
    const direct = kernel.schema.findField(object, name, actor.defaultNamespace);
    const field = direct ?? relationshipField(object, name, actor);
    const isVisible =
      field && (actor.system || kernel.access.mayReadField(actor.user, object, field));
    if (!field || !isVisible) throw noSuchColumn(object, name);
    if (field.name === 'Id') {
      if (!isCreate) continue;
      const message = 'cannot specify Id in an insert call';
      throw new OrgError(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, ['Id']);
    }
    checkWritable(kernel, actor, object, field, isCreate);
    const isNested = !direct && typeof value === 'object';
    if (!direct && !isNested) throw noSuchColumn(object, name);
    row[field.name] = isNested
      ? resolveReference(kernel, actor, field, value as Row | null)
      : convertValue(field, value);
  }
  return row;
}
