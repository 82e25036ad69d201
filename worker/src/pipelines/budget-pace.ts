import type { Clock } from '../domain/clock.ts';

export interface Budget {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  readonly window: string;
  /** How fast the use of a daily budget grows; left out until some minutes are known. */
  readonly perHour?: number;
}

interface Sample {
  readonly at: number;
  readonly used: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Less says nothing: a start asks more than an hour of work does. */
const SHORTEST = 5 * MINUTE;

/**
 * Adds the pace of the last hour to daily budgets. Salesforce counts calls over rolling 24 hours: what falls out of the
 * window is taken off, so the growth says when the limit is reached.
 */
export function createBudgetPace(clock: Clock): (budgets: readonly Budget[]) => Budget[] {
  const known = new Map<string, Sample[]>();
  const paceOf = (name: string, used: number): number | null => {
    const at = clock.now().getTime();
    const samples = (known.get(name) ?? []).filter((sample) => at - sample.at <= HOUR);
    const last = samples.at(-1);
    if (last === undefined || at - last.at >= MINUTE) samples.push({ at, used });
    known.set(name, samples);
    const first = samples[0] ?? { at, used };
    if (at - first.at < SHORTEST) return null;
    return Math.max(0, Math.round(((used - first.used) * HOUR) / (at - first.at)));
  };
  return (budgets) =>
    budgets.map((budget) => {
      const perHour = budget.window === 'day' ? paceOf(budget.name, budget.used) : null;
      return perHour === null ? budget : { ...budget, perHour };
    });
}
