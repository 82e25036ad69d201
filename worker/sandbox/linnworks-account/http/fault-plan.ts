export interface FaultRule {
  readonly match: { readonly method?: string; readonly path: string };
  readonly status?: number;
  readonly body?: unknown;
  readonly delayMs?: number;
  readonly cut?: 'before' | 'after';
  readonly after?: number;
  readonly times?: number;
}

export class FaultPlan {
  #rules: { rule: FaultRule; seen: number }[] = [];

  set(rules: readonly FaultRule[]): void {
    this.#rules = rules.map((rule) => ({ rule, seen: 0 }));
  }

  clear(): void {
    this.#rules = [];
  }

  take(method: string, path: string): FaultRule | undefined {
    for (const entry of this.#rules) {
      const { match, after = 0, times = Infinity } = entry.rule;
      if (match.method !== undefined && match.method !== method) continue;
      if (!new RegExp(match.path).test(path)) continue;
      entry.seen += 1;
      if (entry.seen > after && entry.seen <= after + times) return entry.rule;
    }
    return undefined;
  }
}
