import { sql, type RawBuilder } from 'kysely';
import type { StockChange } from '../../../domain/stock.ts';
import type { StockMovements, WaitingMovement } from '../../../domain/stock-tables.ts';
import { inTransaction } from '../../open-store.ts';
import type { Db } from '../../schema.ts';

export interface MovementRow {
  id: string;
  level_key: string;
  sku: string;
  stock_item_id: string;
  location_id: string;
  product_id: string | null;
  level_before: number;
  level_after: number;
  changed_at: Date;
  observed_at: Date;
  history: StockChange[] | null;
  tries: number;
}

export function toWaitingMovement(row: MovementRow): WaitingMovement {
  return {
    id: row.id,
    levelKey: row.level_key,
    sku: row.sku,
    stockItemId: row.stock_item_id,
    locationId: row.location_id,
    productId: row.product_id,
    before: row.level_before,
    after: row.level_after,
    changedAt: row.changed_at,
    observedAt: row.observed_at,
    history: row.history,
    tries: row.tries,
  };
}

export const movementFields = sql`m.*, l.sku, l.stock_item_id, l.location_id, l.product_id`;

/** A movement follows its level: it is written once Salesforce has the level. */
export const movementWaits = (now: Date): RawBuilder<boolean> =>
  sql<boolean>`(m.job_id is null and l.written_face is not null and (m.retry_at is null or m.retry_at <= ${now}))`;

export function stockMovements(db: Db): StockMovements {
  return {
    async claim(limit, now) {
      const { rows } = await sql<MovementRow>`select ${movementFields}
        from connector.stock_movement m join connector.stock_level l on l.key = m.level_key
        where ${movementWaits(now)} order by m.id limit ${limit}`.execute(db);
      return rows.map(toWaitingMovement);
    },
    async countWaiting(now, most) {
      const { rows } = await sql<{ n: string }>`select count(*) as n from (
        select from connector.stock_movement m join connector.stock_level l on l.key = m.level_key
        where ${movementWaits(now)} limit ${most}) as waiting`.execute(db);
      return Number(rows[0]?.n ?? 0);
    },
    async setHistory(tx, id, history) {
      await sql`update connector.stock_movement set history = ${JSON.stringify(history)}::jsonb
        where id = ${id}`.execute(inTransaction(tx));
    },
    async written(tx, ids, failed) {
      const bad = failed.map(({ key }) => key);
      await sql`delete from connector.stock_movement
        where id = any(${ids.filter((id) => !bad.includes(id))}::bigint[])`.execute(
        inTransaction(tx),
      );
      if (bad.length > 0)
        await sql`update connector.stock_movement m set tries = tries + 1, retry_at = f.at
          from unnest(${bad}::bigint[], ${failed.map(({ retryAt }) => retryAt)}::timestamptz[]) as f(id, at)
          where m.id = f.id`.execute(inTransaction(tx));
    },
  };
}
