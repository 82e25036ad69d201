import type { FieldSchema } from '../ports.ts';
import { validationFault } from './graphql-fault.ts';

const NUMBERS = new Set(['int', 'double', 'currency', 'percent']);
const DATE_LITERAL = /^[A-Z][A-Z0-9_]*$/;
const RANGE = /^(last|next)_n_(days|weeks|months|quarters|years)$/;

export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

function wrongType(field: FieldSchema, value: unknown): Error {
  const shown = JSON.stringify(value);
  return validationFault('WrongType', [field.name], `argument value ${shown} is no ${field.type}`);
}

/** `{ value: "2026-11-24" }`, `{ literal: TODAY }` or `{ range: { last_n_days: 7 } }`. */
function dateLiteral(field: FieldSchema, input: unknown): string {
  const { value, literal, range } = (
    typeof input === 'object' && input !== null ? input : {}
  ) as Record<string, unknown>;
  if (typeof literal === 'string' && DATE_LITERAL.test(literal)) return literal;
  if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
    const time = new Date(value).toISOString();
    return field.type === 'date' ? time.slice(0, 10) : time;
  }
  const [unit, count] = Object.entries(range ?? {})[0] ?? [];
  if (unit !== undefined && RANGE.test(unit) && Number.isInteger(count)) {
    return `${unit.toUpperCase()}:${String(count)}`;
  }
  throw wrongType(field, input);
}

/**
 * A value of a GraphQL condition as SOQL writes it.
 * @throws GraphqlFault when the value does not fit the field's type.
 */
export function soqlLiteral(field: FieldSchema, value: unknown): string {
  if (value === null) return 'null';
  if (field.type === 'date' || field.type === 'datetime') return dateLiteral(field, value);
  if (field.type === 'boolean') {
    if (typeof value === 'boolean') return String(value);
  } else if (NUMBERS.has(field.type)) {
    if (typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))) {
      return String(value);
    }
  } else if (typeof value === 'string') {
    return quote(value);
  }
  throw wrongType(field, value);
}
