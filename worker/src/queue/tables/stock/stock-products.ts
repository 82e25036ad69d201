import { sql } from 'kysely';
import type { StockLooks, StockProducts } from '../../../domain/stock-tables.ts';
import { skuKey } from '../../../domain/stock.ts';
import { inTransaction } from '../../open-store.ts';
import type { Db } from '../../schema.ts';

export function stockProducts(db: Db): StockProducts {
  return {
    async put(tx, load, products) {
      if (products.length === 0) return [];
      const newest = [...new Map(products.map((one) => [one.id, one])).values()];
      const { rows: before } = await sql<{
        sku_key: string;
      }>`select sku_key from connector.stock_product
        where id = any(${newest.map(({ id }) => id)})`.execute(inTransaction(tx));
      await sql`insert into connector.stock_product (id, sku_key, loaded_in)
        select id, sku_key, ${load}::bigint from unnest(${newest.map(({ id }) => id)}::text[],
          ${newest.map(({ skuKey: key }) => key)}::text[]) as p(id, sku_key)
        on conflict (id) do update set sku_key = excluded.sku_key, loaded_in = excluded.loaded_in`.execute(
        inTransaction(tx),
      );
      return [...before.map(({ sku_key: key }) => key), ...newest.map(({ skuKey: key }) => key)];
    },
    async dropOlder(tx, load) {
      await sql`delete from connector.stock_product where loaded_in < ${load}`.execute(
        inTransaction(tx),
      );
    },
    async link(tx, skuKeys) {
      const some = skuKeys === undefined ? sql`true` : sql`l.sku_key = any(${[...skuKeys]})`;
      await sql`update connector.stock_level l set product_id = found.id, retry_at = null
        from (select l.key, (select case when count(*) = 1 then min(p.id) end
              from connector.stock_product p where p.sku_key = l.sku_key) as id
              from connector.stock_level l where ${some}) as found
        where l.key = found.key and l.product_id is distinct from found.id`.execute(
        inTransaction(tx),
      );
    },
    async skuKeyOf(productId) {
      const { rows } = await sql<{ sku_key: string }>`
        select sku_key from connector.stock_product where id = ${productId}`.execute(db);
      return rows[0]?.sku_key ?? null;
    },
    ...problems(db),
  };
}

/** What keeps stock from being shown on a product. */
function problems(db: Db): Pick<StockProducts, 'twice' | 'missing'> {
  return {
    async twice(most) {
      const { rows } = await sql<{ sku: string; ids: string[] }>`
        select min(l.sku) as sku, array_agg(distinct p.id) as ids
        from connector.stock_product p join connector.stock_level l on l.sku_key = p.sku_key
        group by p.sku_key having count(distinct p.id) > 1 order by 1 limit ${most}`.execute(db);
      return rows.map(({ sku, ids }) => ({ sku, productIds: ids }));
    },
    async missing(most) {
      const { rows } = await sql<{ sku: string; total: string }>`
        select sku, count(*) over () as total from (
          select min(sku) as sku from connector.stock_level l where product_id is null and not is_missing
            and not exists (select from connector.stock_product p where p.sku_key = l.sku_key)
          group by sku_key) as waiting order by sku limit ${most}`.execute(db);
      return { skus: rows.map(({ sku }) => sku), total: Number(rows[0]?.total ?? 0) };
    },
  };
}

export function stockLooks(db: Db): StockLooks {
  return {
    async ask(tx, skus, traceId, at) {
      const byKey = new Map(skus.map((sku) => [skuKey(sku), sku.trim()]));
      byKey.delete('');
      if (byKey.size === 0) return;
      await sql`insert into connector.stock_look as l (sku_key, sku, trace_id, asked_at)
        select key, sku, ${traceId}, ${at}::timestamptz
        from unnest(${[...byKey.keys()]}::text[], ${[...byKey.values()]}::text[]) as s(key, sku) order by key
        on conflict (sku_key) do update set asked_at = greatest(l.asked_at, excluded.asked_at)`.execute(
        inTransaction(tx),
      );
    },
    async oldest(limit) {
      const { rows } = await sql<{
        sku_key: string;
        sku: string;
        trace_id: string;
        asked_at: Date;
      }>`
        select * from connector.stock_look order by asked_at limit ${limit}`.execute(db);
      return rows.map((row) => ({
        skuKey: row.sku_key,
        sku: row.sku,
        traceId: row.trace_id,
        askedAt: row.asked_at,
      }));
    },
    async done(tx, skuKeys, upTo) {
      await sql`delete from connector.stock_look
        where sku_key = any(${[...skuKeys]}) and asked_at <= ${upTo}`.execute(inTransaction(tx));
    },
    async count() {
      const { rows } = await sql<{
        n: string;
      }>`select count(*) as n from connector.stock_look`.execute(db);
      return Number(rows[0]?.n ?? 0);
    },
  };
}
