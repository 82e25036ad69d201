import type { Clock } from '../domain/clock.ts';
import { ConnectorError } from '../domain/connector-error.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Logger } from '../domain/ports.ts';

/** So long the v1 reads are used before v2 is asked again. */
const BY_V1_MS = 15 * 60_000;
/** A passing trouble that lasts for longer is v2's own, if v1 answers. */
const PATIENCE_MS = 5 * 60_000;

type Pages = () => AsyncIterable<ObservedOrder[]>;

interface Routes {
  /** The smallest question, with the same errors as the delta itself. */
  readonly probe: () => Promise<boolean>;
  readonly v2: Pages;
  readonly v1: Pages;
}

/**
 * The v2 delta when it works, else the documented v1 reads: probed at the first question, and again a quarter of an hour
 * after it had stopped to work. Both are asked with the same cursor, so that a change of the route loses nothing; what
 * both tell is compared by content.
 */
export class DeltaRoute {
  readonly #clock: Clock;
  readonly #log: Logger;
  #hasV2: boolean | undefined;
  #byV1Until = 0;
  #failingSince: number | null = null;

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
  }

  async *pages({ probe, v2, v1 }: Routes): AsyncGenerator<ObservedOrder[], void> {
    let isBegun = false;
    try {
      if (await this.#isV2(probe)) {
        for await (const page of v2()) {
          isBegun = true;
          yield page;
        }
        this.#failingSince = null;
        return;
      }
    } catch (error) {
      if (!this.#isGivenUp(error, isBegun)) throw error;
      // A chain that broke off begins again with the next poll, by the other route when it never ends.
      if (isBegun) {
        this.#useV1();
        throw error;
      }
    }
    yield* v1();
    // Only now: where v1 does not answer either, it is Linnworks that is away.
    if (this.#hasV2 === true) this.#useV1();
  }

  async #isV2(probe: Routes['probe']): Promise<boolean> {
    if (this.#hasV2 === true) return true;
    if (this.#hasV2 === false && this.#now() < this.#byV1Until) return false;
    const had = this.#hasV2;
    this.#hasV2 = await probe();
    if (!this.#hasV2) this.#useV1();
    else if (had === false) this.#log.info('The v2 order delta answers again');
    return this.#hasV2;
  }

  /** A page behind the first may fail for a reason of its own: the next chain need not meet it. */
  #isGivenUp(error: unknown, isBegun: boolean): boolean {
    if (!(error instanceof ConnectorError) || error.kind === 'throttled') return false;
    const isPassing = isBegun || error.kind === 'transient' || error.kind === 'auth';
    this.#failingSince ??= this.#now();
    if (isPassing && this.#now() - this.#failingSince < PATIENCE_MS) return false;
    this.#log.warn('The v2 order delta does not work; orders are followed by the v1 reads', {
      code: error.code,
    });
    return true;
  }

  #useV1(): void {
    this.#hasV2 = false;
    this.#failingSince = null;
    this.#byV1Until = this.#now() + BY_V1_MS;
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
