import { sql, type Kysely } from 'kysely';

/** An effect that failed before is found without reading those that were done, which are nearly all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index audit_unproven on connector.audit (record, step, id)
    where outcome ~ '^(failed|unknown|partly)'`.execute(db);
}
