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
  const links = await db
    .selectFrom('link')
    .select(['salesforce_order_id', 'linnworks_id'])
    .where('salesforce_order_id', 'in', orderIds)
    .execute();
  const keys = [...orderIds, ...links.flatMap(({ linnworks_id }) => linnworks_id ?? [])];
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
