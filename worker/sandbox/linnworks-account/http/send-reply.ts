import type { ServerResponse } from 'node:http';
import { QuotaExceeded } from './quotas.ts';
import { Refusal } from './refusal.ts';

export interface Reply {
  readonly status: number;
  /** Absent: an empty body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const isV2 = (endpoint: string): boolean => endpoint.startsWith('v2/');

/** v2 answers problems as `application/problem+json`. */
function asProblem(refusal: Refusal): Reply {
  const { Message, title } = refusal.body as { Message?: string; title?: string };
  return {
    status: refusal.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: { type: 'about:blank', title: title ?? Message ?? 'Bad Request', status: refusal.status },
  };
}

/** Turns what a handler threw into the vendor's reply; anything but a refusal is a fault of this account. */
export function replyTo(error: unknown, endpoint: string): Reply {
  if (!(error instanceof Refusal)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 500, body: { Message: `The emulated account has a defect: ${text}` } };
  }
  const reply = isV2(endpoint) ? asProblem(error) : { status: error.status, body: error.body };
  const seconds = error instanceof QuotaExceeded ? error.retryAfterSeconds : undefined;
  if (seconds === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(seconds) } };
}

/** In a success, keys without a value are left out; the vendor's error bodies show their nulls. */
const withoutNull = (_key: string, value: unknown): unknown => (value === null ? undefined : value);

export function sendReply(response: ServerResponse, { status, body, headers }: Reply): void {
  const text =
    body === undefined ? '' : JSON.stringify(body, status < 300 ? withoutNull : undefined);
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** A gateway's own page: text, not the vendor's JSON. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(text);
}
