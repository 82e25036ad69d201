import type { Selectable } from 'kysely';
import { ERROR_CODES, errorCode, type KnownCode } from '../../domain/error-codes.ts';
import type { ErrorTable, OpenError } from '../../domain/tables.ts';
import { inTransaction } from '../open-store.ts';
import type { Database, Db } from '../schema.ts';

function toError(row: Selectable<Database['open_error']>): OpenError {
  return {
    fingerprint: row.fingerprint,
    orderId: row.order_id,
    code: (row.code in ERROR_CODES ? row.code : 'DEFECT') as KnownCode,
    causeKey: row.cause_key,
    traceId: row.trace_id,
    attempts: row.attempts,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    stamp: row.stamp,
  };
}

function toRow(error: OpenError): Selectable<Database['open_error']> {
  return {
    fingerprint: error.fingerprint,
    order_id: error.orderId,
    code: error.code,
    cause_key: error.causeKey,
    trace_id: error.traceId,
    attempts: error.attempts,
    first_seen_at: error.firstSeenAt,
    last_seen_at: error.lastSeenAt,
    stamp: error.stamp,
  };
}

export function errorTable(db: Db): ErrorTable {
  const rows = () => db.selectFrom('open_error').selectAll();
  return {
    async openFor(orderIds) {
      if (orderIds.length === 0) return [];
      return (await rows().where('order_id', 'in', orderIds).execute()).map(toError);
    },
    async waiting() {
      const all = (await rows().orderBy('last_seen_at').execute()).map(toError);
      return all.filter(({ code }) => errorCode(code).retry === 'when-changed');
    },
    async byCause(causeKey) {
      return (await rows().where('cause_key', '=', causeKey).execute()).map(toError);
    },
    async count() {
      const row = await db
        .selectFrom('open_error')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    async put(tx, errors) {
      if (errors.length === 0) return;
      await inTransaction(tx)
        .insertInto('open_error')
        .values(errors.map(toRow))
        .onConflict((conflict) =>
          conflict.column('fingerprint').doUpdateSet((row) => ({
            attempts: row.ref('excluded.attempts'),
            last_seen_at: row.ref('excluded.last_seen_at'),
            trace_id: row.ref('excluded.trace_id'),
            cause_key: row.ref('excluded.cause_key'),
            stamp: row.ref('excluded.stamp'),
          })),
        )
        .execute();
    },
    async remove(tx, fingerprints) {
      if (fingerprints.length === 0) return;
      await inTransaction(tx)
        .deleteFrom('open_error')
        .where('fingerprint', 'in', fingerprints)
        .execute();
    },
  };
}
