/** API calls counted against the daily allocation, by kind. Salesforce's window rolls over 24 hours. */
export class ApiUsage {
  readonly #now: () => Date;
  #limit: number;
  #calls: { at: number; count: number }[] = [];
  readonly #kinds = new Map<string, number>();

  constructor(now: () => Date, limit: number) {
    this.#now = now;
    this.#limit = limit;
  }

  count(kind: string, calls = 1): void {
    const at = Math.floor(this.#now().getTime() / 60_000);
    const latest = this.#calls.at(-1);
    if (latest?.at === at) latest.count += calls;
    else this.#calls.push({ at, count: calls });
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + calls);
  }

  get used(): number {
    const since = Math.floor(this.#now().getTime() / 60_000) - 24 * 60;
    this.#calls = this.#calls.filter(({ at }) => at > since);
    return this.#calls.reduce((sum, { count }) => sum + count, 0);
  }

  get limit(): number {
    return this.#limit;
  }

  byKind(): Record<string, number> {
    return Object.fromEntries(this.#kinds);
  }

  setLimit(limit: number): void {
    this.#limit = limit;
  }

  reset(): void {
    this.#calls = [];
    this.#kinds.clear();
  }
}
