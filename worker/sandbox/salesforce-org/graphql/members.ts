import type { FieldSchema, ObjectSchema } from '../ports.ts';
import {
  childRelationship,
  parentRelationship,
  readableField,
  type ChildRelationship,
  type Reader,
  type Relationship,
} from '../ui-api/reader.ts';
import { fieldUndefined, validationFault } from './graphql-fault.ts';
import type { Selected } from './selection.ts';

/** What a selected name of a record node stands for. */
export type Member = { readonly selected: Selected; readonly key: string } & (
  | { readonly kind: 'id' | 'apiName' | 'etag' | 'typename' }
  | { readonly kind: 'field'; readonly field: FieldSchema }
  | { readonly kind: 'parent'; readonly relationship: Relationship; readonly column: string }
  | { readonly kind: 'children'; readonly relationship: ChildRelationship }
);

const SCALARS = {
  Id: 'id',
  ApiName: 'apiName',
  WeakEtag: 'etag',
  __typename: 'typename',
} as const;

function scalarOf(name: string): 'id' | 'apiName' | 'etag' | 'typename' | null {
  return name in SCALARS ? SCALARS[name as keyof typeof SCALARS] : null;
}

/** GraphQL names are exact, where REST and SOQL ignore letter case. */
function isExactly(reader: Reader, name: string, canonical: string | null): boolean {
  return canonical === name || canonical === `${reader.defaultNamespace}__${name}`;
}

function lookUp(reader: Reader, object: ObjectSchema, selected: Selected): Member | null {
  const { name } = selected;
  const keyed = (canonical: string): { selected: Selected; key: string } => ({
    selected,
    key: selected.alias ?? canonical,
  });
  const scalar = scalarOf(name);
  if (scalar) return { ...keyed(name), kind: scalar };
  const field = readableField(reader, object, name);
  if (field && isExactly(reader, name, field.name))
    return { ...keyed(field.name), kind: 'field', field };
  const parent = parentRelationship(reader, object, name);
  const column = parent?.field.relationshipName ?? null;
  if (parent && column !== null && isExactly(reader, name, column)) {
    return { ...keyed(column), kind: 'parent', relationship: parent, column };
  }
  const children = childRelationship(reader, object, name);
  const childName = children?.field.childRelationshipName ?? null;
  return children && childName !== null && isExactly(reader, name, childName)
    ? { ...keyed(childName), kind: 'children', relationship: children }
    : null;
}

/**
 * The members a node's selection names; fragments on other types and unreadable optional fields are left out.
 * @throws GraphqlFault for a name the user cannot read, and for a record or value without a selection of its own.
 */
export function membersOf(
  reader: Reader,
  object: ObjectSchema,
  selection: readonly Selected[],
  path: readonly string[],
): Member[] {
  return selection.flatMap((selected) => {
    const { onType, name } = selected;
    if (onType !== null && onType !== 'Record' && !isExactly(reader, onType, object.name))
      return [];
    const member = lookUp(reader, object, selected);
    if (!member) {
      if (selected.isOptional) return [];
      throw fieldUndefined(object.name, name, path);
    }
    const isScalar = scalarOf(name) !== null;
    if (!isScalar && selected.fields.length === 0) {
      throw validationFault(
        'SubselectionRequired',
        [...path, name],
        `Subselection required for field '${name}'`,
      );
    }
    if (isScalar && selected.fields.length > 0) {
      throw validationFault(
        'SubselectionNotAllowed',
        [...path, name],
        `Subselection not allowed on field '${name}'`,
      );
    }
    return [member];
  });
}

/** The SOQL columns a selection needs; parents through their path, children through queries of their own. */
export function columnsOf(
  reader: Reader,
  object: ObjectSchema,
  selection: readonly Selected[],
  path: readonly string[],
  prefix = '',
): string[] {
  const columns = membersOf(reader, object, selection, path).flatMap((member) => {
    if (member.kind === 'field') return [prefix + member.field.name];
    if (member.kind === 'etag') return [`${prefix}SystemModstamp`];
    if (member.kind !== 'parent') return [];
    const { relationship, column, selected } = member;
    const step = `${prefix}${column}.`;
    return columnsOf(reader, relationship.parent, selected.fields, [...path, selected.name], step);
  });
  return [...new Set([`${prefix}Id`, ...columns])];
}
