import { sql, type Kysely } from 'kysely';

/** Audit rows form a chain: each carries the hash of the one before, so that a changed or missing row shows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connector.audit
    add column seq bigint unique,
    add column prev_hash text,
    add column content_hash text,
    add column hash text,
    add column erased_at timestamptz`.execute(db);
  await sql`create index audit_unsealed on connector.audit (id) where seq is null`.execute(db);
  await sql`create index audit_at on connector.audit (at)`.execute(db);
}
