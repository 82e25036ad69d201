import type { KnownCode } from './error-codes.ts';
import type { Exchange } from './problem.ts';

/** Who must act, and how: the one classification that retry rules, records and logs use. */
export type ErrorKind =
  'transient' | 'throttled' | 'auth' | 'config' | 'data' | 'conflict' | 'defect';

export interface ConnectorErrorOptions {
  /** Stable code from domain/error-codes.ts, e.g. `LW_THROTTLED`. */
  readonly code: KnownCode;
  readonly kind: ErrorKind;
  /** One plain sentence, without personal data. */
  readonly message: string;
  /** What a person can do, most useful first. */
  readonly actions?: readonly string[];
  /** Not before so many milliseconds from now, where the other side said so. */
  readonly retryAfterMs?: number;
  /** For the log: ids, status codes, endpoint names. Never bodies with personal data or secrets. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** What was sent and answered, already masked; shown on the error record, never logged. */
  readonly exchange?: Exchange;
  readonly cause?: unknown;
}

/** What adapters throw. Only pipelines and main catch it. */
export class ConnectorError extends Error {
  readonly code: KnownCode;
  readonly kind: ErrorKind;
  readonly actions: readonly string[];
  readonly retryAfterMs: number | undefined;
  readonly context: Readonly<Record<string, unknown>>;
  readonly exchange: Exchange | undefined;

  constructor(options: ConnectorErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ConnectorError';
    this.code = options.code;
    this.kind = options.kind;
    this.actions = options.actions ?? [];
    this.retryAfterMs = options.retryAfterMs;
    this.context = options.context ?? {};
    this.exchange = options.exchange;
  }
}
