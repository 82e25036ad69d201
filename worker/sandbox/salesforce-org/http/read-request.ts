import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** The body; compressed bodies are unpacked. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const isPacked = request.headers['content-encoding'] === 'gzip' && bytes.length > 0;
  return isPacked ? gunzipSync(bytes) : bytes;
}

/** Null for an empty body and for one that is not JSON. */
export function parseJson(text: string): unknown {
  if (!/^\s*[[{"\dtfn-]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Command line tools ask for `//services/data`: doubled slashes mean one. */
export function addressOf(request: IncomingMessage): { path: string; query: URLSearchParams } {
  const [path = '/', ...query] = (request.url ?? '/').split('?');
  return { path: path.replace(/\/{2,}/g, '/'), query: new URLSearchParams(query.join('?')) };
}

/** `Bearer …` and `OAuth …` mean the same; null when there is neither. */
export function tokenOf(request: IncomingMessage): string | null {
  return /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}
