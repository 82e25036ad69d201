import type { FieldSchema, Row } from '../ports.ts';
import { displayValue, plainValue } from '../ui-api/display-value.ts';
import { DATA_TYPES } from '../ui-api/object-info.ts';
import { fieldUndefined } from './graphql-fault.ts';
import type { Selected } from './selection.ts';

/**
 * What is selected of a field: `{ value displayValue label }`; also wrong when there is no record to show it.
 * @throws GraphqlFault FieldUndefined.
 */
export function checkValueSelection(
  field: FieldSchema,
  selection: readonly Selected[],
  path: readonly string[],
): void {
  const hasLabel = field.type === 'picklist' || field.type === 'multipicklist';
  const known = ['value', 'displayValue', '__typename', ...(hasLabel ? ['label'] : [])];
  const unknown = selection.find(({ name }) => !known.includes(name));
  if (unknown) throw fieldUndefined(typeNameOf(field), unknown.name, path);
}

function typeNameOf(field: FieldSchema): string {
  return `${DATA_TYPES[field.type]}Value`;
}

/** The value of one field, as far as a checked selection asks for it. */
export function fieldValue(
  field: FieldSchema,
  stored: unknown,
  selection: readonly Selected[],
): Row {
  const value = plainValue(field, stored);
  const entries = selection.map(({ name, alias }): [string, unknown] => {
    const key = alias ?? name;
    if (name === 'value') return [key, value];
    return [key, name === '__typename' ? typeNameOf(field) : displayValue(field, value)];
  });
  return Object.fromEntries(entries);
}
