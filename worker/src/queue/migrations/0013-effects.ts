import { sql, type Kysely } from 'kysely';

/** The trace ID of an effect is looked up by the Linnworks id of its order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index link_linnworks_id on connector.link (linnworks_id)`.execute(db);
}
