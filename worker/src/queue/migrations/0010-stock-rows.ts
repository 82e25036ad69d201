import { sql, type Kysely } from 'kysely';

/**
 * The levels of a bulk job stand in a table of their own, with what each shows: to tie 100,000 levels to a job by a column
 * of theirs rewrites them and every index they are in, twice a job.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table connector.stock_job_row (
    key text primary key,
    job_id text not null,
    face text not null)`.execute(db);
  await sql`create index on connector.stock_job_row (job_id, key)`.execute(db);
  await sql`insert into connector.stock_job_row (key, job_id, face)
    select key, job_id, coalesce(sent_face, '') from connector.stock_level where job_id is not null`.execute(
    db,
  );
  await sql`alter table connector.stock_level drop column job_id`.execute(db);
}
