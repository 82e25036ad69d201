import type { OrderState } from './order-state.ts';
import type { OrderSnapshot } from './tables.ts';
import { workingHours } from './working-time.ts';

/** Where an order waits for the warehouse. */
export const STAGES = [
  ...(['Accepted', 'On Hold', 'Parked', 'Allocated', 'Picking', 'Picked', 'Packed'] as const),
] satisfies readonly OrderState[];
export type Stage = (typeof STAGES)[number];

/** What ends a stay without saying how long the warehouse takes: long stays end so because they were long. */
const GIVEN_UP: readonly OrderState[] = ['Cancel Requested', 'Cancelled', 'Merged', 'Deleted'];
/** Whatever lasted longer is as unusual. */
const MOST_HOURS = 999;

/** One order has left one stage. */
export interface StageStay {
  readonly stage: Stage;
  /** UTC day on which it was left, `2026-11-24`. */
  readonly day: string;
  /** Hours of Monday to Friday, begun ones are full ones; 999 at most. */
  readonly hours: number;
}

export const isStage = (state: string): state is Stage =>
  (STAGES as readonly string[]).includes(state);

/** The stay that ends with this observation; null when none does, or nobody knows when it began. */
export function endedStay(
  before: OrderSnapshot | undefined,
  next: OrderSnapshot,
): StageStay | null {
  if (!before?.stateSince || !next.stateSince || before.state === next.state) return null;
  if (!isStage(before.state) || GIVEN_UP.includes(next.state)) return null;
  const hours = workingHours(new Date(before.stateSince), new Date(next.stateSince));
  return {
    stage: before.state,
    day: next.stateSince.slice(0, 10),
    hours: Math.min(Math.ceil(hours), MOST_HOURS),
  };
}
