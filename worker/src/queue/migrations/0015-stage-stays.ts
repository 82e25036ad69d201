import { sql, type Kysely } from 'kysely';

/** Since when an order is in its state, and how long orders stayed in their stages: a count for each stage, day and hours. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connector.order_snapshot add column state_since text`.execute(db);
  await sql`create table connector.stage_stay (
    stage text not null,
    day text not null,
    hours integer not null,
    orders integer not null,
    primary key (stage, day, hours))`.execute(db);
}
