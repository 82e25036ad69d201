import { sql } from 'kysely';
import type { AuditTable, CursorTable, InboxTable } from '../../domain/tables.ts';
import { inTransaction } from '../open-store.ts';
import type { Db } from '../schema.ts';

export function inboxTable(): InboxTable {
  return {
    async addNew(tx, ids) {
      if (ids.length === 0) return [];
      const rows = await inTransaction(tx)
        .insertInto('inbox')
        .values([...new Set(ids)].map((id) => ({ id })))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

export function cursorTable(db: Db): CursorTable {
  return {
    async get(name) {
      const row = await db
        .selectFrom('cursor')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value ?? null;
    },
    async set(tx, name, value) {
      await inTransaction(tx)
        .insertInto('cursor')
        .values({ name, value })
        .onConflict((conflict) =>
          conflict.column('name').doUpdateSet({ value, updated_at: new Date() }),
        )
        .execute();
    },
  };
}

const HOUR_MS = 3_600_000;

export function auditTable(db: Db): AuditTable {
  return {
    async hourly(step, now) {
      const start = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - 23 * HOUR_MS);
      const rows = await db
        .selectFrom('audit')
        .select(({ fn }) => [
          sql<Date>`date_trunc('hour', at)`.as('hour'),
          sql<boolean>`outcome like 'failed%'`.as('failed'),
          fn.countAll<string>().as('count'),
        ])
        .where('step', '=', step)
        .where('at', '>=', start)
        .groupBy(['hour', 'failed'])
        .execute();
      return Array.from({ length: 24 }, (_, index) => {
        const hour = start.getTime() + index * HOUR_MS;
        const of = (failed: boolean) =>
          Number(
            rows.find((row) => row.hour.getTime() === hour && row.failed === failed)?.count ?? 0,
          );
        return { done: of(false), failed: of(true) };
      });
    },
    async append(tx, entries) {
      if (entries.length === 0) return;
      await inTransaction(tx)
        .insertInto('audit')
        .values(
          entries.map((entry) => ({
            trace_id: entry.traceId,
            record: entry.record,
            step: entry.step,
            outcome: entry.outcome,
            attempt: entry.attempt,
            duration_ms: Math.round(entry.durationMs),
            body_hash: entry.bodyHash,
          })),
        )
        .execute();
    },
  };
}
