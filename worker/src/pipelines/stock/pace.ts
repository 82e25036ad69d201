import type { Clock } from '../../domain/clock.ts';

/** Quota of Stock/GetStockItemsFull. Source: 1.0 stock specification. */
const PER_MINUTE = 150;
/** The rolling sweep leaves the rest of its quota to people and to other applications of the account. */
const SHARE = 0.19;
const LOOK_AGAIN_MS = 2_000;

export interface Pace {
  /** True when one more page may be read now. */
  take(): boolean;
  /** Resolves when one more page may be read, or the worker stops. */
  turn(stopping: AbortSignal): Promise<void>;
}

/** At most a fifth of the quota in any minute, however often the sweep is run. */
export function createPace(clock: Clock): Pace {
  let taken: number[] = [];
  const take = (): boolean => {
    const now = clock.now().getTime();
    taken = taken.filter((at) => at > now - 60_000);
    if (taken.length >= Math.floor(PER_MINUTE * SHARE)) return false;
    taken.push(now);
    return true;
  };
  return {
    take,
    async turn(stopping) {
      while (!stopping.aborted && !take()) await clock.sleep(LOOK_AGAIN_MS, stopping);
    },
  };
}
