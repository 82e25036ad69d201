import { randomUUID } from 'node:crypto';
import type { Settings } from '../config/settings-schema.ts';
import { createBudgetPace } from '../pipelines/budget-pace.ts';
import { createCallPace } from '../pipelines/call-pace.ts';
import { createDoorbell, type Doorbell } from '../pipelines/doorbell.ts';
import { createEditWatch } from '../pipelines/find-edits.ts';
import { createHeartbeat, type Vitals } from '../pipelines/heartbeat.ts';
import { createObservedOrders } from '../pipelines/observe-orders.ts';
import { isStream } from '../pipelines/stream-gates.ts';
import { streamRows } from '../pipelines/stream-rows.ts';
import { startSchedule, type Schedule } from '../schedule/schedule.ts';
import type { Pushes } from '../telemetry/channel-server.ts';
import type { Health } from '../telemetry/health-server.ts';
import { alarmWatch } from './alarm-watch.ts';
import type { Systems } from './connect-systems.ts';
import { createHistory, historyTask } from './start-history.ts';
import type { Stock } from './start-stock.ts';
import { CUSTOMERS_SECONDS, outboxTasks, tasksOf } from './tasks.ts';
import { VERSION } from './version.ts';

/** The settings are renewed each minute: who goes Active waits little longer. Asks the store only. */
const OBSERVED_SECONDS = 15;

/** What the parts of the running worker tell each other. */
export type State = { -readonly [Key in keyof Health]: Health[Key] } & {
  pushes?: Pushes | undefined;
  /** When the org said last that its event deliveries are used up. */
  outOfEventsAt?: Date;
};

function vitalsOf(
  { deps, queue, gates, usage }: Systems,
  state: State,
  schedule: () => Schedule | undefined,
  warnings: () => string[],
): Vitals {
  const withPace = createBudgetPace(deps.clock);
  return {
    version: VERSION,
    workerId: randomUUID(),
    streaming: () => state.streaming,
    lastSuccess: (task) => schedule()?.lastSuccess(task) ?? null,
    failure: (task) => schedule()?.failure(task) ?? null,
    backlog: (name) => queue.backlog(name),
    oldest: (name) => queue.oldest(name),
    pausedBy: (stream) => (isStream(stream) ? gates.reasons(stream) : []),
    warnings,
    budgets: () => withPace(usage()),
  };
}

const periodsOf = (settings: Settings) => ({
  'orders-out': settings.OUTBOX_POLL_SECONDS,
  fulfilment: settings.FULFILMENT_POLL_SECONDS,
  stock: settings.STOCK_POLL_SECONDS,
  returns: settings.RETURNS_POLL_SECONDS,
  customers: CUSTOMERS_SECONDS,
});

export interface Rhythm {
  readonly schedule: Schedule;
  readonly bell: Doorbell;
}

/**
 * Everything that happens by the clock, and the bell that wakes a part of it.
 * @param start begins the schedule; whoever wants to be the clock gives another one.
 */
export function startSchedules(
  settings: Settings,
  systems: Systems,
  state: State,
  stock: Stock,
  start = startSchedule,
): Rhythm {
  const { deps, queue, gates } = systems;
  let schedule: Schedule | undefined = undefined;
  const pace = createCallPace(() => deps.salesforce.usage(), deps.clock);
  const bell = createDoorbell(
    deps,
    () => queue.backlog('orders-out'),
    () => schedule?.runNow('outbox'),
  );
  const observed = createObservedOrders(deps, systems.reference);
  const warnings = () =>
    [observed.notice(), pace.warning(), bell.warning()].filter((one) => one !== null);
  const edits = createEditWatch(systems.background, systems.reference);
  const history = createHistory(settings, systems);
  const beat = createHeartbeat(
    deps,
    vitalsOf(systems, state, () => schedule, warnings),
    streamRows(periodsOf(settings), {
      fulfilment: {
        waiting: () => history.backlog(),
        progress: () => history.progress(),
      },
      stock: { waiting: () => stock.backlog(), progress: () => stock.pull.progress() },
      customers: { waiting: async () => edits.customersWaiting() },
    }),
  );
  const alarms = alarmWatch(
    settings,
    systems,
    (task) => schedule?.lastSuccess(task) ?? null,
    () => state.outOfEventsAt ?? null,
  );
  const tasks = [
    ...tasksOf(settings, systems, beat, alarms, stock, edits),
    historyTask(systems, history),
    { name: 'observed', everySeconds: OBSERVED_SECONDS, run: () => observed.release() },
    ...outboxTasks(settings, systems, bell, () => queue.backlog('orders-out')),
  ];
  schedule = start(tasks, deps.log, (task) => gates.mayRun(task) && pace.mayRun(task));
  return { schedule, bell };
}
