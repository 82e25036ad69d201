import type { BayeuxClient } from './clients.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Counts events handed to clients against the org's allocation, over a rolling day. */
export interface Deliveries {
  take(client: BayeuxClient): object[];
  isExhausted(): boolean;
  used(): number;
  /** Null lifts the limit. */
  setLimit(limit: number | null): void;
  reset(): void;
}

/** Every event counts once per client that receives it (Platform Events guide, "Allocations"). */
export function createDeliveries(now: () => Date): Deliveries {
  let limit: number | null = null;
  let taken: { at: number; count: number }[] = [];
  const used = (): number => {
    const since = now().getTime() - DAY_MS;
    taken = taken.filter(({ at }) => at > since);
    return taken.reduce((sum, { count }) => sum + count, 0);
  };
  return {
    used,
    isExhausted: () => limit !== null && used() >= limit,
    take(client) {
      const allowed = limit === null ? client.queue.length : Math.max(0, limit - used());
      const messages = client.queue.splice(0, allowed);
      if (messages.length > 0) taken.push({ at: now().getTime(), count: messages.length });
      return messages;
    },
    setLimit(wanted) {
      limit = wanted;
    },
    reset() {
      limit = null;
      taken = [];
    },
  };
}
