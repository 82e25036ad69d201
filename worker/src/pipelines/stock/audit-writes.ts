import { traceOfStream } from '../../domain/effects.ts';
import type { Tx } from '../../domain/ports.ts';
import type { AuditEntry } from '../../domain/tables.ts';
import type { StockDeps } from './stock-deps.ts';

/** One call that wrote stock: a collection of up to 200 records, or a bulk job. */
export interface StockWrite {
  readonly object: string;
  /** Records that were sent. */
  readonly records: number;
  /** Salesforce's status code of each record that was refused. */
  readonly refusals: readonly string[];
  readonly startedAt: Date;
  /** What was sent; null when another run of the worker sent it. */
  readonly bodyHash: string | null;
  /** Salesforce's id of the bulk job. */
  readonly jobId?: string;
}

/** The 24-hour counts add up the records that the outcomes name: see `AuditTable.hourly`. */
const outcomeOf = (word: 'done' | 'failed', records: number): string =>
  `${word}: ${records} records`;

/**
 * One row for each call, and one more where records were refused: levels change by the thousand, and each change is kept
 * as a movement anyway.
 */
export async function auditWrite(deps: StockDeps, tx: Tx, write: StockWrite): Promise<void> {
  const { object, records, refusals, startedAt, bodyHash, jobId } = write;
  const entry = (outcome: string): AuditEntry => ({
    traceId,
    record: jobId ?? object,
    step: 'write-stock',
    outcome,
    attempt: 1,
    durationMs: Math.max(0, deps.clock.now().getTime() - startedAt.getTime()),
    bodyHash,
  });
  const traceId = traceOfStream('stock');
  const written = records - refusals.length;
  const codes = [...new Set(refusals)].join(', ');
  await deps.tables.audit.append(tx, [
    ...(written > 0 ? [entry(outcomeOf('done', written))] : []),
    ...(refusals.length > 0 ? [entry(`${outcomeOf('failed', refusals.length)}: ${codes}`)] : []),
  ]);
}
