import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ObjectSchema } from '../ports.ts';
import { SearchTable, tableName } from './search-table.ts';

/** One table for each object, made when it is first used and again when its fields have changed. */
export class SearchTables {
  readonly #database: DatabaseSync;
  readonly #signature: StatementSync;
  readonly #remember: StatementSync;
  readonly #tables = new Map<ObjectSchema, SearchTable>();
  readonly #ready = new Set<ObjectSchema>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#signature = database.prepare('SELECT signature FROM search_table WHERE object = ?');
    this.#remember = database.prepare('INSERT OR REPLACE INTO search_table VALUES (?, ?)');
  }

  of(object: ObjectSchema): SearchTable {
    const table = this.#tables.get(object) ?? new SearchTable(this.#database, object);
    if (this.#ready.has(object)) return table;
    this.#tables.set(object, table);
    if (this.#signature.get(object.name)?.['signature'] !== table.signature) {
      table.build();
      this.#remember.run(object.name, table.signature);
    }
    this.#ready.add(object);
    return table;
  }

  /** For SQL: the table's name, ready to be read. */
  nameOf(object: ObjectSchema): string {
    this.of(object);
    return tableName(object);
  }

  /** After a rollback: what was made within it is gone. */
  check(): void {
    this.#ready.clear();
  }

  clear(): void {
    for (const { object } of this.#database.prepare('SELECT object FROM search_table').all())
      this.#database.exec(`DROP TABLE IF EXISTS "search ${String(object)}"`);
    this.#database.exec('DELETE FROM search_table');
    this.#tables.clear();
    this.#ready.clear();
  }
}
