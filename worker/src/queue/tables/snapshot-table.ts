import { sql } from 'kysely';
import type { SnapshotTable } from '../../domain/tables.ts';
import { inTransaction } from '../open-store.ts';
import type { Db } from '../schema.ts';

export function snapshotTable(db: Db): SnapshotTable {
  return {
    async get(object, keys) {
      if (keys.length === 0) return new Map();
      const rows = await db
        .selectFrom('snapshot')
        .select(['key', 'version', 'hash', 'state'])
        .where('object', '=', object)
        .where('key', 'in', keys)
        .execute();
      return new Map(rows.map((row) => [row.key, row]));
    },
    async forget(tx, object, keys) {
      if (keys.length === 0) return;
      await inTransaction(tx)
        .deleteFrom('snapshot')
        .where('object', '=', object)
        .where('key', 'in', keys)
        .execute();
      // Levels keep what was written beside what was read: an empty face is written again.
      if (object === 'Linnworks_Stock_Level__c')
        await sql`update connector.stock_level set written_face = '' where written_face is not null
          and key = any(${keys.map((key) => key.toLowerCase())})`.execute(inTransaction(tx));
    },
    async put(tx, object, rows) {
      if (rows.length === 0) return;
      const newest = new Map(rows.map((row) => [row.key, row]));
      await inTransaction(tx)
        .insertInto('snapshot')
        .values([...newest.values()].map((row) => ({ object, ...row })))
        .onConflict((conflict) =>
          conflict
            .columns(['object', 'key'])
            .doUpdateSet((row) => ({
              version: row.ref('excluded.version'),
              hash: row.ref('excluded.hash'),
              state: row.ref('excluded.state'),
              written_at: new Date(),
            }))
            .whereRef('snapshot.version', '<=', 'excluded.version'),
        )
        .execute();
    },
  };
}
