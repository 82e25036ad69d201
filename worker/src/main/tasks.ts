import type { Settings } from '../config/settings-schema.ts';
import { findForgotten } from '../pipelines/find-forgotten.ts';
import type { EditWatch } from '../pipelines/find-edits.ts';
import { findGone } from '../pipelines/find-gone.ts';
import type { Doorbell } from '../pipelines/doorbell.ts';
import { createFulfilmentPoll } from '../pipelines/poll-fulfilment.ts';
import { pullLocations } from '../pipelines/pull-locations.ts';
import { pruneRecords } from '../pipelines/prune-records.ts';
import { pollOutbox, type OutboxScan } from '../pipelines/read-outbox.ts';
import { reconcileOrders, reconcileStock } from '../pipelines/reconcile/reconcile.ts';
import { createCorrectionWatch } from '../pipelines/watch-corrections.ts';
import { EventSubscription, type StreamingState } from '../salesforce/event-subscription.ts';
import { createNamespace } from '../salesforce/namespace.ts';
import type { Task } from '../schedule/schedule.ts';
import { returnTasks } from './after-sale.ts';
import type { Systems } from './connect-systems.ts';
import type { Stock } from './start-stock.ts';

/** While the bell is off, the outbox is polled so often. */
const DOORBELL_SECONDS = 3;
const FULL_SCAN_SECONDS = 15 * 60;
/** A little less than a minute, for the poll may come a little early. */
const LATE_SCAN_MS = 55_000;
/** With so much to do nobody waits for a request that was committed out of order, and looking for it costs many pages. */
const MUCH_WAITS = 2000;
/** An admin who has saved a mapping row wants to see soon whether it is right, also while no orders come. */
const FIELD_MODEL_SECONDS = 60;
/** Accounts and contacts of orders that are in Linnworks and still open. */
export const CUSTOMERS_SECONDS = 5 * 60;
const LOCATIONS_SECONDS = 60 * 60;
/** Nobody needs to know of a trouble that lasts for less. */
const ALARM_SECONDS = 60;
const COMPARE_ORDERS_SECONDS = 60 * 60;
const COMPARE_STOCK_SECONDS = 12 * 60 * 60;
const PRUNE_SECONDS = 6 * 60 * 60;
/** Calls are counted with every reply; how many events were delivered must be asked. */
const LIMITS_SECONDS = 30 * 60;

/** What watches over the rest: comparisons, the chain of the audit, alarms, and the look whether a system is back. */
function proofTasks(
  { deps, background, reference, circuits }: Systems,
  watchAlarms: () => Promise<void>,
): Task[] {
  return [
    { name: 'alarms', everySeconds: ALARM_SECONDS, run: watchAlarms },
    { name: 'limits', everySeconds: LIMITS_SECONDS, run: () => deps.salesforce.limits() },
    { name: 'seal-audit', everySeconds: 10, run: () => deps.tables.audit.seal() },
    {
      name: 'prune',
      everySeconds: PRUNE_SECONDS,
      atStart: false,
      run: () => pruneRecords(background),
    },
    {
      name: 'compare-orders',
      everySeconds: COMPARE_ORDERS_SECONDS,
      atStart: false,
      run: () => reconcileOrders(background, reference),
    },
    {
      name: 'compare-stock',
      everySeconds: COMPARE_STOCK_SECONDS,
      atStart: false,
      run: () => reconcileStock(background, reference),
    },
    {
      name: 'probe',
      everySeconds: 5,
      run: async () => {
        if (circuits.salesforce.isProbeDue) await deps.salesforce.limits();
        if (circuits.linnworks.isProbeDue) await deps.linnworks.locations();
      },
    },
  ];
}

/**
 * The ways by which requests are found: the bell wakes the first. Once a minute it looks at what was committed out of order
 * as well, unless there is too much to do for that.
 */
export function outboxTasks(
  settings: Settings,
  { deps, background }: Pick<Systems, 'deps' | 'background'>,
  bell: Doorbell,
  backlog: () => Promise<number>,
): Task[] {
  let isFirst = true;
  let lateAt = 0;
  const scanOf = async (): Promise<OutboxScan> => {
    if (isFirst) return 'all';
    const now = deps.clock.now().getTime();
    if (now - lateAt < LATE_SCAN_MS || (await backlog()) >= MUCH_WAITS) return 'new';
    lateAt = now;
    return 'late';
  };
  return [
    {
      name: 'outbox',
      everySeconds: settings.OUTBOX_POLL_SECONDS,
      run: async () => {
        const isRung = bell.takeRing();
        // What was committed out of order while nobody looked is found by the first. Who rang waits for nobody.
        const scan = isRung && !isFirst ? 'new' : await scanOf();
        const taken = await pollOutbox(isRung ? deps : background, scan);
        isFirst = false;
        bell.took(taken);
        // It rang and nothing is new: what rang was committed out of order.
        if (isRung && taken === 0) await pollOutbox(deps, 'late');
      },
    },
    {
      name: 'outbox-scan',
      everySeconds: FULL_SCAN_SECONDS,
      atStart: false,
      run: () => pollOutbox(background, 'all'),
    },
    { name: 'doorbell', everySeconds: DOORBELL_SECONDS, run: () => bell.tend() },
  ];
}

/** Everything else that happens by the clock; each task can also be asked to run now. */
export function tasksOf(
  settings: Settings,
  systems: Systems,
  beat: () => Promise<void>,
  watchAlarms: () => Promise<void>,
  stock: Stock,
  edits: EditWatch,
): Task[] {
  const { deps, background, reference } = systems;
  const corrections = createCorrectionWatch(background, reference);
  const pollFulfilment = createFulfilmentPoll(deps, stock.sold);
  const fulfilment = async () => {
    await reference.settings();
    await pollFulfilment();
  };
  return [
    { name: 'locations', everySeconds: LOCATIONS_SECONDS, run: () => pullLocations(deps) },
    {
      name: 'reconcile',
      everySeconds: FULL_SCAN_SECONDS,
      run: () => findForgotten(background, reference),
    },
    { name: 'fulfilment', everySeconds: settings.FULFILMENT_POLL_SECONDS, run: fulfilment },
    {
      name: 'gone-orders',
      everySeconds: settings.GONE_ORDERS_POLL_SECONDS,
      run: () => findGone(deps),
    },
    ...stock.tasks,
    ...returnTasks(settings, systems),
    {
      name: 'corrections',
      everySeconds: settings.CORRECTIONS_POLL_SECONDS,
      run: () => corrections.look(),
    },
    { name: 'edits', everySeconds: FIELD_MODEL_SECONDS, run: () => edits.look() },
    { name: 'customers', everySeconds: CUSTOMERS_SECONDS, run: () => edits.lookAtCustomers() },
    { name: 'field-model', everySeconds: FIELD_MODEL_SECONDS, run: () => reference.renew() },
    ...proofTasks(systems, watchAlarms),
    { name: 'heartbeat', everySeconds: settings.HEARTBEAT_SECONDS, run: beat },
  ];
}

/** The doorbell: it wakes the outbox poll, at most one call for many rings. */
export function subscribeToDoorbell(
  settings: Settings,
  systems: Systems,
  ring: (times: number) => void,
  onState: (state: StreamingState) => void,
): EventSubscription {
  const { deps, tokens } = systems;
  const channel = `/event/${createNamespace(settings.SF_NAMESPACE).object('Linnworks_Work__e')}`;
  const cursor = `replay:${channel}`;
  return new EventSubscription({
    channel,
    apiVersion: settings.SF_API_VERSION,
    token: () => tokens.current(),
    refused: (accessToken) => tokens.refresh(accessToken),
    loadReplayId: () => deps.tables.cursors.get(cursor),
    onEvents: async (events) => {
      // The work itself is the request record: the bell wakes the poll, and a lost bell loses nothing.
      ring(events.length);
      const { replayId } = events.at(-1) ?? {};
      if (replayId !== undefined)
        await deps.store.transaction((tx) => deps.tables.cursors.set(tx, cursor, replayId));
    },
    onGap: () => ring(1),
    onState,
    clock: deps.clock,
    log: deps.log,
  });
}
