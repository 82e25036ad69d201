import type { DatabaseSync } from 'node:sqlite';

/** Nested transactions on one connection: each level is a savepoint, and work after the commit waits for the last. */
export class Transactions {
  readonly #database: DatabaseSync;
  #depth = 0;
  #afterCommit: (() => void)[] = [];
  readonly #onRollback: () => void;

  constructor(database: DatabaseSync, onRollback: () => void) {
    this.#database = database;
    this.#onRollback = onRollback;
  }

  /** Undoes what `work` wrote, and forgets what it wanted done after the commit, when it throws. */
  run<T>(work: () => T): T {
    const name = `level${this.#depth}`;
    const waiting = this.#afterCommit.length;
    this.#database.exec(`SAVEPOINT ${name}`);
    this.#depth += 1;
    let result: T;
    try {
      result = work();
      this.#depth -= 1;
      this.#database.exec(`RELEASE ${name}`);
    } catch (error) {
      this.#depth = Number(name.slice('level'.length));
      this.#database.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      this.#onRollback();
      this.#afterCommit.length = waiting;
      throw error;
    }
    if (this.#depth === 0) for (const done of this.#afterCommit.splice(0)) done();
    return result;
  }

  /** Outside a transaction the work is done at once. */
  afterCommit(work: () => void): void {
    if (this.#depth === 0) work();
    else this.#afterCommit.push(work);
  }
}
