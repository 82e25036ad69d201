import { randomUUID } from 'node:crypto';
import { secretsOf } from '../config/load-settings.ts';
import type { Settings } from '../config/settings-schema.ts';
import { systemClock, type Clock } from '../domain/clock.ts';
import type { Logger } from '../domain/ports.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { createLinnworks } from '../linnworks/account.ts';
import { createLinnworksClient } from '../linnworks/client.ts';
import type { PipelineDeps } from '../pipelines/deps.ts';
import { findForgotten } from '../pipelines/find-forgotten.ts';
import { createHeartbeat, streamRows } from '../pipelines/heartbeat.ts';
import { pollOutbox } from '../pipelines/intake.ts';
import { createOrdersOut } from '../pipelines/orders-out.ts';
import { createPullFulfilment, pollFulfilment } from '../pipelines/pull-fulfilment.ts';
import { pullLocations } from '../pipelines/pull-locations.ts';
import { createReference, type Reference } from '../pipelines/read-settings.ts';
import { createCorrectionWatch } from '../pipelines/watch-corrections.ts';
import { openJobQueue, type JobQueue } from '../queue/job-queue.ts';
import { holdLease } from '../queue/lease.ts';
import { openStore, type OpenStore } from '../queue/open-store.ts';
import { createTables } from '../queue/tables/tables.ts';
import { EventSubscription } from '../salesforce/event-subscription.ts';
import { SalesforceGateway } from '../salesforce/gateway.ts';
import { createNamespace } from '../salesforce/namespace.ts';
import { createRestClient } from '../salesforce/rest-client.ts';
import { TokenProvider } from '../salesforce/token-provider.ts';
import { startSchedule, type Schedule, type Task } from '../schedule/schedule.ts';
import { startHealthServer } from '../telemetry/health-server.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { VERSION } from './version.ts';

export interface RunningWorker {
  readonly port: number;
  /** Aborted when the worker must not go on, because another one may be active. */
  readonly lost: AbortSignal;
  stop(): Promise<void>;
}

const FULL_SCAN_SECONDS = 15 * 60;
const LOCATIONS_SECONDS = 60 * 60;
/** Orders of one batch: enough for many full CreateOrders calls at once. */
const ORDERS_OUT = { batchSize: 200, loops: 2 };
const ORDERS_IN = { batchSize: 200, loops: 1 };

interface Systems {
  readonly deps: PipelineDeps;
  readonly reference: Reference;
  readonly tokens: TokenProvider;
  readonly queue: JobQueue;
  readonly usage: () => { name: string; used: number; limit: number; window: string }[];
}

function connectSalesforce(settings: Settings, clock: Clock, log: Logger) {
  const tokens = new TokenProvider({
    loginUrl: settings.SF_LOGIN_URL,
    audience: settings.SF_AUDIENCE ?? settings.SF_LOGIN_URL,
    clientId: settings.SF_CLIENT_ID,
    username: settings.SF_USERNAME,
    privateKey: settings.SF_PRIVATE_KEY,
    clientSecret: settings.SF_CLIENT_SECRET,
    clock,
    fetch,
    log,
  });
  const rest = createRestClient(tokens, settings.SF_API_VERSION, log);
  const namespace = createNamespace(settings.SF_NAMESPACE);
  return { tokens, salesforce: new SalesforceGateway(rest, namespace, clock) };
}

function connectLinnworks(settings: Settings, clock: Clock, log: Logger) {
  return createLinnworksClient({
    credentials: {
      authUrl: settings.LINNWORKS_AUTH_URL,
      applicationId: settings.LINNWORKS_APPLICATION_ID,
      applicationSecret: settings.LINNWORKS_APPLICATION_SECRET,
      installationToken: settings.LINNWORKS_INSTALLATION_TOKEN,
      v2Url: settings.LINNWORKS_V2_URL,
    },
    clock,
    fetch,
    log,
  });
}

async function connect(
  settings: Settings,
  store: OpenStore,
  clock: Clock,
  log: Logger,
): Promise<Systems> {
  const queue = await openJobQueue(store.connection, log, true);
  const { tokens, salesforce } = connectSalesforce(settings, clock, log);
  const client = connectLinnworks(settings, clock, log);
  let source = DEFAULT_SETTINGS.source;
  const linnworks = createLinnworks({ client, clock, log, source: () => source });
  const tables = createTables(store.db);
  const deps = {
    salesforce,
    linnworks,
    store,
    tables,
    queue,
    clock,
    log,
    orgCurrency: settings.SF_CURRENCY,
  };
  const reference = createReference(deps);
  const withSource = {
    ...reference,
    settings: async () => {
      const current = await reference.settings();
      source = current.source;
      return current;
    },
  };
  const usage = () => {
    const daily = salesforce.usage();
    const calls = client.usage().map((one) => ({ ...one, window: 'minute' }));
    return daily === undefined
      ? calls
      : [{ name: 'Salesforce API', ...daily, window: 'day' }, ...calls];
  };
  return { deps, reference: withSource, tokens, queue, usage };
}

function tasksOf(
  settings: Settings,
  { deps, reference }: Systems,
  schedule: () => Schedule,
  beat: () => Promise<void>,
): Task[] {
  const control = { runNow: (task: string) => schedule().runNow(task) };
  const corrections = createCorrectionWatch(deps, reference);
  const fulfilment = async () => {
    await reference.settings();
    await pollFulfilment(deps);
  };
  return [
    { name: 'locations', everySeconds: LOCATIONS_SECONDS, run: () => pullLocations(deps) },
    {
      name: 'outbox',
      everySeconds: settings.OUTBOX_POLL_SECONDS,
      run: () => pollOutbox(deps, control, 'new'),
    },
    {
      name: 'outbox-scan',
      everySeconds: FULL_SCAN_SECONDS,
      run: () => pollOutbox(deps, control, 'all'),
    },
    { name: 'reconcile', everySeconds: FULL_SCAN_SECONDS, run: () => findForgotten(deps) },
    { name: 'fulfilment', everySeconds: settings.FULFILMENT_POLL_SECONDS, run: fulfilment },
    {
      name: 'corrections',
      everySeconds: settings.CORRECTIONS_POLL_SECONDS,
      run: () => corrections.look(),
    },
    { name: 'heartbeat', everySeconds: settings.HEARTBEAT_SECONDS, run: beat },
  ];
}

function subscribe(
  settings: Settings,
  systems: Systems,
  ring: () => void,
  onState: (state: string) => void,
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
    onEvent: async ({ replayId }) => {
      // The work itself is the request record: the bell wakes the poll, and a lost bell loses nothing.
      ring();
      await deps.store.transaction((tx) => deps.tables.cursors.set(tx, cursor, replayId));
    },
    onGap: ring,
    onState,
    clock: deps.clock,
    log: deps.log,
  });
}

/**
 * Starts everything and returns when it runs. Waits here while another worker of the same store is active.
 * @throws ConnectorError or SettingsError when a part cannot start; what had started is stopped again.
 */
export async function startWorker(
  settings: Settings,
  stopping: AbortSignal,
): Promise<RunningWorker> {
  const clock = systemClock;
  const log = createLogger(settings.LOG_LEVEL, secretsOf(settings));
  const metrics = createMetrics();
  const state = { isReady: false, streaming: 'connecting', lastFulfilmentPollAt: null };
  const health = await startHealthServer(
    { host: settings.HTTP_HOST, port: settings.HTTP_PORT },
    metrics.registry,
    () => state,
  );
  const undo: (() => Promise<unknown>)[] = [() => health.close()];
  const stop = async (): Promise<void> => {
    state.isReady = false;
    for (const step of undo.splice(0).reverse())
      await step().catch((error: Error) =>
        log.error('A part did not stop cleanly', { reason: error.message }),
      );
    log.info('Stopped');
  };
  try {
    const store = await openStore({
      databaseUrl: settings.DATABASE_URL,
      dataDir: settings.DATA_DIR,
      onError: (error) => log.error('The store lost a connection', { reason: error.message }),
    });
    undo.push(() => store.close());
    const lease = await holdLease(store.connection, settings.SF_CLIENT_ID, clock, log, stopping);
    undo.push(() => lease.release());
    const systems = await connect(settings, store, clock, log);
    undo.push(() => systems.queue.stop());
    await systems.queue.work(
      'orders-out',
      ORDERS_OUT,
      createOrdersOut(systems.deps, systems.reference),
    );
    await systems.queue.work(
      'orders-in',
      ORDERS_IN,
      createPullFulfilment(systems.deps, systems.reference),
    );
    const started: { schedule?: Schedule } = {};
    const beat = createHeartbeat(
      systems.deps,
      {
        version: VERSION,
        workerId: randomUUID(),
        get streaming() {
          return state.streaming;
        },
        lastSuccess: (task) => started.schedule?.lastSuccess(task) ?? null,
        failure: (task) => started.schedule?.failure(task) ?? null,
        backlog: (queue) => systems.queue.backlog(queue),
        budgets: systems.usage,
      },
      streamRows({
        outbox: settings.OUTBOX_POLL_SECONDS,
        fulfilment: settings.FULFILMENT_POLL_SECONDS,
      }),
    );
    const schedule = startSchedule(
      tasksOf(settings, systems, () => started.schedule ?? schedule, beat),
      log,
    );
    started.schedule = schedule;
    undo.push(() => schedule.stop());
    const events = subscribe(
      settings,
      systems,
      () => schedule.runNow('outbox'),
      (now) => {
        state.streaming = now;
        metrics.streaming.set(now === 'connected' ? 1 : 0);
      },
    );
    events.start();
    undo.push(() => events.stop());
    state.isReady = true;
    log.info('Started', { version: VERSION, port: health.port, embeddedStore: store.isEmbedded });
    return { port: health.port, lost: lease.lost, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
