import { sql, type Kysely } from 'kysely';

/** What was written last of each Linnworks order, with both of its versions and a hash of each of its records. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table connector.order_snapshot (
    linnworks_id text primary key,
    number integer not null,
    salesforce_order_id text,
    relation text not null,
    parent_id text,
    updated_at text,
    observed_at text not null,
    is_exact boolean not null,
    seen text not null,
    state text not null,
    own jsonb not null,
    hashes jsonb not null,
    written_at timestamptz not null default now())`.execute(db);
  await sql`create index on connector.order_snapshot (observed_at)
    where seen not in ('Shipped', 'Cancelled', 'Merged', 'Deleted')`.execute(db);
  await sql`delete from connector.snapshot where object = 'Linnworks_Order__c'`.execute(db);
}
