import { sql, type Kysely } from 'kysely';

/** Orders that were found valid in Observe mode and wait for the mode Active, however long it takes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table connector.observed (
    salesforce_order_id text primary key,
    request_id text,
    trace_id text not null,
    observed_at timestamptz not null default now())`.execute(db);
}
