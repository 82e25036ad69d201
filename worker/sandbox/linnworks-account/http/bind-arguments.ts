import { resolve, type Schema, type VendorEndpoint } from '../vendor-model/vendor-model.ts';
import { invalidRequest } from './refusal.ts';

const GUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const INT32 = 2_147_483_647;

export interface Bound {
  readonly args: Record<string, unknown>;
  /** Paths of what was sent and is no part of the vendor's model: ignored by the vendor too. */
  readonly unknown: readonly string[];
}

/**
 * Reads arguments the way the vendor's ASP.NET binder does: names in any case, unknown names ignored, enums by
 * name or number, numbers also as text, null as absent.
 * @throws Refusal 400 when a value cannot be read as its type.
 */
export function bindArguments(endpoint: VendorEndpoint, sent: unknown): Bound {
  const unknown: string[] = [];
  const bind = (schema: Schema, value: unknown, path: string): unknown => {
    const model = resolve(schema, endpoint.definitions);
    if (model.properties) return bindObject(model.properties, value, path);
    if (model.additionalProperties) return value;
    if (model.type === 'array') return bindArray(model.items ?? {}, value, path);
    return bindScalar(model, value);
  };
  const bindObject = (
    properties: Readonly<Record<string, Schema>>,
    value: unknown,
    path: string,
  ): Record<string, unknown> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidRequest();
    const names = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
    const bound: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      const name = names.get(key.toLowerCase());
      const here = path === '' ? key : `${path}.${key}`;
      const schema = name === undefined ? undefined : properties[name];
      if (name === undefined || schema === undefined) unknown.push(here);
      else if (item !== null && item !== undefined) bound[name] = bind(schema, item, here);
    }
    return bound;
  };
  const bindArray = (items: Schema, value: unknown, path: string): unknown[] => {
    if (!Array.isArray(value)) throw invalidRequest();
    return value.map((item, n) => bind(items, item, `${path}[${n}]`));
  };
  const args = bind(endpoint.args, sent ?? {}, '') as Record<string, unknown>;
  return { args, unknown };
}

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

function bindScalar(schema: Schema, value: unknown): unknown {
  if (schema.enum) return bindEnum(schema.enum, value);
  switch (schema.type) {
    case 'integer':
      return bindInteger(value);
    case 'number':
      return bindNumber(value);
    case 'boolean':
      return bindBoolean(value);
    case 'string':
      return bindText(schema.format, value);
    default:
      return value;
  }
}

function bindEnum(values: readonly string[], value: unknown): string {
  if (!isScalar(value)) throw invalidRequest();
  const text = String(value).toLowerCase();
  const found =
    values.find((name) => name.toLowerCase() === text) ??
    (/^\d+$/.test(text) ? values[Number(text)] : undefined);
  if (found === undefined) throw invalidRequest();
  return found;
}

function bindNumber(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw invalidRequest();
  return number;
}

function bindInteger(value: unknown): number {
  const number = bindNumber(value);
  if (!Number.isInteger(number) || Math.abs(number) > INT32) throw invalidRequest();
  return number;
}

function bindBoolean(value: unknown): boolean {
  const text = isScalar(value) ? String(value).toLowerCase() : '';
  if (text === 'true' || text === 'false') return text === 'true';
  throw invalidRequest();
}

function bindText(format: string | undefined, value: unknown): string {
  if (!isScalar(value)) throw invalidRequest();
  const text = String(value);
  if (format === 'uuid' && !GUID.test(text)) throw invalidRequest();
  if (format === 'uuid') return text.toLowerCase();
  if (format === 'date-time') return bindDate(text);
  return text;
}

/** A date without a zone is UTC, as the vendor documents for its order dates. */
function bindDate(text: string): string {
  const zoned = /([zZ]|[+-]\d\d:?\d\d)$/.test(text) || !/\d[T ]\d/.test(text) ? text : `${text}Z`;
  const date = new Date(zoned.replace(/^(\d{4}-\d\d-\d\d) /, '$1T'));
  if (Number.isNaN(date.getTime())) throw invalidRequest();
  return date.toISOString();
}
