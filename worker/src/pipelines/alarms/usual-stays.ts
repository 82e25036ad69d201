import { STAGES, type Stage } from '../../domain/stage-stay.ts';
import type { StayCount } from '../../domain/tables.ts';

/** Four whole weeks: every weekday counts as often. */
export const LOOK_BACK_DAYS = 28;
/** Fewer say little about the one in twenty that takes longest. */
const ENOUGH_STAYS = 50;
/** Stays that last for days have not ended in the first days: what is seen by then is too short. */
const ENOUGH_DAYS = 7;
/** Nineteen of twenty orders leave a stage within what is usual. */
const USUAL_SHARE = 0.95;
/** One in twenty takes longer every day; twice as long is news. */
const TIMES_USUAL = 2;
/** Where a stage takes minutes, a lunch break is not an alarm. */
const LEAST_HOURS = 8;
const DAY_MS = 86_400_000;

/** How long an order may stay in a stage until it is stuck. Hours of Monday to Friday. */
export interface StayLimit {
  readonly hours: number;
  /** null: too little is known, the limit is the setting. */
  readonly usual: number | null;
}

export const dayBefore = (now: Date, days: number): string =>
  new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);

function usualOf(counts: readonly StayCount[], now: Date): number | null {
  const all = counts.reduce((sum, { orders }) => sum + orders, 0);
  const isLongEnough = counts.some(({ since }) => since <= dayBefore(now, ENOUGH_DAYS));
  if (all < ENOUGH_STAYS || !isLongEnough) return null;
  let passed = 0;
  for (const { hours, orders } of [...counts].sort((a, b) => a.hours - b.hours)) {
    passed += orders;
    if (passed >= all * USUAL_SHARE) return hours;
  }
  return null;
}

/**
 * What is usual here, learned from the stays of the last four weeks by stage.
 * @param otherwise hours that the setting allows while too little is known.
 */
export function stayLimits(
  counts: readonly StayCount[],
  otherwise: number,
  now: Date,
): ReadonlyMap<Stage, StayLimit> {
  const limitOf = (stage: Stage): StayLimit => {
    const usual = usualOf(
      counts.filter((one) => one.stage === stage),
      now,
    );
    if (usual === null) return { hours: otherwise, usual };
    return { hours: Math.max(LEAST_HOURS, usual * TIMES_USUAL), usual };
  };
  return new Map(STAGES.map((stage) => [stage, limitOf(stage)]));
}
