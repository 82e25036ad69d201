import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { FieldSchema, ObjectSchema, Row } from '../ports.ts';
import { comparable, sqlValue } from './comparable.ts';
import { mintId } from './record-id.ts';
import { isSearchable, quoted } from './search-table.ts';
import { SearchTables } from './search-tables.ts';

/** Rows kept in memory, at most twice: an org with hundreds of thousands of stock levels must not fill it. */
const MOST_CACHED = 15_000;

interface Cached {
  readonly version: number;
  readonly row: Row;
}

/** So many prepared statements are kept. */
const MOST_STATEMENTS = 400;

export type SqlValue = string | number | null;

/**
 * The rows of every object in one table, as JSON, and beside it a table for each object with what can be searched.
 * Rows handed out are shared with a cache and must not be changed.
 */
export class RecordStore {
  readonly #statements: Record<'find' | 'list' | 'all' | 'put', StatementSync>;
  readonly #next: StatementSync;
  /** What was used lately, and what was used before that. */
  #cache = new Map<string, Cached>();
  #older = new Map<string, Cached>();
  readonly #prepared = new Map<string, StatementSync>();
  readonly #tables: SearchTables;
  readonly #database: DatabaseSync;
  /** Rises with every write and never falls, not even on a rollback: a cached row is never mistaken. */
  #version: number;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#tables = new SearchTables(database);
    const prepare = (sql: string): StatementSync => database.prepare(sql);
    this.#statements = {
      find: prepare('SELECT version, deleted FROM record WHERE id = ?'),
      list: prepare('SELECT id, version FROM record WHERE object = ? AND deleted <= ? ORDER BY id'),
      all: prepare('SELECT fields FROM record WHERE id = ?'),
      put: prepare('INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)'),
    };
    this.#next = prepare(
      'INSERT INTO sequence VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value',
    );
    const highest = database.prepare('SELECT MAX(version) AS v FROM record').get() as { v: number };
    this.#version = Number(highest.v ?? 0);
  }

  /** The next number of a sequence, from 1. */
  next(name: string): number {
    return Number((this.#next.get(name) as { value: number }).value);
  }

  newId(object: ObjectSchema): string {
    return mintId(object.keyPrefix, this.next(`id:${object.keyPrefix}`));
  }

  /** Null when there is no such record or it is deleted. */
  find(id: string): Row | null {
    const found = this.#statements.find.get(id) as { version: number; deleted: number } | undefined;
    return found && found.deleted === 0 ? this.#row(id, found.version) : null;
  }

  isDeleted(id: string): boolean {
    const found = this.#statements.find.get(id) as { deleted: number } | undefined;
    return found?.deleted === 1;
  }

  /** Deleted or not. */
  load(id: string): Row | null {
    const found = this.#statements.find.get(id) as { version: number } | undefined;
    return found ? this.#row(id, found.version) : null;
  }

  /** Every record of the object in id order, deleted ones only when asked for. */
  all(object: ObjectSchema, withDeleted = false): Row[] {
    const rows = this.#statements.list.all(object.name, withDeleted ? 1 : 0);
    return rows.map(({ id, version }) => this.#row(String(id), Number(version)));
  }

  /** The name of the object's table in `select`. Its columns are the fields that can be searched, and `deleted`. */
  table(object: ObjectSchema): string {
    return this.#tables.nameOf(object);
  }

  select(sql: string, values: readonly SqlValue[]): Record<string, unknown>[] {
    const known = this.#prepared.get(sql);
    const statement = known ?? this.#database.prepare(sql);
    if (!known) {
      if (this.#prepared.size >= MOST_STATEMENTS) this.#prepared.clear();
      this.#prepared.set(sql, statement);
    }
    return statement.all(...values);
  }

  /** Live records whose field has the value, in id order. */
  byKey(object: ObjectSchema, field: FieldSchema, value: unknown): Row[] {
    const wanted = comparable(field, value);
    if (wanted === null) return [];
    const sql = `SELECT "Id" AS id FROM ${this.table(object)} WHERE ${quoted(field.name)} = ? AND deleted = 0 ORDER BY "Id"`;
    const rows = this.select(sql, [sqlValue(wanted)]).map(({ id }) => this.load(String(id)));
    return rows.filter(
      (row) => row !== null && (!field.caseSensitive || row[field.name] === value),
    ) as Row[];
  }

  /** The first live record with exactly this value. */
  findBy(object: ObjectSchema, name: string, value: unknown): Row | null {
    const field = object.fields.get(name);
    const isQuick = field && isSearchable(field) && value !== null && value !== '';
    const rows = isQuick ? this.byKey(object, field, value) : this.all(object);
    return rows.find((row) => row[name] === value) ?? null;
  }

  /** To be called after a rollback. */
  forget(): void {
    this.#tables.check();
  }

  put(object: ObjectSchema, row: Row): void {
    this.#write(object, row, 0);
  }

  /** Into the recycle bin: still there for queryAll, and its keys are free again. */
  bin(object: ObjectSchema, row: Row): void {
    this.#write(object, { ...row, IsDeleted: true }, 1);
  }

  clear(): void {
    this.#database.exec('DELETE FROM record; DELETE FROM sequence;');
    this.#tables.clear();
    this.#prepared.clear();
    this.#cache.clear();
    this.#older.clear();
  }

  #write(object: ObjectSchema, row: Row, deleted: 0 | 1): void {
    const id = String(row['Id']);
    const table = this.#tables.of(object);
    this.#version += 1;
    this.#statements.put.run(id, object.name, deleted, this.#version, JSON.stringify(row));
    this.#remember(id, { version: this.#version, row });
    table.put(row, deleted);
  }

  #row(id: string, version: number): Row {
    const cached = this.#cache.get(id) ?? this.#older.get(id);
    if (cached?.version === version) return cached.row;
    const { fields } = this.#statements.all.get(id) as { fields: string };
    const row = JSON.parse(fields) as Row;
    this.#remember(id, { version, row });
    return row;
  }

  #remember(id: string, cached: Cached): void {
    this.#cache.set(id, cached);
    if (this.#cache.size < MOST_CACHED) return;
    this.#older = this.#cache;
    this.#cache = new Map();
  }
}
