import { sql, type Kysely } from 'kysely';

/** Everything that the worker must remember beside its queue. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSyncTables(db);
  await createErrorTables(db);
}

async function createSyncTables(db: Kysely<unknown>): Promise<void> {
  await sql`create table connector.inbox (
    id text primary key,
    received_at timestamptz not null default now())`.execute(db);
  await sql`create table connector.cursor (
    name text primary key,
    value text not null,
    updated_at timestamptz not null default now())`.execute(db);
  await sql`create table connector.link (
    salesforce_order_id text primary key,
    source_key text not null unique,
    trace_id text not null,
    linnworks_id text,
    linnworks_number integer,
    expected_total bigint,
    currency text,
    sent_parts jsonb not null default '{}',
    updated_at timestamptz not null default now())`.execute(db);
  await sql`create table connector.snapshot (
    object text not null,
    key text not null,
    version text not null,
    hash text not null,
    state text not null,
    written_at timestamptz not null default now(),
    primary key (object, key))`.execute(db);
}

async function createErrorTables(db: Kysely<unknown>): Promise<void> {
  await sql`create table connector.open_error (
    fingerprint text primary key,
    order_id text not null,
    code text not null,
    cause_key text not null,
    trace_id text not null,
    attempts integer not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    stamp text not null)`.execute(db);
  await sql`create index on connector.open_error (order_id)`.execute(db);
  await sql`create index on connector.open_error (cause_key)`.execute(db);
  await sql`create table connector.audit (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    trace_id text not null,
    record text not null,
    step text not null,
    outcome text not null,
    attempt integer not null,
    duration_ms integer not null,
    body_hash text)`.execute(db);
  await sql`create index on connector.audit (trace_id)`.execute(db);
  await sql`create index on connector.audit (record)`.execute(db);
}
