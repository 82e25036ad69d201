import { readFileSync } from 'node:fs';

/** The part of JSON Schema that the vendor's own files use. */
export interface Schema {
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array';
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly $ref?: string;
}

/**
 * How arguments travel. `wrapped`: `{"request": {...}}`. `plain`: arguments are the top-level keys. `root`: the
 * body is the model itself. `query`: in the address.
 */
type BodyShape = 'wrapped' | 'plain' | 'root' | 'query';

export interface VendorEndpoint {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly shape: BodyShape;
  readonly limitPerMinute: number;
  readonly status: 200 | 204;
  readonly args: Schema;
  readonly reply?: Schema;
  /** What `$ref` in `args` and `reply` points into. */
  readonly definitions: Readonly<Record<string, Schema>>;
}

interface ModelFile {
  readonly endpoints: Readonly<Record<string, Omit<VendorEndpoint, 'name' | 'definitions'>>>;
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** One file per vendor OpenAPI file of April 2026 (v1 `*.json`, v2 `orders-v2.json`): names, types and limits. */
const FILES = [
  'auth',
  'orders',
  'orders-v2',
  'openorders',
  'processedorders',
  'inventory',
  'stock',
  'postalservices',
  'settings',
  'picking',
  'postsale',
  'returnsrefunds',
] as const;

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));

/** Typed as the root of the body, but wanting the wrapper on a live account. */
const WRAPPED_IN_PRACTICE = new Set(['OpenOrders/GetOrdersLowFidelity']);

function asSeenLive(endpoint: VendorEndpoint): VendorEndpoint {
  if (!WRAPPED_IN_PRACTICE.has(endpoint.name)) return endpoint;
  const args: Schema = { type: 'object', properties: { request: endpoint.args } };
  return { ...endpoint, shape: 'wrapped', args };
}

function loadEndpoints(): ReadonlyMap<string, VendorEndpoint> {
  const all = new Map<string, VendorEndpoint>();
  for (const file of FILES) {
    const { endpoints, definitions } = read(file) as ModelFile;
    for (const [name, endpoint] of Object.entries(endpoints))
      all.set(name.toLowerCase(), asSeenLive({ name, ...endpoint, definitions }));
  }
  return all;
}

const ENDPOINTS = loadEndpoints();
const KNOWN_METHODS = new Set(
  Object.entries(read('known-methods') as Record<string, string[]>).flatMap(([controller, names]) =>
    names.map((name) => `${controller}/${name}`.toLowerCase()),
  ),
);

/** Finds `Orders/CreateOrders` or `v2/orders`, whatever the case, as the vendor's router does. */
export function findEndpoint(name: string): VendorEndpoint | undefined {
  return ENDPOINTS.get(name.toLowerCase());
}

/** Whether the vendor publishes a v1 method of this name, modelled here or not. */
export function isVendorMethod(name: string): boolean {
  return KNOWN_METHODS.has(name.toLowerCase());
}

/** Follows one reference; a schema without one is returned as it is. */
export function resolve(schema: Schema, definitions: VendorEndpoint['definitions']): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  const found = definitions[name];
  if (!found) throw new Error(`The vendor model has no definition named ${name}`);
  return found;
}
