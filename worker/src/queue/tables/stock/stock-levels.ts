import { sql } from 'kysely';
import type { StockLevels } from '../../../domain/stock-tables.ts';
import { inTransaction } from '../../open-store.ts';
import type { Db, DbTransaction } from '../../schema.ts';
import { isInJob, toWaitingLevel, waits, type LevelRow } from './level-rows.ts';
import { observe } from './observe.ts';

/**
 * Rows of one claim are locked in the order of their keys: two writers never wait for each other. An empty face means
 * "write it again": of a row that a bulk job carries as well, nobody knows which of the two came last.
 */
const claimed = (from: ReturnType<typeof sql>) => sql<LevelRow>`
  with picked as (${from}), held as (select key from connector.stock_level where key in (select key from picked)
    order by key for update)
  update connector.stock_level set sent_face = case when ${isInJob} then '' else face end
  from held where stock_level.key = held.key returning stock_level.*`;

/** The job must not take what it carries of these for written. */
async function overtakeJobs(db: DbTransaction, skuKeys: readonly string[]): Promise<void> {
  await sql`with asked as (select r.key from connector.stock_job_row r join connector.stock_level l on l.key = r.key
      where l.sku_key = any(${skuKeys}) order by r.key for update of r)
    update connector.stock_job_row r set face = '' from asked where r.key = asked.key`.execute(db);
}

export function stockLevels(db: Db): StockLevels {
  return {
    observe: (tx, observation) => observe(inTransaction(tx), observation),
    ...reads(db),
    async markMissing(tx, sweep) {
      const { numAffectedRows } = await sql`update connector.stock_level set is_missing = true
        where seen_in < ${sweep} and not is_missing`.execute(inTransaction(tx));
      return Number(numAffectedRows ?? 0);
    },
    async claim(tx, wanted, limit) {
      const from = sql`select key from connector.stock_level where ${waits(wanted)}
        order by location_id, key limit ${limit}`;
      if (wanted.skuKeys !== undefined) await overtakeJobs(inTransaction(tx), wanted.skuKeys);
      const { rows } = await claimed(from).execute(inTransaction(tx));
      return rows.map(toWaitingLevel);
    },
    async written(tx, keys, failed) {
      const bad = failed.map(({ key }) => key);
      await sql`update connector.stock_level set tries = 0, retry_at = null,
          written_face = coalesce(sent_face, ''), sent_face = null
        where key = any(${keys.filter((key) => !bad.includes(key))})`.execute(inTransaction(tx));
      if (bad.length > 0)
        await sql`update connector.stock_level l set sent_face = null, tries = tries + 1, retry_at = f.at
          from unnest(${bad}::text[], ${failed.map(({ retryAt }) => retryAt)}::timestamptz[]) as f(key, at)
          where l.key = f.key`.execute(inTransaction(tx));
    },
    async forgetProducts(tx, productIds) {
      const ids = [...productIds];
      await sql`delete from connector.stock_product where id = any(${ids})`.execute(
        inTransaction(tx),
      );
      await sql`update connector.stock_level set product_id = null, retry_at = null
        where product_id = any(${ids})`.execute(inTransaction(tx));
    },
    async dropLocations(tx, keep) {
      const { numAffectedRows } = await sql`delete from connector.stock_level
        where location_id <> all(${[...keep]}) and not ${isInJob}`.execute(inTransaction(tx));
      await sql`delete from connector.stock_movement m where not exists (
        select from connector.stock_level l where l.key = m.level_key)`.execute(inTransaction(tx));
      return Number(numAffectedRows ?? 0);
    },
  };
}

function reads(
  db: Db,
): Pick<StockLevels, 'idsOf' | 'skus' | 'withoutKind' | 'countWaiting' | 'count'> {
  return {
    async idsOf(skuKeys) {
      const { rows } = await sql<{ sku_key: string; id: string }>`
        select sku_key, min(stock_item_id) as id from connector.stock_level
        where sku_key = any(${[...skuKeys]}) group by sku_key`.execute(db);
      return new Map(rows.map(({ sku_key: key, id }) => [key, id]));
    },
    async skus(after, limit) {
      const { rows } = await sql<{ sku: string; available: string }>`
        select min(sku) as sku, sum(available) as available from connector.stock_level
        where not is_missing group by sku_key order by sku_key offset ${after} limit ${limit}`.execute(
        db,
      );
      return rows.map(({ sku, available }) => ({ sku, available: Number(available) }));
    },
    async withoutKind(stockItemIds) {
      const { rows } = await sql<{ id: string }>`
        select i.id from unnest(${[...stockItemIds]}::text[]) as i(id) where not exists (
          select from connector.stock_level l where l.stock_item_id = i.id and l.kind is not null)`.execute(
        db,
      );
      return new Set(rows.map(({ id }) => id));
    },
    async countWaiting(wanted, most) {
      const { rows } = await sql<{ n: string }>`select count(*) as n from (
        select from connector.stock_level where ${waits(wanted)} limit ${most}) as waiting`.execute(
        db,
      );
      return Number(rows[0]?.n ?? 0);
    },
    async count() {
      const { rows } = await sql<{ known: string; written: string }>`
        select count(*) as known, count(written_face) as written from connector.stock_level`.execute(
        db,
      );
      return { known: Number(rows[0]?.known ?? 0), written: Number(rows[0]?.written ?? 0) };
    },
  };
}
