import type { World } from '../../sandbox/scenarios/world.ts';

interface Counter {
  readonly total: number;
  readonly byStatus: Readonly<Record<string, number>>;
}

/** The systems are so busy that they close a kept connection in the moment it is used again: a read is asked anew. */
async function get<T>(url: string): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return (await (await fetch(url)).json()) as T;
    } catch (error) {
      if (attempt === 3) throw error;
    }
}

/** What both systems counted since they started. */
export interface Counted {
  /** Salesforce API calls, the test's own included. */
  readonly salesforceCalls: number;
  readonly eventsDelivered: number;
  readonly linnworksCalls: Readonly<Record<string, number>>;
  readonly linnworksThrottled: number;
}

export async function countCalls({ orgUrl, accountUrl }: World): Promise<Counted> {
  const org = await get<{ used: number; events: number }>(`${orgUrl}/__org/limits-used`);
  const counters = await get<Record<string, Counter>>(`${accountUrl}/__account/counters`);
  return {
    salesforceCalls: org.used,
    eventsDelivered: org.events,
    linnworksCalls: Object.fromEntries(
      Object.entries(counters).map(([name, { total }]) => [name, total]),
    ),
    linnworksThrottled: Object.values(counters).reduce(
      (sum, { byStatus }) => sum + (byStatus['429'] ?? 0),
      0,
    ),
  };
}

/** Calls of the endpoints that the pattern names. */
export function linnworksCalls({ linnworksCalls: calls }: Counted, pattern: RegExp): number {
  return Object.entries(calls).reduce((sum, [name, n]) => sum + (pattern.test(name) ? n : 0), 0);
}
