import { asText } from '../as-text.ts';
import { timestamp } from '../kernel.ts';
import { OrgError, type FieldSchema } from '../ports.ts';
import { canonicalId } from '../store/record-id.ts';

type Refusal = (errorCode: string, message: string) => OrgError;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const EMAIL = /^[^\s@<>",;:]+@[^\s@<>",;:]+\.[^\s@<>",;:.]+$/;

function tokenOf(value: unknown): string {
  if (typeof value === 'string') return 'VALUE_STRING';
  if (typeof value === 'boolean') return value ? 'VALUE_TRUE' : 'VALUE_FALSE';
  if (typeof value === 'number')
    return Number.isInteger(value) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
  return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
}

/** The answer to a value of another JSON type; it names no field. */
function unreadable(type: string, value: unknown): OrgError {
  const shown = typeof value === 'object' ? '' : ` value ${asText(value)}`;
  const message = `Cannot deserialize instance of ${type} from ${tokenOf(value)}${shown} or request may be missing a required field at [line:1, column:1]`;
  return new OrgError(400, 'JSON_PARSER_ERROR', message);
}

function convertText(field: FieldSchema, value: unknown, refuse: Refusal): string | null {
  if (typeof value !== 'string') throw unreadable('string', value);
  const text = value.trim();
  if (text === '') return null;
  if (field.length > 0 && [...text].length > field.length) {
    const message = `${field.label}: data value too large: ${text} (max length=${field.length})`;
    throw refuse('STRING_TOO_LONG', message);
  }
  if (field.type === 'email' && !EMAIL.test(text))
    throw refuse('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`);
  return text;
}

/** Decimals beyond the scale are rounded, digits before it beyond the precision refused. */
function convertNumber(field: FieldSchema, value: unknown, refuse: Refusal): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw unreadable(field.type === 'int' ? 'int' : 'double', value);
  const rounded = Number(`${Math.round(Number(`${number}e${field.scale}`))}e-${field.scale}`);
  const limit = 10 ** (field.precision - field.scale);
  const result = Number.isFinite(rounded) ? rounded : number;
  if (field.precision > 0 && Math.abs(result) >= limit) {
    const message = `${field.label}: value outside of valid range on numeric field: ${number}`;
    throw refuse('NUMBER_OUTSIDE_VALID_RANGE', message);
  }
  return result;
}

function convertDate(value: unknown): string {
  const isDate = typeof value === 'string' && DATE.test(value);
  const parsed = isDate ? new Date(`${value}T00:00:00Z`) : null;
  if (!parsed || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== value)
    throw unreadable('date', value);
  return value;
}

function convertDateTime(value: unknown): string {
  const time = typeof value === 'string' && DATE_TIME.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) throw unreadable('datetime', value);
  return timestamp(new Date(time));
}

function convertPicklist(field: FieldSchema, value: unknown, refuse: Refusal): string | null {
  const text = convertText(field, value, refuse);
  const chosen = text === null ? [] : field.type === 'picklist' ? [text] : text.split(';');
  const bad = chosen.find((item) => !field.picklist.some((entry) => entry.value === item));
  if (field.restrictedPicklist && bad !== undefined) {
    const message = `${field.label}: bad value for restricted picklist field: ${bad}`;
    throw refuse('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message);
  }
  return text;
}

/**
 * A JSON value as it is stored; null and the empty string both mean empty.
 * @throws OrgError with Salesforce's code and message when the field does not take the value.
 */
export function convertValue(field: FieldSchema, value: unknown): unknown {
  const refuse: Refusal = (errorCode, message) =>
    new OrgError(400, errorCode, message, [field.name]);
  if (field.type === 'boolean') {
    if (value === null) return false;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw unreadable('boolean', value);
  }
  if (value === null || value === undefined || value === '') return null;
  switch (field.type) {
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return convertNumber(field, value, refuse);
    case 'date':
      return convertDate(value);
    case 'datetime':
      return convertDateTime(value);
    case 'picklist':
    case 'multipicklist':
      return convertPicklist(field, value, refuse);
    case 'id':
    case 'reference': {
      const id = canonicalId(value);
      if (id !== null) return id;
      throw refuse('MALFORMED_ID', `${field.label}: id value of incorrect type: ${asText(value)}`);
    }
    default:
      return convertText(field, value, refuse);
  }
}
