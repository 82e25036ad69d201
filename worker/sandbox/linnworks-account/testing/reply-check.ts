import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Schema, VendorEndpoint } from '../vendor-model/vendor-model.ts';

const VENDOR_FORMATS = ['int32', 'int64', 'double', 'float'];
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv, ['date-time', 'uuid']);
for (const format of VENDOR_FORMATS) ajv.addFormat(format, true);

const compiled = new Map<string, ValidateFunction>();

/** The vendor's schema with every object closed, so that a name the vendor does not know is an error too. */
function closed(schema: Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(items ? { items: closed(items) } : {}),
    ...(additionalProperties ? { additionalProperties: closed(additionalProperties) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [name, closed(property)]),
          ),
          additionalProperties: false as unknown as Schema,
        }
      : {}),
  };
}

function compile(endpoint: VendorEndpoint): ValidateFunction {
  const known = compiled.get(endpoint.name);
  if (known) return known;
  const definitions = Object.fromEntries(
    Object.entries(endpoint.definitions).map(([name, schema]) => [name, closed(schema)]),
  );
  const check = ajv.compile({ ...closed(endpoint.reply ?? {}), definitions });
  compiled.set(endpoint.name, check);
  return check;
}

/** How a successful reply departs from the vendor's own schema; empty when it does not. */
export function departures(endpoint: VendorEndpoint, body: unknown): string[] {
  const check = compile(endpoint);
  if (check(body)) return [];
  return (check.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${endpoint.name} ${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}
