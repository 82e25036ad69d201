import { inChunks } from '../domain/chunks.ts';
import { sql } from 'kysely';
import { eraseAudit } from './audit-chain.ts';
import type { Db } from './schema.ts';

/** What was removed, by place. */
export interface Erased {
  readonly links: number;
  readonly openErrors: number;
  readonly finishedJobs: number;
  readonly waitingJobs: number;
  readonly auditRows: number;
}

const count = (result: { numAffectedRows?: bigint | undefined }): number =>
  Number(result.numAffectedRows ?? 0n);

/** Statements stay small, however many orders a customer has. */
const AT_ONCE = 500;

/** Everything by which the store names these orders: their parts, and the returns of all of them. */
async function keysOf(db: Db, orderIds: readonly string[]): Promise<string[]> {
  const ids = [...orderIds];
  const { rows } = await sql<{ key: string }>`
    with part as (
      select linnworks_id from connector.link
        where salesforce_order_id = any(${ids}) and linnworks_id is not null
      union select linnworks_id from connector.order_snapshot where salesforce_order_id = any(${ids}))
    select linnworks_id as key from part
    union select key from connector.after_sale, jsonb_array_elements_text(return_keys) key
      where linnworks_id in (select linnworks_id from part)`.execute(db);
  return [...ids, ...rows.map(({ key }) => key)];
}

async function eraseSome(db: Db, orderIds: readonly string[], traceId: string): Promise<Erased> {
  const keys = await keysOf(db, orderIds);
  const parts = await sql`update connector.link
    set sent_parts = sent_parts - 'customer' - 'note'
    where salesforce_order_id = any(${[...orderIds]})`.execute(db);
  const errors = await sql`delete from connector.open_error
    where record_id = any(${keys})`.execute(db);
  const finished = await sql`delete from pgboss.job
    where singleton_key = any(${keys}) and (state > 'active' or name like '%-dead')`.execute(db);
  const waiting = await sql`update pgboss.job
    set data = jsonb_set(data, '{data,detail}', 'null'), output = null
    where singleton_key = any(${keys}) and data->'data'->>'detail' is not null`.execute(db);
  return {
    links: count(parts),
    openErrors: count(errors),
    finishedJobs: count(finished),
    waitingJobs: count(waiting),
    auditRows: await eraseAudit(db, keys, traceId),
  };
}

/**
 * Takes the traces of these orders out of the store. The tie between the two order ids stays, because without it the order
 * would be sent again; the hashes of what was sent of the customer go. Jobs that still wait keep their work and lose their
 * free text.
 */
export async function eraseCustomer(
  db: Db,
  orderIds: readonly string[],
  traceId: string,
): Promise<Erased> {
  const sum = { links: 0, openErrors: 0, finishedJobs: 0, waitingJobs: 0, auditRows: 0 };
  for (const ids of inChunks(orderIds, AT_ONCE)) {
    const some = await eraseSome(db, ids, traceId);
    for (const place of Object.keys(sum) as (keyof Erased)[]) sum[place] += some[place];
  }
  return sum;
}
