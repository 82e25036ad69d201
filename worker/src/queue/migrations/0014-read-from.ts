import { sql, type Kysely } from 'kysely';

/** From which records an order was mapped, and as of when: an edit of one of them leads back to the order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connector.link add column read_stamp text, add column read_from text[]`.execute(
    db,
  );
  await sql`create index on connector.link using gin (read_from)`.execute(db);
}
