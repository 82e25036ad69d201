import type { Selectable } from 'kysely';
import type { Relation } from '../../domain/linnworks-port.ts';
import { ENDS, type OrderState } from '../../domain/order-state.ts';
import type { OrderSnapshot, OrderSnapshotTable } from '../../domain/tables.ts';
import { insertMany } from '../insert-many.ts';
import { inTransaction } from '../open-store.ts';
import type { Database, Db } from '../schema.ts';

function toSnapshot(row: Selectable<Database['order_snapshot']>): OrderSnapshot {
  return {
    linnworksId: row.linnworks_id,
    number: row.number,
    salesforceOrderId: row.salesforce_order_id,
    relation: row.relation as Relation,
    parentId: row.parent_id,
    origins: row.origins,
    updatedAt: row.updated_at,
    observedAt: row.observed_at,
    isExact: row.is_exact,
    seen: row.seen as OrderState,
    state: row.state as OrderState,
    stateSince: row.state_since,
    own: row.own,
    hashes: row.hashes,
  };
}

const toRow = (one: OrderSnapshot) => ({
  linnworks_id: one.linnworksId,
  number: one.number,
  salesforce_order_id: one.salesforceOrderId,
  relation: one.relation,
  parent_id: one.parentId,
  origins: [...one.origins],
  updated_at: one.updatedAt,
  observed_at: one.observedAt,
  is_exact: one.isExact,
  seen: one.seen,
  state: one.state,
  state_since: one.stateSince,
  own: one.own,
  hashes: one.hashes,
  written_at: new Date(),
});
const COLUMNS = Object.keys(
  toRow({ own: {}, hashes: {}, origins: [] } as unknown as OrderSnapshot),
) as (keyof ReturnType<typeof toRow>)[];

/** Who writes has compared versions under a lock of the order (pipelines/one-at-a-time.ts): the last put stands. */
export function orderSnapshotTable(db: Db): OrderSnapshotTable {
  return {
    async get(ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('order_snapshot')
        .selectAll()
        .where('linnworks_id', 'in', ids)
        .execute();
      return new Map(rows.map((row) => [row.linnworks_id, toSnapshot(row)]));
    },
    async put(tx, rows) {
      if (rows.length === 0) return;
      await insertMany(inTransaction(tx), 'order_snapshot', rows.map(toRow))
        .onConflict((conflict) =>
          conflict
            .column('linnworks_id')
            .doUpdateSet((row) =>
              Object.fromEntries(COLUMNS.map((name) => [name, row.ref(`excluded.${name}`)])),
            ),
        )
        .execute();
    },
    async isAnyOpen() {
      const row = await db
        .selectFrom('order_snapshot')
        .select('linnworks_id')
        .where('seen', 'not in', [...ENDS])
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async openBefore(observedAt) {
      const rows = await db
        .selectFrom('order_snapshot')
        .select('linnworks_id')
        .where('observed_at', '<', observedAt)
        .where('seen', 'not in', [...ENDS])
        .execute();
      return rows.map(({ linnworks_id: id }) => id);
    },
  };
}
