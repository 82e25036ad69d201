import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import { OrgError, type FieldSchema } from '../ports.ts';
import type { Comparable } from '../store/comparable.ts';
import { canonicalId } from '../store/record-id.ts';
import { dateRange, type DateRange } from './date-range.ts';
import { notModelled } from './soql-error.ts';

const NUMBERS = new Set(['int', 'double', 'currency', 'percent']);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text inside the quotes; `\_` and `\%` keep their backslash for LIKE. */
export function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(.)/g, (whole, c: string) => (c === '_' || c === '%' ? whole : (ESCAPES[c] ?? c)));
}

function wrongType(field: FieldSchema): OrgError {
  const isText = !NUMBERS.has(field.type) && !['boolean', 'date', 'datetime'].includes(field.type);
  const type = isText ? 'string' : field.type === 'datetime' ? 'dateTime' : field.type;
  const quotes = isText ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  const message = `value of filter criterion for field '${field.name}' must be of type ${type} and ${quotes}`;
  return new OrgError(400, 'INVALID_FIELD', message);
}

function textLiteral(field: FieldSchema, literal: string): Comparable {
  const text = unquote(literal);
  if (text === '') return null;
  if (field.type !== 'id' && field.type !== 'reference') return text.toLowerCase();
  const id = canonicalId(text);
  if (id !== null) return id;
  throw new OrgError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`);
}

/**
 * One literal of a condition on the field: a value to compare with, or the range of a date literal.
 * @throws OrgError when the literal's type does not fit the field.
 */
export function readLiteral(
  field: FieldSchema,
  literal: string,
  type: LiteralType | undefined,
  now: Date,
): Comparable | DateRange {
  const isDate = field.type === 'date' || field.type === 'datetime';
  switch (type) {
    case 'NULL':
      return null;
    case 'STRING':
      if (NUMBERS.has(field.type) || isDate || field.type === 'boolean') throw wrongType(field);
      return textLiteral(field, literal);
    case 'INTEGER':
    case 'DECIMAL':
      if (!NUMBERS.has(field.type)) throw wrongType(field);
      return Number(literal);
    case 'BOOLEAN':
      if (field.type !== 'boolean') throw wrongType(field);
      return literal.toUpperCase() === 'TRUE';
    case 'DATE':
      if (field.type !== 'date') throw wrongType(field);
      return Date.parse(literal);
    case 'DATETIME':
      if (field.type !== 'datetime') throw wrongType(field);
      // In a URL the plus sign of a time zone may have arrived as a space.
      return Date.parse(literal.replace(' ', '+'));
    case 'DATE_LITERAL':
    case 'DATE_N_LITERAL':
      if (!isDate) throw wrongType(field);
      return dateRange(literal, now);
    default:
      throw notModelled(`the literal ${literal}`);
  }
}
