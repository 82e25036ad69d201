import { sql } from 'kysely';
import type { Effect } from '../domain/effects.ts';
import { bodyHash } from '../domain/hash.ts';
import type { Db } from './schema.ts';

/** Outcome of a row whose call is on its way; such a row is not sealed. */
export const SENDING = 'sending';
/** Outcomes after which the same effect is tried again; in the words of the index `audit_unproven`. */
const UNPROVEN = sql`outcome ~ '^(failed|unknown|partly)'`;

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

/**
 * Writes the rows of effects that are about to be sent. The attempt of a row is one more than that of the last one of
 * the same step and record that failed, unless one was done since; where a row is nobody's in particular, its body must
 * be the same as well.
 * @returns their ids, in the order of the effects.
 */
export async function beginEffects(db: Db, effects: readonly Effect[]): Promise<string[]> {
  const unknown = effects.flatMap(({ traceId, record }) => (traceId === null ? [record] : []));
  const traces = await tracesOf(db, unknown);
  const column = <T>(of: (effect: Effect) => T): T[] => effects.map(of);
  const { rows } = await sql<{ id: string }>`
    insert into connector.audit (trace_id, record, step, outcome, attempt, duration_ms, body_hash)
    select effect.trace_id, effect.record, effect.step, ${SENDING}, coalesce(before.attempt, 0) + 1, 0,
      effect.body_hash
    from unnest(
      ${column(({ traceId, record, otherwise }) => traceId ?? traces.get(record) ?? otherwise)}::text[],
      ${column(({ record }) => record)}::text[], ${column(({ step }) => step)}::text[],
      ${column(({ body }) => bodyHash(body))}::text[], ${column(({ isOfCall = false }) => isOfCall)}::boolean[]
    ) with ordinality as effect(trace_id, record, step, body_hash, is_of_call, place)
    left join lateral (
      select attempt from connector.audit failed
      where failed.record = effect.record and failed.step = effect.step and ${UNPROVEN}
        and (not effect.is_of_call or failed.body_hash = effect.body_hash)
        and not exists (
          select from connector.audit done
          where done.record = effect.record and done.step = effect.step and done.id > failed.id
            and done.outcome in ('written', 'taken')
            and (not effect.is_of_call or done.body_hash = effect.body_hash))
      order by failed.id desc limit 1
    ) before on true
    order by effect.place
    returning id`.execute(db);
  return rows.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
}
