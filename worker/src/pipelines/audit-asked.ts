import { hashOf } from '../domain/hash.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import type { AuditEntry } from '../domain/tables.ts';

/** Before the kind, in the step of a row that says what a person asked for: `asked:Retry`. */
export const ASKED = 'asked:';
/** What these came to has a row of its own (audit-wish.ts); the last two are questions and change nothing. */
const NOT_HERE: readonly unknown[] = [
  ...(['Ignore', 'Assign', 'Correct', 'Pause', 'Resume'] as const),
  ...(['Trace', 'Check'] as const),
];

/**
 * Rows of what a person asked for on a screen or by a command, one for each record it is about; none for what flows ask.
 * @param records none: the request itself, or its stream, is the record.
 */
export function askedEntries(
  request: SalesforceRecord,
  records: readonly string[],
  traceId: string,
): AuditEntry[] {
  const kind = request['Kind__c'];
  if (request['Source__c'] === 'Flow' || NOT_HERE.includes(kind)) return [];
  const { Product__c: product, Record_Id__c: record, Stream__c: stream, Id: id } = request;
  const by = request['CreatedById'];
  const subjects = records.length > 0 ? records : [String(product ?? record ?? stream ?? id)];
  return [...new Set(subjects)].map((subject) => ({
    traceId,
    record: subject,
    step: `${ASKED}${String(kind)}`,
    outcome: `asked by ${typeof by === 'string' ? by : 'a person'}`,
    attempt: 1,
    durationMs: 0,
    bodyHash: hashOf([kind, request['Cause_Key__c'] ?? null, request['Detail__c'] ?? null]),
  }));
}
