import type { Clock } from '../domain/clock.ts';

/**
 * Share of the quota that flows evenly; with the burst it stays inside the quota of any minute, wherever that begins.
 * What is left is for calls that bunch on their way.
 */
const SHARE = 0.96;

/** Calls that may go out at once after a quiet time. */
const burstOf = (perMinute: number): number =>
  Math.min(10, Math.max(1, Math.floor(perMinute * 0.03)));

/** Refill per millisecond. */
const refillOf = (perMinute: number): number => (perMinute * SHARE) / 60_000;

interface Bucket {
  readonly perMinute: number;
  tokens: number;
  filledAt: number;
  pausedUntil: number;
  /** Resolves when whoever asked last has got a call. */
  last: Promise<void>;
}

export interface LimiterUsage {
  readonly name: string;
  readonly limit: number;
  /** Calls in the last minute. */
  readonly used: number;
}

/**
 * A token bucket per endpoint: a small burst, then refilled evenly. No call goes out that is known to be refused; a 429 pauses
 * its own endpoint and no other.
 */
export class Limiter {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();
  readonly #sent = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Resolves when a call of this endpoint may go out. Callers are served in the order they asked: each stream has a few
   * calls on their way at most, so that none of them waits for longer than the others' few.
   */
  take(name: string, perMinute: number): Promise<void> {
    const bucket = this.#bucket(name, perMinute);
    bucket.last = bucket.last.then(() => this.#takeNext(name, bucket));
    return bucket.last;
  }

  async #takeNext(name: string, bucket: Bucket): Promise<void> {
    for (;;) {
      const waitMs = this.#waitMs(bucket);
      if (waitMs <= 0) break;
      await this.#clock.sleep(waitMs);
    }
    bucket.tokens -= 1;
    this.#remember(name);
  }

  /** After a 429: nothing more of this endpoint for so long. */
  pause(name: string, perMinute: number, ms: number): void {
    const bucket = this.#bucket(name, perMinute);
    bucket.pausedUntil = Math.max(bucket.pausedUntil, this.#nowMs() + ms);
    bucket.tokens = 0;
  }

  /** What was used of each quota that was touched in the last minute. */
  usage(): LimiterUsage[] {
    const since = this.#nowMs() - 60_000;
    return [...this.#buckets].map(([name, { perMinute }]) => ({
      name,
      limit: perMinute,
      used: (this.#sent.get(name) ?? []).filter((at) => at > since).length,
    }));
  }

  #bucket(name: string, perMinute: number): Bucket {
    const known = this.#buckets.get(name);
    if (known) return known;
    const fresh = {
      perMinute,
      tokens: burstOf(perMinute),
      filledAt: this.#nowMs(),
      pausedUntil: 0,
      last: Promise.resolve(),
    };
    this.#buckets.set(name, fresh);
    return fresh;
  }

  #waitMs(bucket: Bucket): number {
    const now = this.#nowMs();
    if (bucket.pausedUntil > now) return bucket.pausedUntil - now;
    const perMs = refillOf(bucket.perMinute);
    const from = Math.max(bucket.filledAt, bucket.pausedUntil);
    const most = burstOf(bucket.perMinute);
    bucket.tokens = Math.min(most, bucket.tokens + Math.max(0, now - from) * perMs);
    bucket.filledAt = now;
    return bucket.tokens >= 1 ? 0 : Math.ceil((1 - bucket.tokens) / perMs);
  }

  #remember(name: string): void {
    const now = this.#nowMs();
    const recent = (this.#sent.get(name) ?? []).filter((at) => at > now - 60_000);
    this.#sent.set(name, [...recent, now]);
  }

  #nowMs(): number {
    return this.#clock.now().getTime();
  }
}
