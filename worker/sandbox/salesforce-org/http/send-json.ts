import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

const WORTH_PACKING = 1024;

/** Answers with JSON, compressed when the client takes it and it is worth it. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  const takesGzip = /\bgzip\b/.test(String(response.req.headers['accept-encoding'] ?? ''));
  response.statusCode = status;
  response.setHeader('content-type', 'application/json;charset=UTF-8');
  if (!takesGzip || text.length < WORTH_PACKING) {
    response.end(text);
    return;
  }
  response.setHeader('content-encoding', 'gzip');
  response.end(gzipSync(text));
}
