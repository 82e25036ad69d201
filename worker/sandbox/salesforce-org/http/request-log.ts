export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly username: string | null;
}

const MOST_KEPT = 5000;

/** The latest requests, for tests that count calls. */
export class RequestLog {
  #requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > MOST_KEPT) this.#requests = this.#requests.slice(-MOST_KEPT / 2);
  }

  all(): readonly LoggedRequest[] {
    return this.#requests;
  }

  clear(): void {
    this.#requests = [];
  }
}
