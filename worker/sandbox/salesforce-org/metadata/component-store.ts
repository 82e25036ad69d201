import type { DatabaseSync } from 'node:sqlite';
import { keyOf, type Component, type ComponentName } from './component.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS metadata_component (
    key TEXT PRIMARY KEY, type TEXT NOT NULL, full_name TEXT NOT NULL, path TEXT NOT NULL, text TEXT NOT NULL,
    changed_at TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS key_prefix (object TEXT PRIMARY KEY, prefix TEXT NOT NULL UNIQUE) WITHOUT ROWID;
`;

type Stored = Readonly<Record<'type' | 'full_name' | 'path' | 'text' | 'changed_at', string>>;

export interface StoredComponent extends Component {
  readonly changedAt: string;
}

/** What was deployed into the org, kept in its database. */
export class ComponentStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(TABLES);
  }

  all(): Map<string, StoredComponent> {
    const rows = this.#database.prepare('SELECT * FROM metadata_component ORDER BY key').all();
    return new Map(
      (rows as unknown as Stored[]).map(({ type, full_name, path, text, changed_at }) => {
        const found = { type, fullName: full_name, path, text, line: 1, changedAt: changed_at };
        return [keyOf(found), found];
      }),
    );
  }

  put(component: Component, at: string): void {
    const { type, fullName, path, text } = component;
    const statement = this.#database.prepare(
      'INSERT OR REPLACE INTO metadata_component VALUES (?, ?, ?, ?, ?, ?)',
    );
    statement.run(keyOf(component), type, fullName, path, text, at);
  }

  remove(name: ComponentName): void {
    this.#database.prepare('DELETE FROM metadata_component WHERE key = ?').run(keyOf(name));
  }

  /** Prefixes of record ids, which an object keeps for ever. */
  prefixes(): Map<string, string> {
    const rows = this.#database.prepare('SELECT object, prefix FROM key_prefix').all();
    return new Map(rows.map((row) => [String(row['object']), String(row['prefix'])]));
  }

  keepPrefix(object: string, prefix: string): void {
    this.#database.prepare('INSERT OR IGNORE INTO key_prefix VALUES (?, ?)').run(object, prefix);
  }
}
