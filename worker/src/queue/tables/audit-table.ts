import { sql } from 'kysely';
import type { AuditRow, AuditTable, HourCount } from '../../domain/tables.ts';
import { expireAudit, sealAudit } from '../audit-chain.ts';
import { insertMany } from '../insert-many.ts';
import { inTransaction } from '../open-store.ts';
import type { Db } from '../schema.ts';

const HOUR_MS = 3_600_000;
/** An outcome that names how many records it stands for (`done: 187 records`) counts as so many, any other as one. */
const COUNT = sql<string>`sum(coalesce(substring(outcome from '^[a-z]+: ([0-9]+) records')::int, 1))`;
/** Of one question; more than an order has in its whole life. */
const MOST_ROWS = 1_000;

async function hourly(db: Db, step: string, now: Date): Promise<HourCount[]> {
  const start = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - 23 * HOUR_MS);
  const rows = await db
    .selectFrom('audit')
    .select([
      sql<Date>`date_trunc('hour', at)`.as('hour'),
      sql<boolean>`outcome like 'failed%'`.as('failed'),
      COUNT.as('count'),
    ])
    .where('step', '=', step)
    .where('at', '>=', start)
    .groupBy(['hour', 'failed'])
    .execute();
  return Array.from({ length: 24 }, (_, index) => {
    const hour = start.getTime() + index * HOUR_MS;
    const of = (failed: boolean) =>
      Number(rows.find((row) => row.hour.getTime() === hour && row.failed === failed)?.count ?? 0);
    return { done: of(false), failed: of(true) };
  });
}

async function rowsOf(
  db: Db,
  which: { traceId: string } | { records: readonly string[] },
): Promise<AuditRow[]> {
  const rows = db.selectFrom('audit').selectAll().orderBy('at').orderBy('id').limit(MOST_ROWS);
  const found =
    'traceId' in which
      ? rows.where('trace_id', '=', which.traceId)
      : rows.where('record', 'in', [...which.records, '']);
  return (await found.execute()).map((row) => ({
    at: row.at,
    traceId: row.trace_id,
    record: row.record,
    step: row.step,
    outcome: row.outcome,
    attempt: row.attempt,
    durationMs: row.duration_ms,
    bodyHash: row.body_hash,
  }));
}

export function auditTable(db: Db): AuditTable {
  return {
    hourly: (step, now) => hourly(db, step, now),
    seal: () => sealAudit(db),
    expire: (before, traceId) => expireAudit(db, before, traceId),
    rowsOf: (which) => rowsOf(db, which),
    async append(tx, entries) {
      if (entries.length === 0) return;
      await insertMany(
        inTransaction(tx),
        'audit',
        entries.map((entry) => ({
          trace_id: entry.traceId,
          record: entry.record,
          step: entry.step,
          outcome: entry.outcome,
          attempt: entry.attempt,
          duration_ms: Math.round(entry.durationMs),
          body_hash: entry.bodyHash,
        })),
      ).execute();
    },
  };
}
