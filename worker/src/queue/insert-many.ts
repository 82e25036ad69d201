import { sql, type InsertQueryBuilder, type InsertResult, type SelectType } from 'kysely';
import type { Database, Db } from './schema.ts';

/** As they are read, JSON columns as values; a bigint may be given as a number. */
type NewRow<Table extends keyof Database> = {
  readonly [Column in keyof Database[Table]]?: SelectType<Database[Table][Column]> | number;
};

/**
 * Inserts rows that all have the same columns, as one parameter: PostgreSQL takes the types from the table. With a
 * parameter for each value, building and parsing these statements took a sixth of the time of a push.
 */
export function insertMany<Table extends keyof Database>(
  db: Db,
  table: Table,
  rows: readonly NewRow<Table>[],
): InsertQueryBuilder<Database, Table, InsertResult> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Database[Table] & string)[];
  const names = sql.join(columns.map((name) => sql.ref(name)));
  const asTable = sql.table(`connector.${table}`);
  return db
    .insertInto(table)
    .columns(columns)
    .expression(
      sql`select ${names} from jsonb_populate_recordset(null::${asTable}, ${JSON.stringify(rows)}::jsonb)`,
    );
}
