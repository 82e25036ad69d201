import { sql } from 'kysely';
import type { Clock } from '../domain/clock.ts';
import { ConnectorError } from '../domain/connector-error.ts';
import type { Effect, Journal } from '../domain/effects.ts';
import { hashOf } from '../domain/hash.ts';
import type { Logger } from '../domain/ports.ts';
import type { Db } from './schema.ts';

/** Outcome of a row whose call is on its way; such a row is not sealed. */
export const SENDING = 'sending';
const STOPPED = 'unknown: the worker was stopped before it heard of it';

/** Trace IDs of orders, by Salesforce or Linnworks id; the parts of a split have that of their order. */
async function tracesOf(db: Db, records: readonly string[]): Promise<Map<string, string>> {
  if (records.length === 0) return new Map();
  const ids = [...records];
  const { rows } = await sql<{ record: string; trace_id: string }>`
    select salesforce_order_id as record, trace_id from connector.link
      where salesforce_order_id = any(${ids})
    union all select linnworks_id, trace_id from connector.link where linnworks_id = any(${ids})
    union all select part.linnworks_id, link.trace_id from connector.order_snapshot part
      join connector.link on link.salesforce_order_id = part.salesforce_order_id
      where part.linnworks_id = any(${ids})`.execute(db);
  return new Map(rows.map(({ record, trace_id: traceId }) => [record, traceId]));
}

async function begin(db: Db, effects: readonly Effect[]): Promise<string[]> {
  const unknown = effects.flatMap(({ traceId, record }) => (traceId === null ? [record] : []));
  const traces = await tracesOf(db, unknown);
  const rows = await db
    .insertInto('audit')
    .values(
      effects.map(({ step, record, traceId, otherwise, body }) => ({
        trace_id: traceId ?? traces.get(record) ?? otherwise,
        ...{ record, step, outcome: SENDING, attempt: 1, duration_ms: 0, body_hash: hashOf(body) },
      })),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
}

/** A refused call did nothing; of one that broke off, nobody knows. */
function failure(error: unknown): string {
  if (!(error instanceof ConnectorError)) return 'unknown: UNEXPECTED';
  return `${error.kind === 'transient' ? 'unknown' : 'failed'}: ${error.code}`;
}

/**
 * Rows of what the worker does to the other systems. A row is there before the call, so that a worker that is killed
 * in between leaves a row without a known outcome, never an effect without a row.
 */
export function createEffectJournal(db: Db, clock: Clock, log: Logger): Journal {
  const end = async (ids: readonly string[], outcomes: readonly string[], ms: number) => {
    try {
      await sql`update connector.audit set outcome = done.outcome, duration_ms = ${Math.round(ms)}
        from unnest(${[...ids]}::bigint[], ${[...outcomes]}::text[]) as done(id, outcome)
        where audit.id = done.id and audit.seq is null`.execute(db);
    } catch (error) {
      // The call was made: whoever waits for its reply must get it. The next start completes the rows.
      log.warn('The outcome of a call could not be kept', { reason: (error as Error).message });
    }
  };
  return {
    async around(effects, call, outcomes) {
      const startedAt = clock.now().getTime();
      const ids = await begin(db, effects);
      const lasted = () => Math.max(0, clock.now().getTime() - startedAt);
      try {
        const reply = await call();
        await end(ids, outcomes(reply), lasted());
        return reply;
      } catch (error) {
        await end(
          ids,
          ids.map(() => failure(error)),
          lasted(),
        );
        throw error;
      }
    },
  };
}

/** Completes what an earlier worker, which was killed, left on its way. Only for whoever holds the lease. */
export async function completeLeftRows(db: Db): Promise<void> {
  await sql`update connector.audit set outcome = ${STOPPED}
    where seq is null and outcome = ${SENDING}`.execute(db);
}
