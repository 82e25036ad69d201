import type { CursorTable, InboxTable } from '../../domain/tables.ts';
import { insertMany } from '../insert-many.ts';
import { inTransaction } from '../open-store.ts';
import type { Db } from '../schema.ts';

export function inboxTable(): InboxTable {
  return {
    async addNew(tx, ids) {
      if (ids.length === 0) return [];
      const rows = await insertMany(
        inTransaction(tx),
        'inbox',
        [...new Set(ids)].map((id) => ({ id })),
      )
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    async forget(tx, ids) {
      if (ids.length === 0) return;
      await inTransaction(tx).deleteFrom('inbox').where('id', 'in', ids).execute();
    },
  };
}

export function cursorTable(db: Db): CursorTable {
  return {
    async get(name) {
      const row = await db
        .selectFrom('cursor')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value ?? null;
    },
    async set(tx, name, value) {
      await inTransaction(tx)
        .insertInto('cursor')
        .values({ name, value })
        .onConflict((conflict) =>
          conflict.column('name').doUpdateSet({ value, updated_at: new Date() }),
        )
        .execute();
    },
  };
}
