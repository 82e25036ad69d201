import { asText } from '../as-text.ts';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { FieldSchema, ObjectSchema, Row } from '../ports.ts';
import { mintId } from './record-id.ts';

/** Of every record, and looked up by nobody. */
const STAMPS = ['CreatedById', 'LastModifiedById'];

/** Fields that are looked up by value: keys, lookups, names. */
function isKey(object: ObjectSchema, field: FieldSchema): boolean {
  return (
    field.unique ||
    field.externalId ||
    (field.type === 'reference' && !STAMPS.includes(field.name)) ||
    field.type === 'autonumber' ||
    field.name === object.nameField
  );
}

function keyOf(field: FieldSchema, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  const text = asText(value);
  return field.type === 'reference' || field.caseSensitive ? text : text.toLowerCase();
}

/** Rows kept in memory: an org with hundreds of thousands of stock levels must not fill it. */
const MOST_CACHED = 30_000;

interface Cached {
  readonly version: number;
  readonly row: Row;
}

/**
 * The rows of every object in one table, as JSON, with an index of their key fields. Rows handed out are shared with
 * a cache and must not be changed.
 */
export class RecordStore {
  readonly #statements: Record<
    'find' | 'list' | 'all' | 'put' | 'keys' | 'addKey' | 'dropKeys' | 'count',
    StatementSync
  >;
  readonly #next: StatementSync;
  readonly #cache = new Map<string, Cached>();
  readonly #keyFields = new Map<ObjectSchema, FieldSchema[]>();
  readonly #database: DatabaseSync;
  /** Rises with every write and never falls, not even on a rollback: a cached row is never mistaken. */
  #version: number;

  constructor(database: DatabaseSync) {
    this.#database = database;
    const prepare = (sql: string): StatementSync => database.prepare(sql);
    this.#statements = {
      find: prepare('SELECT version, deleted FROM record WHERE id = ?'),
      list: prepare('SELECT id, version FROM record WHERE object = ? AND deleted <= ? ORDER BY id'),
      all: prepare('SELECT fields FROM record WHERE id = ?'),
      put: prepare('INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)'),
      keys: prepare('SELECT id FROM record_key WHERE object = ? AND field = ? AND value = ?'),
      addKey: prepare('INSERT OR IGNORE INTO record_key VALUES (?, ?, ?, ?)'),
      dropKeys: prepare('DELETE FROM record_key WHERE id = ?'),
      count: prepare('SELECT COUNT(*) AS n FROM record WHERE object = ? AND deleted = 0'),
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

  /** Every record of the object in id order, deleted ones only when asked for. */
  all(object: ObjectSchema, withDeleted = false): Row[] {
    const rows = this.#statements.list.all(object.name, withDeleted ? 1 : 0);
    return rows.map(({ id, version }) => this.#row(String(id), Number(version)));
  }

  count(object: ObjectSchema): number {
    return Number((this.#statements.count.get(object.name) as { n: number }).n);
  }

  hasIndex(object: ObjectSchema, field: FieldSchema): boolean {
    return this.#keysOf(object).includes(field);
  }

  /** Live records whose indexed field has the value. */
  byKey(object: ObjectSchema, field: FieldSchema, value: unknown): Row[] {
    const key = keyOf(field, value);
    if (key === null) return [];
    return this.#statements.keys
      .all(object.name, field.name, key)
      .map(({ id }) => this.find(String(id)))
      .filter((row) => row !== null);
  }

  put(object: ObjectSchema, row: Row): void {
    this.#write(object, row, 0);
    const id = String(row['Id']);
    for (const field of this.#keysOf(object)) {
      const key = keyOf(field, row[field.name]);
      if (key !== null) this.#statements.addKey.run(object.name, field.name, key, id);
    }
  }

  /** Into the recycle bin: still there for queryAll, and its keys are free again. */
  bin(object: ObjectSchema, row: Row): void {
    this.#write(object, { ...row, IsDeleted: true }, 1);
  }

  clear(): void {
    this.#database.exec('DELETE FROM record; DELETE FROM record_key; DELETE FROM sequence;');
    this.#cache.clear();
  }

  #write(object: ObjectSchema, row: Row, deleted: 0 | 1): void {
    const id = String(row['Id']);
    this.#version += 1;
    this.#statements.put.run(id, object.name, deleted, this.#version, JSON.stringify(row));
    this.#remember(id, { version: this.#version, row });
    this.#statements.dropKeys.run(id);
  }

  #row(id: string, version: number): Row {
    const cached = this.#cache.get(id);
    if (cached?.version === version) return cached.row;
    const { fields } = this.#statements.all.get(id) as { fields: string };
    const row = JSON.parse(fields) as Row;
    this.#remember(id, { version, row });
    return row;
  }

  #remember(id: string, cached: Cached): void {
    this.#cache.set(id, cached);
    if (this.#cache.size <= MOST_CACHED) return;
    const [oldest] = this.#cache.keys();
    if (oldest !== undefined) this.#cache.delete(oldest);
  }

  #keysOf(object: ObjectSchema): FieldSchema[] {
    const known = this.#keyFields.get(object);
    if (known) return known;
    const fields = [...object.fields.values()].filter((field) => isKey(object, field));
    this.#keyFields.set(object, fields);
    return fields;
  }
}
