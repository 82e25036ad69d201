import type { Insertable, Selectable } from 'kysely';
import { ERROR_CODES, errorCode, type KnownCode } from '../../domain/error-codes.ts';
import type { Tx } from '../../domain/ports.ts';
import type { ErrorTable, OpenError } from '../../domain/tables.ts';
import type { StreamKey, SubjectKind } from '../../domain/subject.ts';
import { inTransaction } from '../open-store.ts';
import type { Database, Db } from '../schema.ts';

function toError(row: Selectable<Database['open_error']>): OpenError {
  return {
    fingerprint: row.fingerprint,
    subject: row.subject as SubjectKind,
    recordId: row.record_id,
    stream: row.stream as StreamKey,
    step: row.step,
    code: (row.code in ERROR_CODES ? row.code : 'DEFECT') as KnownCode,
    causeKey: row.cause_key,
    traceId: row.trace_id,
    attempts: row.attempts,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    stamp: row.stamp,
    again: row.again,
    isIgnored: row.is_ignored,
  };
}

function toRow(error: OpenError): Insertable<Database['open_error']> {
  return {
    fingerprint: error.fingerprint,
    subject: error.subject,
    record_id: error.recordId,
    stream: error.stream,
    step: error.step,
    code: error.code,
    cause_key: error.causeKey,
    trace_id: error.traceId,
    attempts: error.attempts,
    first_seen_at: error.firstSeenAt,
    last_seen_at: error.lastSeenAt,
    stamp: error.stamp,
    again: error.again === null ? null : JSON.stringify(error.again),
    is_ignored: error.isIgnored,
  };
}

async function putErrors(tx: Tx, errors: readonly OpenError[]): Promise<void> {
  if (errors.length === 0) return;
  await inTransaction(tx)
    .insertInto('open_error')
    .values(errors.map(toRow))
    .onConflict((conflict) =>
      conflict.column('fingerprint').doUpdateSet((row) => ({
        stream: row.ref('excluded.stream'),
        attempts: row.ref('excluded.attempts'),
        last_seen_at: row.ref('excluded.last_seen_at'),
        trace_id: row.ref('excluded.trace_id'),
        cause_key: row.ref('excluded.cause_key'),
        stamp: row.ref('excluded.stamp'),
        again: row.ref('excluded.again'),
        is_ignored: row.ref('excluded.is_ignored'),
      })),
    )
    .execute();
}

export function errorTable(db: Db): ErrorTable {
  const rows = () => db.selectFrom('open_error').selectAll();
  const open = () => rows().where('is_ignored', '=', false);
  return {
    async openFor(recordIds) {
      if (recordIds.length === 0) return [];
      return (await rows().where('record_id', 'in', recordIds).execute()).map(toError);
    },
    async waiting() {
      const all = (await open().orderBy('last_seen_at').execute()).map(toError);
      return all.filter(({ code }) => errorCode(code).retry === 'when-changed');
    },
    async byCause(causeKey) {
      return (await open().where('cause_key', '=', causeKey).execute()).map(toError);
    },
    async byFingerprint(fingerprints) {
      if (fingerprints.length === 0) return [];
      return (await rows().where('fingerprint', 'in', fingerprints).execute()).map(toError);
    },
    async count(stream) {
      const counted = db
        .selectFrom('open_error')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('is_ignored', '=', false);
      const row = await (
        stream === undefined ? counted : counted.where('stream', '=', stream)
      ).executeTakeFirstOrThrow();
      return Number(row.count);
    },
    put: (tx, errors) => putErrors(tx, errors),
    async remove(tx, fingerprints) {
      if (fingerprints.length === 0) return;
      await inTransaction(tx)
        .deleteFrom('open_error')
        .where('fingerprint', 'in', fingerprints)
        .execute();
    },
  };
}
