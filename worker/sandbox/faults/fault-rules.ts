/** A request as it arrived, for whoever records what a client asks. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** A request that was worked on, and how it ended there, whatever the client heard of it. */
export interface AnsweredRequest extends ReceivedRequest {
  readonly status: number;
  /** Who called; null where the system knows one client only. */
  readonly username: string | null;
}

/** What goes wrong on purpose, as data: both emulated systems take the same rules over their control address. */
export interface FaultRule {
  /** `path` and `body` are regular expressions over the request's path and body. */
  readonly match: { readonly method?: string; readonly path: string; readonly body?: string };
  /** The answer instead of the work; without it (and without `cut`) the rule only delays. */
  readonly status?: number;
  /** The work is done first: `status` and `delayMs` are what the client sees of it. */
  readonly isDone?: true;
  readonly body?: unknown;
  readonly delayMs?: number;
  /** The connection is dropped before the work is done, or after it but before the answer. */
  readonly cut?: 'before' | 'after';
  /** So many matching requests pass untouched first. */
  readonly after?: number;
  /** So many requests are hit; all of them when left out. */
  readonly times?: number;
}

const KEYS = new Set(['match', 'status', 'body', 'isDone', 'delayMs', 'cut', 'after', 'times']);

function isCount(value: unknown): boolean {
  return value === undefined || (Number.isInteger(value) && Number(value) >= 0);
}

function readRule(value: unknown): FaultRule {
  const rule = value as FaultRule | null;
  const refuse = (why: string): never => {
    throw new Error(`Not a fault rule (${why}): ${JSON.stringify(value)}`);
  };
  if (typeof rule !== 'object' || rule === null) return refuse('an object is needed');
  const unknown = Object.keys(rule).find((key) => !KEYS.has(key));
  if (unknown !== undefined) return refuse(`unknown key ${unknown}`);
  if (typeof rule.match?.path !== 'string') return refuse('match.path is needed');
  if (![rule.status, rule.delayMs, rule.after, rule.times].every(isCount)) {
    return refuse('status, delayMs, after and times are whole numbers');
  }
  if (rule.cut !== undefined && !['before', 'after'].includes(rule.cut)) {
    return refuse('cut is "before" or "after"');
  }
  if (rule.isDone !== undefined && rule.isDone !== true) return refuse('isDone is true');
  return rule;
}

/**
 * Reads the body of `POST …/faults`.
 * @throws Error naming the first rule that is not one, so that a misspelt fault is not taken for a passed test.
 */
export function readFaultRules(body: unknown): FaultRule[] {
  if (!Array.isArray(body)) throw new Error('Fault rules are an array');
  return body.map(readRule);
}

/** The rules in force and how often each has matched. */
export class FaultPlan {
  #rules: { rule: FaultRule; path: RegExp; body: RegExp; seen: number }[] = [];

  set(rules: readonly FaultRule[]): void {
    this.#rules = rules.map((rule) => ({
      rule,
      path: new RegExp(rule.match.path),
      body: new RegExp(rule.match.body ?? ''),
      seen: 0,
    }));
  }

  clear(): void {
    this.#rules = [];
  }

  /** The first rule that hits this request. Every matching rule looked at on the way counts it. */
  take(method: string, path: string, body = ''): FaultRule | undefined {
    for (const entry of this.#rules) {
      const { match, after = 0, times = Infinity } = entry.rule;
      if (match.method !== undefined && match.method !== method) continue;
      if (!entry.path.test(path) || !entry.body.test(body)) continue;
      entry.seen += 1;
      if (entry.seen > after && entry.seen <= after + times) return entry.rule;
    }
    return undefined;
  }
}
