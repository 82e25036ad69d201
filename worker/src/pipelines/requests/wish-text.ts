import { z } from 'zod';
import { mask } from '../../domain/mask.ts';
import type { SalesforceRecord } from '../../domain/ports.ts';

/** A value as it stands in a sentence; what is longer is on the request itself. */
const MOST_CHARACTERS = 80;

const correction = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });
const ignored = z.object({ reason: z.string() });

/** What belongs to a person is hidden: a story is read by everybody who may see the screens. */
function quotedValue(value: unknown, field = 'value'): string {
  const { [field]: shown } = mask({ [field]: value ?? '' }) as Record<string, unknown>;
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown);
  return `"${text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text}"`;
}

/** What a person gave with a wish, as far as a story should tell it. */
const DETAILS: Readonly<Record<string, (detail: unknown) => string | undefined>> = {
  Correct: (detail) => {
    const { field, before, after } = correction.safeParse(detail).data ?? {};
    const name = field?.split('.').at(-1);
    return field && `${field}: ${quotedValue(before, name)} → ${quotedValue(after, name)}.`;
  },
  Ignore: (detail) => {
    const { reason } = ignored.safeParse(detail).data ?? {};
    return reason && `Reason: ${quotedValue(reason)}.`;
  },
};

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

/** One request as a sentence: what was asked for, by whom, with which values, and what came of it. */
export function wishText(row: SalesforceRecord): string {
  const kind = String(row['Kind__c']);
  const { Name: name } = (row['CreatedBy'] ?? {}) as { Name?: unknown };
  const by = typeof name === 'string' && name !== '' ? ` by ${name}` : '';
  const { Result__c: result, Name: number } = row;
  const request = typeof number === 'string' ? ` (${number})` : '';
  return [
    `${kind} was asked for${by}${request}.`,
    DETAILS[kind]?.(parsed(row['Detail__c'])) ?? '',
    typeof result === 'string' && result !== '' ? result : 'It waits for the worker.',
  ]
    .filter(Boolean)
    .join(' ');
}
