import { asText } from '../as-text.ts';
import type { FieldSchema } from '../ports.ts';

export type Comparable = string | number | boolean | null;

/** A stored value in a form that compares: text without case, times as numbers. */
export function comparable(field: FieldSchema, value: unknown): Comparable {
  if (value === null || value === undefined || value === '')
    return field.type === 'boolean' ? false : null;
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  const text = asText(value);
  if (field.type === 'date' || field.type === 'datetime') return Date.parse(text);
  return field.type === 'id' || field.type === 'reference' ? text : text.toLowerCase();
}

/** SQLite has no booleans. */
export function sqlValue(value: Comparable): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value;
}
