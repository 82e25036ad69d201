import type { Clock } from '../domain/clock.ts';

export interface DailyCalls {
  readonly used: number;
  readonly limit: number;
}

interface Level {
  /** Holds while at most this share of the day's calls is left. */
  readonly leftAtMost: number;
  readonly everyMs: number;
  /** The way of new orders: the last that becomes slower, and never stops. */
  readonly outboxEveryMs: number;
}

const MINUTE = 60_000;
/** Most urgent first. */
const LEVELS: readonly Level[] = [
  { leftAtMost: 0.05, everyMs: 15 * MINUTE, outboxEveryMs: MINUTE },
  { leftAtMost: 0.2, everyMs: 2 * MINUTE, outboxEveryMs: 0 },
];
/** Costs few calls, and a person needs it most when calls run out. */
const ALWAYS = ['heartbeat', 'probe', 'doorbell', 'alarms', 'seal-audit'];

export interface CallPace {
  mayRun(task: string): boolean;
  /** One sentence for people while polls are slower; null else. */
  warning(): string | null;
}

/**
 * The daily API calls of the org are shared with everybody: when few are left, polls become slower, so that orders still
 * arrive at the end of the day. Calls count over rolling 24 hours, so it becomes faster again by itself.
 */
export function createCallPace(usage: () => DailyCalls | undefined, clock: Clock): CallPace {
  const ran = new Map<string, number>();
  const level = (): Level | undefined => {
    const { used, limit } = usage() ?? { used: 0, limit: 1 };
    return LEVELS.find(({ leftAtMost }) => limit - used <= limit * leftAtMost);
  };
  return {
    mayRun(task) {
      const now = clock.now().getTime();
      const slow = level();
      const wanted = task === 'outbox' ? slow?.outboxEveryMs : slow?.everyMs;
      const last = ran.get(task) ?? Number.NEGATIVE_INFINITY;
      if (wanted !== undefined && !ALWAYS.includes(task) && now - last < wanted) return false;
      ran.set(task, now);
      return true;
    },
    warning() {
      const calls = usage();
      if (calls === undefined || level() === undefined) return null;
      return `Only ${Math.max(0, calls.limit - calls.used)} of ${calls.limit} Salesforce API calls are left for today: polls are slower; orders still go.`;
    },
  };
}
