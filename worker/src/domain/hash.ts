import { hash } from 'node:crypto';

/** SHA-256 of a value with its keys in order, in hex. Equal content gives equal text, whatever the order of keys. */
export function hashOf(value: unknown): string {
  return bodyHash(sorted(value));
}

/** SHA-256 of a body as it is sent, as JSON, in hex: half the work of `hashOf`, for what is never compared in other order. */
export function bodyHash(body: unknown): string {
  return hash('sha256', JSON.stringify(body) ?? 'null', 'hex');
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const inOrder: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort())
    inOrder[key] = sorted(value[key as keyof typeof value]);
  return inOrder;
}
