import { sql } from 'kysely';
import type { StockParts } from '../../../domain/stock-tables.ts';
import { inTransaction } from '../../open-store.ts';
import type { Db } from '../../schema.ts';

const idsOf = ({ rows }: { rows: { id: string }[] }): string[] => rows.map(({ id }) => id);

export function stockParts(db: Db): StockParts {
  return {
    async unreadSince(stockItemIds, since) {
      return idsOf(
        await sql<{ id: string }>`select distinct l.stock_item_id as id from connector.stock_level l
          left join connector.stock_composite c on c.id = l.stock_item_id
          where l.stock_item_id = any(${[...stockItemIds]}) and l.kind = 'Composite'
            and (c.read_at is null or c.read_at < ${since})`.execute(db),
      );
    },
    async put(tx, parts, at) {
      const ids = [...parts.keys()];
      const pairs = [...parts].flatMap(([id, of]) =>
        [...new Set(of)].map((part) => ({ id, part })),
      );
      const db = inTransaction(tx);
      await sql`insert into connector.stock_composite (id, read_at)
        select id, ${at}::timestamptz from unnest(${ids}::text[]) as c(id) order by id
        on conflict (id) do update set read_at = excluded.read_at`.execute(db);
      await sql`delete from connector.stock_part where composite_id = any(${ids})`.execute(db);
      await sql`insert into connector.stock_part (composite_id, part_id)
        select * from unnest(${pairs.map(({ id }) => id)}::text[], ${pairs.map(({ part }) => part)}::text[])`.execute(
        db,
      );
    },
    async sharing(stockItemIds, most) {
      return idsOf(
        await sql<{ id: string }>`with recursive part(id) as (
            select unnest(${[...stockItemIds]}::text[])
            union select p.part_id from connector.stock_part p join part on p.composite_id = part.id),
          made(id) as (
            select id from part
            union select p.composite_id from connector.stock_part p join made on p.part_id = made.id)
          select id from made where id <> all(${[...stockItemIds]}) limit ${most}`.execute(db),
      );
    },
  };
}
