import { sql } from 'kysely';
import { skuKey } from '../../../domain/stock.ts';
import type { StockObservation } from '../../../domain/stock-tables.ts';
import type { DbTransaction } from '../../schema.ts';

const KEY_SKU_LENGTH = 200;

/** The key of a level, of the store and of Salesforce alike: both compare it without case. */
export function levelKey(sku: string, locationId: string): string {
  return `${skuKey(sku).slice(0, KEY_SKU_LENGTH)}|${locationId}`;
}

function toRows({ items }: StockObservation) {
  const rows = items.flatMap((item) =>
    item.levels.map((level) => ({
      key: levelKey(item.sku, level.locationId),
      sku_key: skuKey(item.sku),
      sku: item.sku,
      stock_item_id: item.id,
      location_id: level.locationId,
      kind: item.kind,
      on_hand: level.onHand,
      allocated: level.allocated,
      available: level.available,
      due: level.due,
      minimum: level.minimum,
      just_in_time: level.justInTime,
      changed_at: level.changedAt,
    })),
  );
  return [...new Map(rows.map((row) => [row.key, row])).values()];
}

const FIELDS = sql`key text, sku_key text, sku text, stock_item_id text, location_id text, kind text, on_hand int,
  allocated int, available int, due int, minimum int, just_in_time boolean, changed_at timestamptz`;

type Rows = ReturnType<typeof toRows>;

const seen = (rows: Rows) =>
  sql`seen as (select * from json_to_recordset(${JSON.stringify(rows)}::json) as row(${FIELDS}))`;

/** Rows are locked in the order of their keys, so that two reads of the same items never wait for each other. */
async function noteMovements(db: DbTransaction, rows: Rows, at: Date): Promise<void> {
  await sql`with ${seen(rows)}, held as (
      select l.key, l.on_hand, l.observed_at, l.written_face, l.sent_face
      from connector.stock_level l join seen s on s.key = l.key order by l.key for update of l)
    insert into connector.stock_movement (level_key, level_before, level_after, changed_at, observed_at)
    select s.key, h.on_hand, s.on_hand, coalesce(s.changed_at, ${at}::timestamptz), ${at}::timestamptz
    from held h join seen s on s.key = h.key
    where h.observed_at < ${at}::timestamptz and h.on_hand <> s.on_hand
      and (h.written_face is not null or h.sent_face is not null
        or exists (select from connector.stock_job_row r where r.key = s.key))`.execute(db);
}

async function storeLevels(
  db: DbTransaction,
  rows: Rows,
  { at, sweep }: StockObservation,
): Promise<void> {
  await sql`with ${seen(rows)}
    insert into connector.stock_level as l (key, sku_key, sku, stock_item_id, location_id, kind, on_hand, allocated,
      available, due, minimum, just_in_time, changed_at, observed_at, seen_in, product_id)
    select s.key, s.sku_key, s.sku, s.stock_item_id, s.location_id, s.kind, s.on_hand, s.allocated, s.available, s.due,
      s.minimum, s.just_in_time, s.changed_at, ${at}::timestamptz, ${sweep}::int, (
        select case when count(*) = 1 then min(p.id) end from connector.stock_product p where p.sku_key = s.sku_key)
    from seen s order by s.key
    on conflict (key) do update set sku = excluded.sku, stock_item_id = excluded.stock_item_id,
      kind = coalesce(excluded.kind, l.kind), on_hand = excluded.on_hand, allocated = excluded.allocated,
      available = excluded.available, due = excluded.due, minimum = excluded.minimum,
      just_in_time = excluded.just_in_time, changed_at = excluded.changed_at, observed_at = excluded.observed_at,
      seen_in = greatest(l.seen_in, excluded.seen_in), is_missing = false
    where l.observed_at < excluded.observed_at`.execute(db);
}

/**
 * What was read later wins, and a changed level that Salesforce knows (or is just being told) leaves a movement behind,
 * in the same transaction.
 */
export async function observe(db: DbTransaction, observation: StockObservation): Promise<void> {
  const { items, at, sweep } = observation;
  const rows = toRows(observation);
  if (rows.length > 0) {
    await noteMovements(db, rows, at);
    await storeLevels(db, rows, observation);
  }
  // An item whose levels were not told is there all the same.
  const bare = items.filter(({ levels }) => levels.length === 0);
  if (bare.length > 0)
    await sql`update connector.stock_level l set seen_in = greatest(seen_in, ${sweep})
      from unnest(${bare.map(({ id }) => id)}::text[], ${bare.map(({ sku }) => skuKey(sku))}::text[]) as b(id, sku_key)
      where l.stock_item_id = b.id and l.sku_key = b.sku_key`.execute(db);
}
