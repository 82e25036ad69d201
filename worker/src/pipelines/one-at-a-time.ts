/**
 * Work on the same keys runs one after another, on different keys side by side. All keys are taken at once, so that two
 * batches never wait for each other. Enough for one process: only one worker of a store is active.
 */
export class OneAtATime {
  readonly #busy = new Map<string, Promise<void>>();

  async run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    for (;;) {
      const before = keys.flatMap((key) => this.#busy.get(key) ?? []);
      if (before.length === 0) break;
      await Promise.all(before);
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const key of keys) this.#busy.set(key, promise);
    try {
      return await work();
    } finally {
      for (const key of keys) this.#busy.delete(key);
      resolve();
    }
  }
}
