import { sql, type Kysely } from 'kysely';

/** Errors are about any record, not only about orders, and know how they are tried again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connector.open_error rename column order_id to record_id`.execute(db);
  await sql`alter table connector.open_error
    add column subject text not null default 'order',
    add column stream text not null default 'orders-out',
    add column step text not null default 'send',
    add column again jsonb,
    add column is_ignored boolean not null default false`.execute(db);
  await sql`update connector.open_error set again = jsonb_build_object(
    'queue', 'orders-out', 'key', record_id, 'kind', 'retry', 'data', '{}'::jsonb)`.execute(db);
}
