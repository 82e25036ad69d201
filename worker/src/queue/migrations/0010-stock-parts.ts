import { sql, type Kysely } from 'kysely';

/** What composites are made of, by item ids: when a part is sold, the sets made of it have changed too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table connector.stock_composite (
    id text primary key,
    read_at timestamptz not null)`.execute(db);
  await sql`create table connector.stock_part (
    composite_id text not null,
    part_id text not null,
    primary key (composite_id, part_id))`.execute(db);
  await sql`create index on connector.stock_part (part_id)`.execute(db);
}
