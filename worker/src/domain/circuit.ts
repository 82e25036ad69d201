import type { Clock } from './clock.ts';
import { ConnectorError } from './connector-error.ts';

export type SystemName = 'Salesforce' | 'Linnworks';

/** A system that does not answer. */
export interface Outage {
  readonly system: SystemName;
  readonly since: Date;
  readonly nextProbeAt: Date;
  /** How the last call failed. */
  readonly cause: ConnectorError;
}

/** So many failures in a row, with no success in between, are an outage and not bad luck. */
const FAILURES = 4;
const FIRST_PROBE_MS = 5_000;
const LONGEST_PROBE_MS = 2 * 60_000;

/** A used-up daily limit refuses everything: one refusal is enough. */
const AT_ONCE: readonly string[] = ['SF_LIMIT_EXCEEDED'];
const OF_THE_SYSTEM: readonly string[] = [
  'LW_UNAVAILABLE',
  'LW_NO_REPLY',
  'LW_ACCOUNT_UNAVAILABLE',
  'LW_SESSION_REFUSED',
  'SF_UNAVAILABLE',
  'SF_SESSION_REFUSED',
  'SF_LIMIT_EXCEEDED',
];

/**
 * Stops calling a system that does not answer: calls fail at once with the cause of the outage, one probe at a time is let
 * through, first after five seconds, later every two minutes. The first success ends the outage.
 */
export class Circuit {
  readonly system: SystemName;
  readonly #clock: Clock;
  readonly #onChange: (outage: Outage | null) => void;
  #failures = 0;
  #outage: Outage | null = null;
  #probes = 0;
  #isProbing = false;

  constructor(system: SystemName, clock: Clock, onChange: (outage: Outage | null) => void) {
    this.system = system;
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get outage(): Outage | null {
    return this.#outage;
  }

  /** Whether a call made now would be let through to see if the system is back. */
  get isProbeDue(): boolean {
    if (this.#outage === null || this.#isProbing) return false;
    return this.#clock.now() >= this.#outage.nextProbeAt;
  }

  /** @throws ConnectorError of the outage without a call, or whatever the call itself throws. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    const outage = this.#outage;
    const isProbe = this.isProbeDue;
    if (outage !== null && !isProbe) throw this.#refusal(outage);
    this.#isProbing = isProbe;
    try {
      const result = await call();
      this.#succeeded();
      return result;
    } catch (error) {
      this.#failed(error, isProbe);
      throw error;
    } finally {
      if (isProbe) this.#isProbing = false;
    }
  }

  #refusal({ cause, nextProbeAt }: Outage): ConnectorError {
    const waitMs = nextProbeAt.getTime() - this.#clock.now().getTime();
    return new ConnectorError({
      code: cause.code,
      kind: cause.kind,
      message: cause.message,
      actions: cause.actions,
      retryAfterMs: Math.max(1_000, waitMs),
      context: { ...cause.context, notSent: true },
    });
  }

  #succeeded(): void {
    this.#failures = 0;
    this.#probes = 0;
    if (this.#outage === null) return;
    this.#outage = null;
    this.#onChange(null);
  }

  #failed(error: unknown, isProbe: boolean): void {
    if (!(error instanceof ConnectorError) || !OF_THE_SYSTEM.includes(error.code)) {
      // Refused or throttled is an answer: whoever gives it is there.
      if (error instanceof ConnectorError && error.code !== 'LW_REPLY_UNREADABLE')
        this.#succeeded();
      return;
    }
    this.#failures += 1;
    const isOutage = this.#failures >= FAILURES || AT_ONCE.includes(error.code);
    if (this.#outage !== null && !isProbe) return;
    if (this.#outage === null && !isOutage) return;
    const now = this.#clock.now();
    const waitMs = Math.min(LONGEST_PROBE_MS, FIRST_PROBE_MS * 2 ** this.#probes++);
    const isNew = this.#outage === null;
    this.#outage = {
      system: this.system,
      since: this.#outage?.since ?? now,
      nextProbeAt: new Date(now.getTime() + waitMs),
      cause: error,
    };
    if (isNew) this.#onChange(this.#outage);
  }
}
