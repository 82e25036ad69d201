import { sql, type Kysely } from 'kysely';

/** Whose goods an order has: the orders that were merged into it, and those that it was split off. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connector.order_snapshot add column origins text[] not null default '{}'`.execute(
    db,
  );
}
