import { sql, type Selectable } from 'kysely';
import type { Tx } from '../../domain/ports.ts';
import type { Link, LinkTable } from '../../domain/tables.ts';
import { ENDS } from '../../domain/order-state.ts';
import { insertMany } from '../insert-many.ts';
import { inTransaction } from '../open-store.ts';
import type { Database, Db } from '../schema.ts';

function toLink(row: Selectable<Database['link']>): Link {
  return {
    salesforceOrderId: row.salesforce_order_id,
    sourceKey: row.source_key,
    traceId: row.trace_id,
    linnworksId: row.linnworks_id,
    linnworksNumber: row.linnworks_number,
    expectedTotal: row.expected_total === null ? null : Number(row.expected_total),
    currency: row.currency,
    sentParts: row.sent_parts,
    ...(row.read_stamp === null
      ? {}
      : { read: { stamp: row.read_stamp, ids: row.read_from ?? [] } }),
  };
}

async function openReadFrom(db: Db, recordIds: readonly string[]): Promise<Link[]> {
  if (recordIds.length === 0) return [];
  const rows = await db
    .selectFrom('link')
    .leftJoin('order_snapshot', 'order_snapshot.linnworks_id', 'link.linnworks_id')
    .selectAll('link')
    .where('link.linnworks_id', 'is not', null)
    .where(sql<boolean>`link.read_from && ${[...recordIds]}::text[]`)
    .where((where) =>
      where.or([
        where('order_snapshot.seen', 'is', null),
        where('order_snapshot.seen', 'not in', [...ENDS]),
      ]),
    )
    .execute();
  return rows.map(toLink);
}

/** An intention never takes the place of a confirmed link: `linnworks_id` is only ever filled in. */
async function putLinks(tx: Tx, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return;
  await insertMany(
    inTransaction(tx),
    'link',
    links.map((link) => ({
      salesforce_order_id: link.salesforceOrderId,
      source_key: link.sourceKey,
      trace_id: link.traceId,
      linnworks_id: link.linnworksId,
      linnworks_number: link.linnworksNumber,
      expected_total: link.expectedTotal,
      currency: link.currency,
      sent_parts: link.sentParts,
      read_stamp: link.read?.stamp ?? null,
      read_from: link.read ? [...link.read.ids] : null,
    })),
  )
    .onConflict((conflict) =>
      conflict.column('salesforce_order_id').doUpdateSet((row) => ({
        source_key: row.ref('excluded.source_key'),
        linnworks_id: row.fn.coalesce('excluded.linnworks_id', 'link.linnworks_id'),
        linnworks_number: row.fn.coalesce('excluded.linnworks_number', 'link.linnworks_number'),
        expected_total: row.ref('excluded.expected_total'),
        currency: row.ref('excluded.currency'),
        sent_parts: row.ref('excluded.sent_parts'),
        read_stamp: row.fn.coalesce('excluded.read_stamp', 'link.read_stamp'),
        read_from: row.fn.coalesce('excluded.read_from', 'link.read_from'),
        updated_at: new Date(),
      })),
    )
    .execute();
}

export function linkTable(db: Db): LinkTable {
  const find = async (
    column: 'salesforce_order_id' | 'source_key' | 'linnworks_id',
    values: readonly string[],
  ) => {
    if (values.length === 0) return [];
    const rows = await db.selectFrom('link').selectAll().where(column, 'in', values).execute();
    return rows.map(toLink);
  };
  return {
    async byOrder(orderIds) {
      const links = await find('salesforce_order_id', orderIds);
      return new Map(links.map((link) => [link.salesforceOrderId, link]));
    },
    async bySourceKey(sourceKeys) {
      const links = await find('source_key', sourceKeys);
      return new Map(links.map((link) => [link.sourceKey, link]));
    },
    async byLinnworks(linnworksIds) {
      const links = await find('linnworks_id', linnworksIds);
      return new Map(links.map((link) => [link.linnworksId ?? '', link]));
    },
    openReadFrom: (recordIds) => openReadFrom(db, recordIds),
    async putRead(tx, reads) {
      for (const [orderId, { stamp, ids }] of reads)
        await inTransaction(tx)
          .updateTable('link')
          .set({ read_stamp: stamp, read_from: [...ids] })
          .where('salesforce_order_id', '=', orderId)
          .execute();
    },
    put: putLinks,
  };
}
