/**
 * Bad weather as data. A rule looks at requests whose method and path match; `path` is a regular expression over
 * path and query. It lets the first `after` of them pass, then strikes `times` times (always, when left out).
 */
export interface FaultRule {
  readonly match: { readonly method?: string; readonly path: string };
  /** Answered instead of doing the work, with `body`: text as it is, anything else as JSON. */
  readonly status?: number;
  readonly body?: unknown;
  readonly delayMs?: number;
  /** The connection is dropped without an answer: before the work is done, or after it. */
  readonly cut?: 'before' | 'after';
  readonly after?: number;
  readonly times?: number;
}

interface Armed {
  readonly rule: FaultRule;
  readonly path: RegExp;
  seen: number;
}

/** The rules in force. The first one that strikes wins; a rule that is used up lets the next one look. */
export class FaultPlan {
  #armed: Armed[] = [];

  /** Replaces all rules. @throws SyntaxError when a path is no regular expression. */
  set(rules: readonly FaultRule[]): void {
    this.#armed = rules.map((rule) => ({ rule, path: new RegExp(rule.match.path), seen: 0 }));
  }

  clear(): void {
    this.#armed = [];
  }

  /** The rule that strikes this request, if one does; it is counted as used. */
  take(method: string, path: string): FaultRule | undefined {
    for (const armed of this.#armed) {
      const { match, after = 0, times = Infinity } = armed.rule;
      if (match.method !== undefined && match.method !== method) continue;
      if (!armed.path.test(path)) continue;
      armed.seen += 1;
      if (armed.seen > after && armed.seen <= after + times) return armed.rule;
    }
    return undefined;
  }
}
