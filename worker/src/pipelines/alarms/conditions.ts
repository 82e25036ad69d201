import type { Outage } from '../../domain/circuit.ts';
import type { StreamKey } from '../../domain/subject.ts';
import { isWorkingDay, workingHours } from '../../domain/working-time.ts';
import type { Budget } from '../budget-pace.ts';
import { EVENT_BUDGET, quotaConditions } from './quota.ts';
import { stuckMessage, type StuckStage } from './stuck-orders.ts';
import type { Thresholds } from './thresholds.ts';

/** Something that a person should know while it lasts; one alarm each, however many records it concerns. */
export interface Condition {
  readonly kind:
    | 'System Down'
    | 'Login Refused'
    | 'No Orders'
    | 'Order Stuck'
    | 'Stream Silent'
    | 'Quota Low'
    | 'Not In Agreement';
  /** With the kind the key of the alarm. */
  readonly subject: string;
  readonly severity: 'Warning' | 'Critical';
  readonly message: string;
  readonly whatToDo: string;
  readonly stream?: StreamKey;
  readonly affected?: number;
}

/** What the worker sees of itself and of both systems at one moment. */
export interface Sight {
  readonly now: Date;
  readonly outages: readonly Outage[];
  /** null when there was never one. */
  readonly lastOrderAt: Date | null;
  readonly stuck: readonly StuckStage[];
  readonly openDifferences: number;
  readonly streams: readonly {
    readonly key: StreamKey;
    readonly name: string;
    readonly lastSuccess: Date | null;
    readonly isPaused: boolean;
  }[];
  /** When the org said last that its event deliveries are used up. */
  readonly outOfEventsAt: Date | null;
  readonly budgets: readonly Budget[];
  /** Keys of the alarms that are open. */
  readonly open: ReadonlySet<string>;
}

const MINUTE_MS = 60_000;
/** A short outage heals before anybody could act. */
const OUTAGE_MS = MINUTE_MS;
const EVENTS_MS = 20 * MINUTE_MS;

function outageConditions({ outages, now }: Sight): Condition[] {
  return outages
    .filter(({ since }) => now.getTime() - since.getTime() >= OUTAGE_MS)
    .map(({ system, cause }): Condition => {
      const isLogin = cause.kind === 'auth';
      const isLimit = cause.code === 'SF_LIMIT_EXCEEDED';
      const why = isLogin
        ? `${system} refuses the login of the connector.`
        : isLimit
          ? `${system} takes no more calls today.`
          : `${system} does not answer.`;
      const end = 'Everything waits in order and goes on by itself.';
      return {
        kind: isLogin ? 'Login Refused' : isLimit ? 'Quota Low' : 'System Down',
        subject: system,
        severity: 'Critical',
        message: `${why} ${end}`,
        whatToDo: cause.actions[0] ?? (isLogin ? 'Renew the credentials.' : 'Nothing: wait.'),
      };
    });
}

function absenceConditions(sight: Sight, thresholds: Thresholds): Condition[] {
  const { now, lastOrderAt, stuck, openDifferences } = sight;
  const found: Condition[] = [];
  const quiet = lastOrderAt === null ? 0 : workingHours(lastOrderAt, now);
  const { noOrdersHours: hours } = thresholds;
  if (hours > 0 && isWorkingDay(now) && quiet > hours)
    found.push({
      kind: 'No Orders',
      subject: 'orders',
      severity: 'Warning',
      message: `No order was activated for ${Math.floor(quiet)} hours of Monday to Friday.`,
      whatToDo: 'Check that the shop still creates orders in Salesforce.',
      stream: 'orders-out',
    });
  if (stuck.length > 0)
    found.push({
      kind: 'Order Stuck',
      subject: 'orders',
      severity: 'Warning',
      message: stuckMessage(stuck),
      whatToDo: 'Ask the warehouse about the orders that have not moved.',
      stream: 'fulfilment',
      affected: stuck.reduce((sum, { orders }) => sum + orders, 0),
    });
  if (openDifferences > 0)
    found.push({
      kind: 'Not In Agreement',
      subject: 'differences',
      severity: 'Warning',
      message: `${openDifferences === 1 ? 'One difference' : `${openDifferences} differences`} between the systems cannot be repaired by itself.`,
      whatToDo: 'Open the differences; each says what to do.',
      affected: openDifferences,
    });
  return found;
}

/** Streams are silent without a reason only while both systems answer and nobody paused them. */
function silenceConditions({ streams, now, outages }: Sight, { silentMinutes }: Thresholds) {
  if (outages.length > 0 || silentMinutes === 0) return [];
  return streams
    .filter(
      ({ lastSuccess, isPaused }) =>
        !isPaused &&
        lastSuccess !== null &&
        now.getTime() - lastSuccess.getTime() > silentMinutes * MINUTE_MS,
    )
    .map(({ key, name, lastSuccess }): Condition => ({
      kind: 'Stream Silent',
      subject: key,
      severity: 'Critical',
      message: `${name}: no success since ${lastSuccess?.toISOString().slice(0, 16) ?? ''} UTC.`,
      whatToDo: 'Read the message of the stream; restart the worker if it says nothing.',
      stream: key,
    }));
}

/** The subscription asks again every quarter of an hour: until then, and a little longer, the last answer holds. */
function eventConditions({ now, outOfEventsAt }: Sight): Condition[] {
  if (outOfEventsAt === null || now.getTime() - outOfEventsAt.getTime() > EVENTS_MS) return [];
  return [
    {
      kind: 'Quota Low',
      subject: EVENT_BUDGET,
      severity: 'Warning',
      message:
        'The event deliveries of the org are used up. Orders are found by polling, within a minute.',
      whatToDo: 'Nothing: wait. If it happens often, find out who else listens to events.',
      stream: 'orders-out',
    },
  ];
}

/** Every condition that holds at this moment. Pure. */
export function conditionsOf(sight: Sight, thresholds: Thresholds): Condition[] {
  return [
    ...outageConditions(sight),
    ...absenceConditions(sight, thresholds),
    ...silenceConditions(sight, thresholds),
    ...quotaConditions(sight.budgets, sight.open),
    ...eventConditions(sight),
  ];
}
