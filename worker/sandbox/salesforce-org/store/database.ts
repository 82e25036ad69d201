import { DatabaseSync } from 'node:sqlite';

const TABLES = `
  CREATE TABLE IF NOT EXISTS record (
    id TEXT PRIMARY KEY, object TEXT NOT NULL, deleted INTEGER NOT NULL,
    version INTEGER NOT NULL, fields TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS record_of_object ON record (object, deleted, id);
  CREATE TABLE IF NOT EXISTS search_table (object TEXT PRIMARY KEY, signature TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sequence (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS access_token (token TEXT PRIMARY KEY, user_id TEXT NOT NULL) WITHOUT ROWID;
`;

/** The org's own tables; `:memory:` or a file that outlives the process. */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  database.exec(TABLES);
  return database;
}
