import { sql, type RawBuilder } from 'kysely';
import type { WaitingLevel, Wanted } from '../../../domain/stock-tables.ts';

export interface LevelRow {
  key: string;
  sku: string;
  stock_item_id: string;
  location_id: string;
  kind: string | null;
  on_hand: number;
  allocated: number;
  available: number;
  due: number;
  minimum: number | null;
  just_in_time: boolean;
  changed_at: Date | null;
  observed_at: Date;
  is_missing: boolean;
  product_id: string | null;
  written_face: string | null;
  tries: number;
}

export function toWaitingLevel(row: LevelRow): WaitingLevel {
  return {
    key: row.key,
    sku: row.sku,
    stockItemId: row.stock_item_id,
    locationId: row.location_id,
    kind: row.kind,
    onHand: row.on_hand,
    allocated: row.allocated,
    available: row.available,
    due: row.due,
    minimum: row.minimum,
    justInTime: row.just_in_time,
    changedAt: row.changed_at,
    observedAt: row.observed_at,
    isMissing: row.is_missing,
    productId: row.product_id,
    isNew: row.written_face === null,
    tries: row.tries,
  };
}

/** Whether a bulk job carries the row of `stock_level`. */
export const isInJob = sql<boolean>`exists (
  select from connector.stock_job_row r where r.key = stock_level.key)`;

/** Rows whose face is not the written one and that may be written now. A row without product stays once it is there. */
export function waits(wanted: Wanted): RawBuilder<boolean> {
  const { unlisted, now, skuKeys, withNew } = wanted;
  const some = skuKeys === undefined ? sql`true` : sql`sku_key = any(${skuKeys})`;
  // A person who asks for some items is answered even while a bulk job carries them.
  const free = skuKeys === undefined ? sql`not ${isInJob}` : sql`true`;
  const mayBeNew = withNew ? sql`true` : sql`written_face is not null`;
  return sql<boolean>`(written_face is distinct from face and ${free} and ${some} and ${mayBeNew}
    and (${unlisted} or product_id is not null or written_face is not null)
    and (written_face is not null or not is_missing)
    and (retry_at is null or retry_at <= ${now}))`;
}
