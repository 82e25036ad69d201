import { createHash } from 'node:crypto';

/** SHA-256 of a value with its keys in order, in hex. Equal content gives equal text, whatever the order of keys. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(stable(value)).digest('hex');
}

function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${stable(one)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
