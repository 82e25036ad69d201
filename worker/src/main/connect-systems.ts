import type { Settings } from '../config/settings-schema.ts';
import { Circuit, type SystemName } from '../domain/circuit.ts';
import type { Bulk } from '../domain/bulk-port.ts';
import type { Clock } from '../domain/clock.ts';
import type { Journal } from '../domain/effects.ts';
import type { Logger } from '../domain/ports.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import type { StockTables } from '../domain/stock-tables.ts';
import { createLinnworks } from '../linnworks/account.ts';
import { createLinnworksClient, type LinnworksClient } from '../linnworks/client.ts';
import { auditedClient } from '../linnworks/effects.ts';
import { EVENT_BUDGET } from '../pipelines/alarms/quota.ts';
import type { PipelineDeps } from '../pipelines/deps.ts';
import { createChannelSettings, type ChannelSettings } from '../pipelines/channel-settings.ts';
import { createReference, type Reference } from '../pipelines/read-settings.ts';
import { createSettingsRow, type SettingsRow } from '../pipelines/settings-row.ts';
import { sharedReads } from '../pipelines/shared-reads.ts';
import { STREAM_PARTS, StreamGates } from '../pipelines/stream-gates.ts';
import { completeLeftRows, createEffectJournal } from '../queue/effect-journal.ts';
import { openJobQueue, type JobQueue } from '../queue/job-queue.ts';
import type { OpenStore } from '../queue/open-store.ts';
import { createStockTables } from '../queue/tables/stock/stock-tables.ts';
import { createTables } from '../queue/tables/tables.ts';
import { auditedBulk, auditedRest } from '../salesforce/audited-rest.ts';
import { BulkGateway } from '../salesforce/bulk.ts';
import { createBulkTransport } from '../salesforce/bulk-transport.ts';
import { SalesforceGateway } from '../salesforce/gateway.ts';
import { createNamespace } from '../salesforce/namespace.ts';
import { createRestClient } from '../salesforce/rest-client.ts';
import { TokenProvider } from '../salesforce/token-provider.ts';
import { addressOf, salesforceCallName } from '../telemetry/call-names.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { observeCalls, observedFetch } from '../telemetry/observe-calls.ts';
import { webFetch } from './web-fetch.ts';

/** Both systems and the store, ready to be used by the pipelines. */
export interface Systems {
  readonly deps: PipelineDeps;
  /** The same, for what runs by the clock and has time: reads of the same moment share a call. */
  readonly background: PipelineDeps;
  readonly settingsRow: SettingsRow;
  readonly reference: Reference;
  readonly channels: () => Promise<ChannelSettings>;
  readonly stock: StockTables;
  readonly bulk: Bulk;
  readonly tokens: TokenProvider;
  readonly queue: JobQueue;
  readonly gates: StreamGates;
  readonly circuits: { readonly salesforce: Circuit; readonly linnworks: Circuit };
  readonly usage: () => { name: string; used: number; limit: number; window: string }[];
}

/** Tasks of the same minute begin within this time. */
const MOMENT_MS = 200;
/** What admins write is renewed each minute; nobody else asks while that succeeds. */
const BELIEVED_MS = 90_000;

/** What follows the version in the address. */
const pathOf = (url: string | URL | Request): string =>
  /\/services\/data\/v[\d.]+(\/[^?]*)/.exec(addressOf(url))?.[1] ?? '';

/** Of commands, which change only what is the connector's own. */
const UNWRITTEN: Journal = { around: (_, call) => call() };

export function connectSalesforce(
  settings: Settings,
  clock: Clock,
  log: Logger,
  metrics: Metrics,
  circuit: Circuit,
  journal: Journal = UNWRITTEN,
) {
  const tokens = new TokenProvider({
    loginUrl: settings.SF_LOGIN_URL,
    audience: settings.SF_AUDIENCE ?? settings.SF_LOGIN_URL,
    clientId: settings.SF_CLIENT_ID,
    username: settings.SF_USERNAME,
    privateKey: settings.SF_PRIVATE_KEY,
    clientSecret: settings.SF_CLIENT_SECRET,
    clock,
    fetch: webFetch,
    log,
  });
  const plain = createRestClient(tokens, settings.SF_API_VERSION, log);
  const observe = observeCalls(metrics, 'salesforce');
  const namespace = createNamespace(settings.SF_NAMESPACE);
  const observed: typeof plain = {
    ...plain,
    call: (method, path, body) =>
      observe(salesforceCallName(method, path), () => plain.call(method, path, body)),
  };
  const audited = auditedRest(observed, journal, namespace);
  const rest: typeof plain = {
    ...plain,
    call: (method, path, body) => circuit.run(() => audited.call(method, path, body)),
  };
  const transport = createBulkTransport(tokens, settings.SF_API_VERSION, (url, init) =>
    circuit.run(() =>
      observe(salesforceCallName(init?.method ?? 'GET', pathOf(url)), () => webFetch(url, init)),
    ),
  );
  return {
    tokens,
    salesforce: new SalesforceGateway(rest, namespace, clock),
    bulk: new BulkGateway(auditedBulk(transport, journal), namespace, clock),
  };
}

function connectLinnworks(
  settings: Settings,
  clock: Clock,
  log: Logger,
  metrics: Metrics,
  circuit: Circuit,
  journal: Journal,
): LinnworksClient {
  const plain = createLinnworksClient({
    credentials: {
      authUrl: settings.LINNWORKS_AUTH_URL,
      applicationId: settings.LINNWORKS_APPLICATION_ID,
      applicationSecret: settings.LINNWORKS_APPLICATION_SECRET,
      installationToken: settings.LINNWORKS_INSTALLATION_TOKEN,
      v2Url: settings.LINNWORKS_V2_URL,
    },
    clock,
    fetch: observedFetch(metrics, webFetch),
    log,
  });
  const client = auditedClient(plain, journal);
  return {
    call: (name, args, reply) => circuit.run(() => client.call(name, args, reply)),
    usage: () => client.usage(),
    place: () => client.place(),
  };
}

/** An outage of one system closes every stream; the first answer opens them again. */
function watchSystems(gates: StreamGates, clock: Clock, log: Logger): Systems['circuits'] {
  const watch = (system: SystemName): Circuit =>
    new Circuit(system, clock, (outage) => {
      if (outage === null) log.info('A system answers again', { system });
      else log.warn('A system is down; streams wait', { system, code: outage.cause.code });
      gates
        .setAll(system, outage !== null)
        .catch((error: Error) =>
          log.error('Streams could not be switched', { reason: error.message }),
        );
    });
  return { salesforce: watch('Salesforce'), linnworks: watch('Linnworks') };
}

function openGates(queue: JobQueue): StreamGates {
  return new StreamGates(async (stream, isOpen) => {
    for (const name of STREAM_PARTS[stream].queues)
      await (isOpen ? queue.resume(name) : queue.pause(name));
  });
}

/** What is used of every allocation. */
function usageOf(
  salesforce: SalesforceGateway,
  client: LinnworksClient,
): ReturnType<Systems['usage']> {
  const daily = salesforce.usage();
  const calls = client.usage().map((one) => ({ ...one, window: 'minute' }));
  const events = salesforce.events();
  return [
    ...(daily === undefined ? [] : [{ name: 'Salesforce API', ...daily, window: 'day' }]),
    ...(events === undefined ? [] : [{ name: EVENT_BUDGET, ...events, window: 'day' }]),
    ...calls,
  ];
}

/** Whoever reads the settings tells the account whose orders are wanted: before each poll. */
function telling(
  reference: Reference,
  channels: () => Promise<ChannelSettings>,
  wanted: { source: string; isOthersToo: boolean },
): Reference {
  return {
    ...reference,
    settings: async () => {
      const current = await reference.settings();
      wanted.source = current.source;
      wanted.isOthersToo = (await channels()).otherChannels !== 'Off';
      return current;
    },
  };
}

/** Nothing is called yet: logins happen with the first call that needs them. */
export async function connectSystems(
  settings: Settings,
  store: OpenStore,
  clock: Clock,
  log: Logger,
  metrics: Metrics,
): Promise<Systems> {
  const queue = await openJobQueue(store.connection, log, true);
  const gates = openGates(queue);
  const circuits = watchSystems(gates, clock, log);
  await completeLeftRows(store.db);
  const journal = createEffectJournal(store.db, clock, log);
  const { tokens, salesforce, bulk } = connectSalesforce(
    settings,
    clock,
    log,
    metrics,
    circuits.salesforce,
    journal,
  );
  const client = connectLinnworks(settings, clock, log, metrics, circuits.linnworks, journal);
  const wanted = { source: DEFAULT_SETTINGS.source, isOthersToo: false };
  const linnworks = createLinnworks({
    ...{ client, clock, log },
    source: () => wanted.source,
    isOthersToo: () => wanted.isOthersToo,
  });
  const tables = createTables(store.db);
  const own = { store, tables, queue, clock, log, orgCurrency: settings.SF_CURRENCY };
  const deps = { salesforce, linnworks, ...own };
  const background = {
    ...deps,
    salesforce: sharedReads(salesforce, () => clock.sleep(MOMENT_MS)),
  };
  const settingsRow = createSettingsRow(background, BELIEVED_MS);
  const channels = createChannelSettings(background, settingsRow);
  const reference = telling(
    createReference(background, settingsRow, BELIEVED_MS),
    channels,
    wanted,
  );
  return {
    ...{ deps, background, settingsRow, reference, channels, tokens, bulk, queue, gates, circuits },
    stock: createStockTables(store.db),
    usage: () => usageOf(salesforce, client),
  };
}
