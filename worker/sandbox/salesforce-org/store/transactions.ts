import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Begins and ends one level of nesting. */
interface Level {
  readonly begin: StatementSync;
  readonly end: StatementSync;
}

/** Nested transactions on one connection: each level is a savepoint, and work after the commit waits for the last. */
export class Transactions {
  readonly #database: DatabaseSync;
  readonly #levels: Level[] = [];
  #depth = 0;
  #afterCommit: (() => void)[] = [];
  readonly #onRollback: () => void;

  constructor(database: DatabaseSync, onRollback: () => void) {
    this.#database = database;
    this.#onRollback = onRollback;
  }

  /** Undoes what `work` wrote, and forgets what it wanted done after the commit, when it throws. */
  run<T>(work: () => T): T {
    const depth = this.#depth;
    const level = this.#level(depth);
    const waiting = this.#afterCommit.length;
    level.begin.run();
    this.#depth += 1;
    let result: T;
    try {
      result = work();
      this.#depth -= 1;
      level.end.run();
    } catch (error) {
      this.#depth = depth;
      this.#database.exec(`ROLLBACK TO level${depth}; RELEASE level${depth}`);
      this.#onRollback();
      this.#afterCommit.length = waiting;
      throw error;
    }
    if (this.#depth === 0) for (const done of this.#afterCommit.splice(0)) done();
    return result;
  }

  #level(depth: number): Level {
    const known = this.#levels[depth];
    if (known) return known;
    const name = `level${depth}`;
    const level = {
      begin: this.#database.prepare(`SAVEPOINT ${name}`),
      end: this.#database.prepare(`RELEASE ${name}`),
    };
    this.#levels[depth] = level;
    return level;
  }

  /** Outside a transaction the work is done at once. */
  afterCommit(work: () => void): void {
    if (this.#depth === 0) work();
    else this.#afterCommit.push(work);
  }
}
