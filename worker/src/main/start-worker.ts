import { secretsOf } from '../config/load-settings.ts';
import type { Settings } from '../config/settings-schema.ts';
import { systemClock, type Clock } from '../domain/clock.ts';
import type { Logger, QueueName } from '../domain/ports.ts';
import { createOrdersOut } from '../pipelines/orders-out.ts';
import type { Handle } from '../pipelines/push-order.ts';
import { recordingRetries } from '../pipelines/record-retries.ts';
import { createPullReturns } from '../pipelines/pull-returns.ts';
import { createAnswerAsked } from '../pipelines/requests/answer-asked.ts';
import { holdLease } from '../queue/lease.ts';
import { openStore } from '../queue/open-store.ts';
import { startHealthServer } from '../telemetry/health-server.ts';
import { createLogger } from '../telemetry/logger.ts';
import { bindGauges, createMetrics, type Metrics } from '../telemetry/metrics.ts';
import { observedHandle } from '../telemetry/observe-calls.ts';
import { importedOrders, observedOrders, returnHandlers } from './after-sale.ts';
import { connectSystems, type Systems } from './connect-systems.ts';
import { gaugeSources } from './gauge-sources.ts';
import { requestHandlers } from './request-handlers.ts';
import { startSchedules, type State } from './start-schedules.ts';
import { createStock } from './start-stock.ts';
import { subscribeToDoorbell } from './tasks.ts';
import { VERSION } from './version.ts';

export interface RunningWorker {
  readonly port: number;
  /** Aborted when the worker must not go on, because another one may be active. */
  readonly lost: AbortSignal;
  stop(): Promise<void>;
}

/** Orders of one batch: enough for many full CreateOrders calls at once; one batch is sent while others are written back. */
const ORDERS_OUT = { batchSize: 200, loops: 3 };
/** Collections of Salesforce take 200 records of one object: large batches fill them. */
const ORDERS_IN = { batchSize: 1_000, loops: 1 };
/** The past is written beside what happens now, never before it; two pages fill a call of Salesforce. */
const ORDERS_LOAD = { batchSize: 400, loops: 1 };
/** Each batch finds the buyers that the one before has made. */
const ORDERS_IMPORT = { batchSize: 100, loops: 1 };
/** Two calls for each order: a batch must not take long. */
const RETURNS_IN = { batchSize: 50, loops: 1 };
/** Questions of people: some at once, so that a slow one holds nobody up. */
const REQUESTS = { batchSize: 1, loops: 3 };

/** What has started, to be stopped in the opposite order. */
class Started {
  readonly #steps: (() => Promise<unknown>)[] = [];
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  add(stop: () => Promise<unknown>): void {
    this.#steps.push(stop);
  }

  async stopAll(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse())
      await step().catch((error: Error) =>
        this.#log.error('A part did not stop cleanly', { reason: error.message }),
      );
  }
}

async function startParts(
  settings: Settings,
  systems: Systems,
  state: State,
  metrics: Metrics,
  started: Started,
  stopping: AbortSignal,
): Promise<void> {
  const { deps, reference, queue, gates } = systems;
  started.add(() => queue.stop());
  const work = (name: QueueName, options: typeof ORDERS_OUT, handle: Handle): Promise<void> =>
    queue.work(name, options, observedHandle(metrics, name, recordingRetries(deps, name, handle)));
  await gates.load(deps);
  await work('orders-out', ORDERS_OUT, createOrdersOut(deps, reference));
  await work('orders-in', ORDERS_IN, observedOrders(systems));
  await work('orders-load', ORDERS_LOAD, observedOrders(systems));
  await work('orders-import', ORDERS_IMPORT, importedOrders(systems));
  await work('returns-in', RETURNS_IN, createPullReturns(deps, reference));
  const stock = createStock(settings, systems, stopping);
  const { schedule, bell } = startSchedules(settings, systems, state, stock);
  state.pushes = stock.channel((task) => schedule.runNow(task));
  bindGauges(metrics, gaugeSources(systems, schedule));
  started.add(() => schedule.stop());
  const handlers = {
    ...requestHandlers(deps, reference, gates, stock.pull, (task) => schedule.runNow(task)),
    ...returnHandlers(systems),
  };
  await work('requests', REQUESTS, createAnswerAsked(deps, handlers));
  const events = subscribeToDoorbell(
    settings,
    systems,
    (times) => {
      bell.rang(times);
      schedule.runNow('outbox');
    },
    (now) => {
      state.streaming = now;
      if (now === 'daily-limit') state.outOfEventsAt = deps.clock.now();
      metrics.streaming.set(now === 'connected' ? 1 : 0);
    },
  );
  events.start();
  started.add(() => events.stop());
}

/**
 * Starts everything and returns when it runs. Waits here while another worker of the same store is active.
 * @throws ConnectorError when a part cannot start; what had started is stopped again.
 */
export async function startWorker(
  settings: Settings,
  stopping: AbortSignal,
  clock: Clock = systemClock,
): Promise<RunningWorker> {
  const log = createLogger(settings.LOG_LEVEL, secretsOf(settings));
  const metrics = createMetrics();
  const state: State = { isReady: false, streaming: 'connecting' };
  const started = new Started(log);
  const address = { host: settings.HTTP_HOST, port: settings.HTTP_PORT };
  const health = await startHealthServer(
    address,
    metrics.registry,
    () => ({ isReady: state.isReady, streaming: state.streaming }),
    () => state.pushes,
  );
  started.add(() => health.close());
  try {
    const onError = (error: Error): void =>
      log.error('The store lost a connection', { reason: error.message });
    const store = await openStore({
      databaseUrl: settings.DATABASE_URL,
      dataDir: settings.DATA_DIR,
      onError,
    });
    started.add(() => store.close());
    const lease = await holdLease(store.connection, settings.SF_CLIENT_ID, clock, log, stopping);
    started.add(() => lease.release());
    const systems = await connectSystems(settings, store, clock, log, metrics);
    await startParts(settings, systems, state, metrics, started, stopping);
    state.isReady = true;
    log.info('Started', { version: VERSION, port: health.port, embeddedStore: store.isEmbedded });
    return {
      port: health.port,
      lost: lease.lost,
      async stop() {
        state.isReady = false;
        await started.stopAll();
        log.info('Stopped');
      },
    };
  } catch (error) {
    await started.stopAll();
    throw error;
  }
}
