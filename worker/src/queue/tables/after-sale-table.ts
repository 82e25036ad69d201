import type { Selectable } from 'kysely';
import type {
  AfterSaleRow,
  AfterSaleTable,
  ReturnWishTable,
} from '../../domain/after-sale-tables.ts';
import { inTransaction } from '../open-store.ts';
import type { Database, Db } from '../schema.ts';

function toRow(row: Selectable<Database['after_sale']>): AfterSaleRow {
  return {
    linnworksId: row.linnworks_id,
    sums: row.sums,
    returnKeys: row.return_keys,
    origin: row.origin,
    hasOpen: row.has_open,
  };
}

function writes(): Pick<AfterSaleTable, 'putSums' | 'putOrigins'> {
  return {
    async putSums(tx, rows) {
      if (rows.length === 0) return;
      await inTransaction(tx)
        .insertInto('after_sale')
        .values(
          rows.map((row) => ({
            linnworks_id: row.linnworksId,
            sums: JSON.stringify(row.sums),
            return_keys: JSON.stringify(row.returnKeys),
            has_open: row.hasOpen,
            looked_at: row.lookedAt,
          })),
        )
        .onConflict((conflict) =>
          conflict
            .column('linnworks_id')
            .doUpdateSet((row) => ({
              sums: row.ref('excluded.sums'),
              return_keys: row.ref('excluded.return_keys'),
              has_open: row.ref('excluded.has_open'),
              looked_at: row.ref('excluded.looked_at'),
            }))
            .whereRef('after_sale.looked_at', '<=', 'excluded.looked_at'),
        )
        .execute();
    },
    async putOrigins(tx, rows) {
      if (rows.length === 0) return;
      await inTransaction(tx)
        .insertInto('after_sale')
        .values(
          rows.map(({ linnworksId, origin }) => ({
            linnworks_id: linnworksId,
            origin: JSON.stringify(origin),
            // A replacement has no returns of its own yet: any later look is newer.
            looked_at: new Date(0),
          })),
        )
        .onConflict((conflict) =>
          conflict
            .column('linnworks_id')
            .doUpdateSet((row) => ({ origin: row.ref('excluded.origin') })),
        )
        .execute();
    },
  };
}

export function afterSaleTable(db: Db): AfterSaleTable {
  return {
    async get(ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('after_sale')
        .selectAll()
        .where('linnworks_id', 'in', ids)
        .execute();
      return new Map(rows.map((row) => [row.linnworks_id, toRow(row)]));
    },
    ...writes(),
    async openLookedAtBefore(before, most) {
      const rows = await db
        .selectFrom('after_sale')
        .select('linnworks_id')
        .where('has_open', '=', true)
        .where('looked_at', '<', before)
        .orderBy('looked_at')
        .limit(most)
        .execute();
      return rows.map((row) => row.linnworks_id);
    },
  };
}

export function returnWishTable(db: Db): ReturnWishTable {
  return {
    async askedAt(key) {
      const row = await db
        .selectFrom('return_wish')
        .select('asked_at')
        .where('key', '=', key)
        .executeTakeFirst();
      return row?.asked_at ?? null;
    },
    async put(tx, key, linnworksId, askedAt) {
      await inTransaction(tx)
        .insertInto('return_wish')
        .values({ key, linnworks_id: linnworksId, asked_at: askedAt })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ asked_at: askedAt }))
        .execute();
    },
  };
}
