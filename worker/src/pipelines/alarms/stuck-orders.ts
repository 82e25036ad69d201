import { isStage, STAGES, type Stage } from '../../domain/stage-stay.ts';
import { workingHours, workingHoursBefore } from '../../domain/working-time.ts';
import type { PipelineDeps } from '../deps.ts';
import type { StayCount } from '../../domain/tables.ts';
import { MOST_COUNTED } from './thresholds.ts';
import { stayLimits, type StayLimit } from './usual-stays.ts';

/** What fits into the message of an alarm. */
const MOST_NAMED = 3;

/** Orders that are in one stage for longer than their limit. */
export interface StuckStage {
  readonly stage: Stage;
  readonly orders: number;
  /** Hours of Monday to Friday that the oldest of them has stayed. */
  readonly oldest: number;
  readonly limit: StayLimit;
}

/**
 * Asks which orders are stuck: one query, at once, so that it shares a call with those of the same moment.
 * @param counts stays of the last weeks.
 * @param otherwise hours while too little is known of a stage; zero asks nothing.
 */
export async function askStuck(
  { salesforce }: Pick<PipelineDeps, 'salesforce'>,
  counts: readonly StayCount[],
  otherwise: number,
  now: Date,
): Promise<StuckStage[]> {
  if (otherwise === 0) return [];
  const limits = stayLimits(counts, otherwise, now);
  const tooLong = STAGES.map((stage) => {
    const since = workingHoursBefore(now, limits.get(stage)?.hours ?? otherwise).toISOString();
    return `(State__c = '${stage}' AND State_Since__c < ${since})`;
  });
  const rows = await salesforce.query(
    `SELECT State__c, State_Since__c FROM Linnworks_Order__c WHERE ${tooLong.join(' OR ')} ORDER BY State_Since__c LIMIT ${MOST_COUNTED}`,
  );
  const found = new Map<Stage, StuckStage>();
  for (const { State__c: state, State_Since__c: since } of rows) {
    if (typeof state !== 'string' || !isStage(state) || typeof since !== 'string') continue;
    const limit = limits.get(state) ?? { hours: otherwise, usual: null };
    const oldest = Math.floor(workingHours(new Date(since), now));
    const before = found.get(state) ?? { stage: state, orders: 0, oldest, limit };
    found.set(state, { ...before, orders: before.orders + 1 });
  }
  return [...found.values()].sort((a, b) => b.orders - a.orders);
}

/** "2 orders in Picking: usually 4 h, now 19 h." The hours are those of Monday to Friday. */
export function stuckMessage(stuck: readonly StuckStage[]): string {
  const named = stuck.slice(0, MOST_NAMED).map(({ stage, orders, oldest, limit }) => {
    const who = orders === 1 ? 'One order' : `${orders} orders`;
    const usual =
      limit.usual === null ? `at most ${limit.hours} h expected` : `usually ${limit.usual} h`;
    return `${who} in ${stage}: ${usual}, now ${oldest} h.`;
  });
  const others = stuck.slice(MOST_NAMED).reduce((sum, { orders }) => sum + orders, 0);
  const rest = others === 0 ? [] : [`${others} in other stages.`];
  return [...named, ...rest, 'Hours of Monday to Friday.'].join(' ');
}
