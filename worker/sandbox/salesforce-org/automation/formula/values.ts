import type { FieldSchema } from '../../ports.ts';

export type ValueType = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'blank';

/** A value with the type that decides how it compares and prints; times are ISO strings. */
export interface Value {
  readonly type: ValueType;
  readonly value: string | number | boolean | null;
}

export const BLANK: Value = { type: 'blank', value: null };
export const text = (value: string): Value => ({ type: 'text', value });
export const number = (value: number): Value => ({ type: 'number', value });
export const boolean = (value: boolean): Value => ({ type: 'boolean', value });

const TYPES: Partial<Record<FieldSchema['type'], ValueType>> = {
  boolean: 'boolean',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
};

function typeOfField(field: FieldSchema): ValueType {
  return TYPES[field.type] ?? 'text';
}

/** The stored value of a field; an empty checkbox is false, as everywhere in Salesforce. */
export function valueOfField(field: FieldSchema, stored: unknown): Value {
  const type = typeOfField(field);
  if (type === 'boolean') return boolean(stored === true);
  if (stored === null || stored === undefined || stored === '') return { type, value: null };
  if (typeof stored === 'string' || typeof stored === 'number') return { type, value: stored };
  throw new Error(`Field ${field.name} holds a value that formulas do not know`);
}

export function isBlank({ value }: Value): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

export function isTrue({ type, value }: Value): boolean {
  if (type !== 'boolean' && type !== 'blank') throw new Error(`A ${type} is used as a condition`);
  return value === true;
}

/** As the TEXT function and text concatenation print it. */
export function print({ type, value }: Value): string {
  if (value === null) return '';
  if (type === 'boolean') throw new Error('TEXT does not take a checkbox');
  if (type !== 'datetime') return String(value);
  return new Date(String(value))
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
}

const isTime = (type: ValueType): boolean => type === 'date' || type === 'datetime';

/**
 * Negative, zero or positive; null when one side is blank and the other is not.
 * @throws Error when the types cannot be compared.
 */
export function compare(left: Value, right: Value): number | null {
  if (isBlank(left) || isBlank(right)) return isBlank(left) && isBlank(right) ? 0 : null;
  const areTimes = isTime(left.type) && isTime(right.type);
  if (left.type !== right.type && !areTimes) {
    throw new Error(`A ${left.type} is compared with a ${right.type}`);
  }
  const key = ({ value }: Value): string | number =>
    areTimes
      ? Date.parse(String(value))
      : typeof value === 'boolean'
        ? Number(value)
        : (value ?? '');
  const [a, b] = [key(left), key(right)];
  return a === b ? 0 : a < b ? -1 : 1;
}
