export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly endpoint: string;
  /** 0 when the connection was cut instead of answered. */
  readonly status: number;
  /** Names that were sent and are no part of the vendor's model. */
  readonly unknownArguments: readonly string[];
  readonly fault: boolean;
}

interface Counter {
  total: number;
  readonly byStatus: Record<string, number>;
}

const KEPT = 20_000;

/** What was asked of the account, newest last, and how often per endpoint. Bodies and tokens are not kept. */
export class RequestLog {
  #requests: LoggedRequest[] = [];
  readonly #counters = new Map<string, Counter>();

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > KEPT * 2) this.#requests = this.#requests.slice(-KEPT);
    const counter = this.#counters.get(request.endpoint) ?? { total: 0, byStatus: {} };
    counter.total += 1;
    counter.byStatus[request.status] = (counter.byStatus[request.status] ?? 0) + 1;
    this.#counters.set(request.endpoint, counter);
  }

  /** How often each endpoint was called, by status. */
  counts(): Record<string, Counter> {
    return Object.fromEntries(this.#counters);
  }

  report(): { requests: LoggedRequest[]; counters: Record<string, Counter> } {
    return {
      requests: this.#requests.slice(-KEPT),
      counters: this.counts(),
    };
  }
}
