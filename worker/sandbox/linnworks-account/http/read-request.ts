import type { IncomingMessage } from 'node:http';
import type { VendorEndpoint } from '../vendor-model/vendor-model.ts';
import { badRequest, nullReference } from './refusal.ts';

export type Encoding = 'json' | 'form' | 'query';

/** The whole body as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Which of the two body encodings the vendor takes was sent. */
export function encodingOf(request: IncomingMessage): Encoding {
  if (request.method === 'GET') return 'query';
  return /x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '') ? 'form' : 'json';
}

/** In a form, and for arrays in an address, a value is JSON text; plain text stands for itself. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function fromForm(pairs: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries([...pairs].map(([key, text]) => [key, jsonOrText(text)]));
}

function fromQuery(endpoint: VendorEndpoint, pairs: URLSearchParams): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const names = new Map(
    Object.entries(endpoint.args.properties ?? {}).map(([n, s]) => [n.toLowerCase(), s]),
  );
  for (const key of new Set(pairs.keys())) {
    const texts = pairs.getAll(key).filter((text) => text !== '');
    if (texts.length === 0) continue;
    const isArray = names.get(key.toLowerCase())?.type === 'array';
    const first = texts[0] ?? '';
    if (!isArray) values[key] = first;
    else values[key] = texts.length === 1 && first.startsWith('[') ? jsonOrText(first) : texts;
  }
  return values;
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest('The request is invalid.');
  }
}

/** What stands under `request`, whatever its case. */
function wrapperOf(sent: unknown): unknown {
  const entries: [string, unknown][] =
    typeof sent === 'object' && sent !== null ? Object.entries(sent) : [];
  return entries.find(([key]) => key.toLowerCase() === 'request')?.[1];
}

/**
 * The arguments as the endpoint's shape wants them: what is wrapped must be wrapped, what is not must not.
 * @throws Refusal 400 when the wrapper is missing or the JSON cannot be read.
 */
export function readArguments(
  endpoint: VendorEndpoint,
  encoding: Encoding,
  query: URLSearchParams,
  body: string,
): unknown {
  if (encoding === 'query') return fromQuery(endpoint, query);
  const sent = encoding === 'form' ? fromForm(new URLSearchParams(body)) : parseJson(body);
  const wrapper = wrapperOf(sent);
  if (endpoint.shape === 'wrapped') {
    if (typeof wrapper !== 'object' || wrapper === null) throw nullReference();
    return { request: wrapper };
  }
  // A model that is the root of a JSON body is the argument `request` of a form; the login also takes its bare fields.
  if (endpoint.shape === 'root' && encoding === 'form' && wrapper !== undefined) return wrapper;
  return sent;
}
