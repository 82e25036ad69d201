import { sql, type Kysely } from 'kysely';

/** What is known of returns: sums by order, where replacements came from, and bookings that were asked for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table connector.after_sale (
    linnworks_id text primary key,
    sums jsonb,
    return_keys jsonb not null default '[]',
    origin jsonb,
    has_open boolean not null default false,
    looked_at timestamptz not null default now())`.execute(db);
  await sql`create index on connector.after_sale (looked_at) where has_open`.execute(db);
  await sql`create table connector.return_wish (
    key text primary key,
    linnworks_id text not null,
    asked_at timestamptz not null default now())`.execute(db);
}
