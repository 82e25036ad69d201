import { sql, type Kysely } from 'kysely';

/**
 * Stock levels as they were read and as they were written. `face` is everything that a person sees of a level: a row
 * waits to be written exactly while its face is not the one that was written last.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createLevels(db);
  await createAround(db);
}

async function createLevels(db: Kysely<unknown>): Promise<void> {
  await sql`create table connector.stock_level (
    key text primary key,
    sku_key text not null,
    sku text not null,
    stock_item_id text not null,
    location_id text not null,
    kind text,
    on_hand integer not null,
    allocated integer not null,
    available integer not null,
    due integer not null,
    minimum integer,
    just_in_time boolean not null,
    changed_at timestamptz,
    observed_at timestamptz not null,
    seen_in integer not null,
    is_missing boolean not null default false,
    product_id text,
    face text not null generated always as (
      sku || '|' || coalesce(kind, '') || '|' || on_hand || '|' || allocated || '|' || available || '|' || due || '|' ||
      coalesce(minimum::text, '') || '|' || just_in_time::text || '|' || is_missing::text || '|' ||
      coalesce(product_id, '')) stored,
    sent_face text,
    written_face text,
    job_id text,
    tries integer not null default 0,
    retry_at timestamptz) with (fillfactor = 70)`.execute(db);
  await sql`create index stock_level_waits on connector.stock_level (location_id, key)
    where written_face is distinct from face`.execute(db);
  await sql`create index on connector.stock_level (sku_key)`.execute(db);
  await sql`create index on connector.stock_level (stock_item_id)`.execute(db);
  await sql`create index on connector.stock_level (job_id) where job_id is not null`.execute(db);
}

async function createAround(db: Kysely<unknown>): Promise<void> {
  await sql`create table connector.stock_product (
    id text primary key,
    sku_key text not null,
    loaded_in bigint not null)`.execute(db);
  await sql`create index on connector.stock_product (sku_key)`.execute(db);
  await sql`create table connector.stock_movement (
    id bigint generated always as identity primary key,
    level_key text not null,
    level_before integer not null,
    level_after integer not null,
    changed_at timestamptz not null,
    observed_at timestamptz not null,
    history jsonb,
    job_id text,
    tries integer not null default 0,
    retry_at timestamptz)`.execute(db);
  await sql`create index on connector.stock_movement (level_key)`.execute(db);
  await sql`create table connector.stock_look (
    sku_key text primary key,
    sku text not null,
    trace_id text not null,
    asked_at timestamptz not null)`.execute(db);
  await sql`create index on connector.stock_look (asked_at)`.execute(db);
  await sql`create table connector.stock_job (
    id text primary key,
    salesforce_id text,
    object text not null,
    rows integer not null,
    opened_at timestamptz not null)`.execute(db);
}
