import { Refusal } from './refusal.ts';

/** A 429 in the vendor's words; not every one of them says when to come back. */
export class QuotaExceeded extends Refusal {
  readonly retryAfterSeconds: number | undefined;

  constructor(limit: number, retryAfterSeconds: number | undefined) {
    super(429, {
      Message: `API calls quota exceeded! Maximum admitted ${limit} per Minute.`,
    });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Calls per endpoint and minute of the account's clock. */
export class Quotas {
  readonly #clock: () => Date;
  readonly #lifted: boolean;
  readonly #used = new Map<string, { minute: number; calls: number }>();
  #refused = 0;

  constructor(clock: () => Date, lifted: boolean) {
    this.#clock = clock;
    this.#lifted = lifted;
  }

  /** @throws QuotaExceeded when the endpoint's calls of this minute are used up; every other time with Retry-After. */
  take(name: string, limitPerMinute: number): void {
    const now = this.#clock().getTime();
    const minute = Math.floor(now / 60_000);
    const before = this.#used.get(name);
    const calls = before?.minute === minute ? before.calls : 0;
    if (!this.#lifted && calls >= limitPerMinute) {
      const seconds = Math.ceil(((minute + 1) * 60_000 - now) / 1000);
      throw new QuotaExceeded(limitPerMinute, this.#refused++ % 2 === 0 ? seconds : undefined);
    }
    this.#used.set(name, { minute, calls: calls + 1 });
  }
}
