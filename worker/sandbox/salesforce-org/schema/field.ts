import type { FieldSchema } from '../ports.ts';

type FieldFacts = Pick<FieldSchema, 'name' | 'type'> & Partial<FieldSchema>;

/** A field with everything that is not said at its plainest: optional, writable, not custom. */
export function fieldOf(facts: FieldFacts): FieldSchema {
  return {
    label: labelOf(facts.name),
    custom: false,
    length: 0,
    precision: 0,
    scale: 0,
    required: false,
    createable: true,
    updateable: true,
    unique: false,
    externalId: false,
    caseSensitive: false,
    defaultValue: facts.type === 'boolean' ? false : null,
    picklist: [],
    restrictedPicklist: false,
    referenceTo: [],
    relationshipName: null,
    childRelationshipName: null,
    masterDetail: false,
    displayFormat: null,
    ...facts,
  };
}

/** `ShipToContactId` is labelled "Ship To Contact ID", as in a standard org. */
function labelOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replace(/ Id$/, ' ID')
    .replace(/2( ID)?$/, '$1')
    .trim();
}

const readOnly = { createable: false, updateable: false } as const;
const user = { ...readOnly, type: 'reference', referenceTo: ['User'], length: 18 } as const;

/** Fields that every table has. */
export function systemFields(): FieldSchema[] {
  return [
    fieldOf({ name: 'Id', label: 'Record ID', type: 'id', length: 18, ...readOnly }),
    fieldOf({ name: 'IsDeleted', label: 'Deleted', type: 'boolean', ...readOnly }),
    fieldOf({ name: 'CreatedDate', type: 'datetime', ...readOnly }),
    fieldOf({ name: 'CreatedById', ...user, relationshipName: 'CreatedBy' }),
    fieldOf({ name: 'LastModifiedDate', type: 'datetime', ...readOnly }),
    fieldOf({ name: 'LastModifiedById', ...user, relationshipName: 'LastModifiedBy' }),
    fieldOf({ name: 'SystemModstamp', type: 'datetime', ...readOnly }),
  ];
}

export function ownerField(): FieldSchema {
  return fieldOf({
    name: 'OwnerId',
    type: 'reference',
    referenceTo: ['User'],
    relationshipName: 'Owner',
    length: 18,
  });
}
