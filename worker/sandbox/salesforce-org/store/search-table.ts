import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { FieldSchema, ObjectSchema, Row } from '../ports.ts';
import { comparable, sqlValue } from './comparable.ts';

/** Of every record, and looked up by nobody. */
const STAMPS = ['CreatedById', 'LastModifiedById'];
/** Dates that Salesforce keeps an index of. */
const INDEXED_DATES = ['CreatedDate', 'SystemModstamp'];

export const quoted = (name: string): string => `"${name}"`;
export const tableName = (object: ObjectSchema): string => quoted(`search ${object.name}`);

/** Compound addresses and long texts cannot be filtered, sorted or grouped by. */
export function isSearchable({ type, length }: FieldSchema): boolean {
  return type !== 'address' && !(type === 'textarea' && length > 255);
}

/** Of live records. Keys, lookups and names, as Salesforce has them; and states in the order in which they are read. */
function indexesOf(object: ObjectSchema): string[][] {
  const { nameField } = object;
  return [...object.fields.values()].filter(isSearchable).flatMap((field) => {
    const { name, type } = field;
    if (type === 'picklist') {
      const times = object.fields.has('CreatedDate') ? [[name, 'CreatedDate']] : [];
      return [...times, ...(nameField === null || nameField === name ? [] : [[name, nameField]])];
    }
    const isKey = field.unique || field.externalId || type === 'autonumber' || name === nameField;
    const isLookup = type === 'reference' && !STAMPS.includes(name);
    return isKey || isLookup || INDEXED_DATES.includes(name) ? [[name]] : [];
  });
}

/** The values of one object in comparable form: a column for each field that can be asked for. */
export class SearchTable {
  readonly fields: readonly FieldSchema[];
  /** Differs when the object has other fields or indexes. */
  readonly signature: string;
  readonly #object: ObjectSchema;
  readonly #database: DatabaseSync;
  readonly #indexes: readonly (readonly string[])[];
  #put: StatementSync | null = null;

  constructor(database: DatabaseSync, object: ObjectSchema) {
    this.#database = database;
    this.#object = object;
    this.fields = [...object.fields.values()].filter(
      (field) => field.name !== 'Id' && isSearchable(field),
    );
    this.#indexes = indexesOf(object);
    const columns = this.fields.map(({ name, type }) => `${name} ${type}`);
    this.signature = JSON.stringify([columns, this.#indexes]);
  }

  /** Made anew from the records that are there. */
  build(): void {
    const name = tableName(this.#object);
    const columns = this.fields.map((field) => `, ${quoted(field.name)}`);
    this.#put = null;
    this.#database.exec(
      `DROP TABLE IF EXISTS ${name};
       CREATE TABLE ${name} ("Id" TEXT PRIMARY KEY, deleted${columns.join('')}) WITHOUT ROWID;`,
    );
    const rows = this.#database.prepare('SELECT deleted, fields FROM record WHERE object = ?');
    for (const { deleted, fields } of rows.all(this.#object.name))
      this.put(JSON.parse(String(fields)) as Row, deleted === 0 ? 0 : 1);
    // With "deleted" behind the others, what is counted or grouped is answered by the index alone.
    for (const [at, index] of this.#indexes.entries())
      this.#database.exec(
        `CREATE INDEX ${quoted(`${this.#object.name} ${at}`)} ON ${name} (${index.map(quoted).join()}, deleted) WHERE deleted = 0`,
      );
  }

  put(row: Row, deleted: 0 | 1): void {
    const marks = this.fields.map(() => ', ?').join('');
    this.#put ??= this.#database.prepare(
      `INSERT OR REPLACE INTO ${tableName(this.#object)} VALUES (?, ?${marks})`,
    );
    const values = this.fields.map((field) => sqlValue(comparable(field, row[field.name])));
    this.#put.run(String(row['Id']), deleted, ...values);
  }
}
