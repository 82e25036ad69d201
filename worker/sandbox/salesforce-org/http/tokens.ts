import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Session } from '../ports.ts';

/** Access tokens, kept in the database: they outlive a restart, not a revocation. */
export class Tokens {
  readonly #database: DatabaseSync;
  readonly #orgId: string;
  readonly #username: (userId: string) => string;

  constructor(database: DatabaseSync, orgId: string, username: (userId: string) => string) {
    this.#database = database;
    this.#orgId = orgId;
    this.#username = username;
  }

  /** `00D…!…`: command line tools check the shape. */
  issue(userId: string): string {
    const token = `${this.#orgId.slice(0, 15)}!AQ${randomBytes(40).toString('hex')}`;
    this.#database.prepare('INSERT INTO access_token VALUES (?, ?)').run(token, userId);
    return token;
  }

  find(token: string): Session | null {
    const statement = this.#database.prepare('SELECT user_id FROM access_token WHERE token = ?');
    const row = statement.get(token) as { user_id: string } | undefined;
    return row ? { token, userId: row.user_id, username: this.#username(row.user_id) } : null;
  }

  /** Without a token every one is revoked; returns how many there were. */
  revoke(token?: string): number {
    const sql = `DELETE FROM access_token${token === undefined ? '' : ' WHERE token = ?'}`;
    const statement = this.#database.prepare(sql);
    return Number((token === undefined ? statement.run() : statement.run(token)).changes);
  }
}
