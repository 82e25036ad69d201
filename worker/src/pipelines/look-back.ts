/** Late commits of a usual size: an order may become visible so much later than its last-updated time says. */
const NARROW_MS = 2 * 60_000;
/** Late commits of an unusual size, and whatever else may have slipped through. */
const WIDE_MS = 15 * 60_000;
const WIDE_EVERY_MS = 5 * 60_000;
/** As much as one page of the delta holds, with room for what is new. */
const AFFORDABLE = 400;

/**
 * How far before the cursor a poll reads again. Always as far back as one page reaches, at most two minutes: that costs
 * no call. After a burst that is a short way, so every five minutes one poll looks back a quarter of an hour whatever it
 * costs. All times are Linnworks' own except the rhythm of the wide look.
 */
export class LookBack {
  readonly #recent = new Map<string, string>();
  #wideAt: number | null = null;
  #isWide = false;

  since(newest: string, now: Date): Date {
    const newestMs = Date.parse(newest);
    this.#isWide = this.#wideAt === null || now.getTime() - this.#wideAt >= WIDE_EVERY_MS;
    if (this.#isWide) return new Date(newestMs - WIDE_MS);
    const narrow = new Date(newestMs - NARROW_MS).toISOString();
    for (const [id, at] of this.#recent) if (at < narrow) this.#recent.delete(id);
    if (this.#recent.size <= AFFORDABLE) return new Date(narrow);
    const times = [...this.#recent.values()].sort().reverse();
    return new Date(times[AFFORDABLE] ?? narrow);
  }

  note(id: string, updatedAt: string): void {
    this.#recent.set(id, updatedAt);
  }

  /** The chain was read to its end. */
  done(now: Date): void {
    if (this.#isWide || this.#wideAt === null) this.#wideAt = now.getTime();
  }
}
