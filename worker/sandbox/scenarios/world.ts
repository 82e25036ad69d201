import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AnsweredRequest, ReceivedRequest } from '../faults/fault-rules.ts';
import { startLinnworksAccount } from '../linnworks-account/start.ts';
import { startSalesforceOrg } from '../salesforce-org/start.ts';
import { controlAccount, type AccountClient, type Pace } from './account-client.ts';
import { PRODUCTS } from './merchant.ts';
import { connectToOrg, type OrgClient } from './org-client.ts';
import { openShop, type Shop } from './shop.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

const CLIENT_ID = 'linnworks-connector-sandbox';
const ADMIN = 'admin@merchant.example';
export const INTEGRATION = 'integration@merchant.example';

export interface WorldOptions {
  readonly pace?: Pace;
  readonly namespace?: '' | 'lwsync';
  /** Whether orders are sent from the start; default: Active. */
  readonly mode?: 'Observe' | 'Active';
  /** Kept between runs when given; else a temporary folder that `close` removes. */
  readonly dataDir?: string;
  readonly accountLatencyMs?: number;
  readonly quotas?: 'vendor' | 'lifted';
  /** Settings that win over the sandbox's own. */
  readonly workerEnv?: Readonly<Record<string, string>>;
  /** A program that starts the worker with another clock; the worker's own main file when left out. */
  readonly workerMain?: string;
  /** How many times faster than the wall clock the account's own clock runs. */
  readonly accountClockSpeed?: number;
  /** The clock of both systems, where it is not the wall clock. */
  readonly clock?: () => Date;
  /** Told of every request that either system receives. */
  readonly onRequest?: (system: 'org' | 'account', request: ReceivedRequest) => void;
  /** Told of every request that either system has worked on. */
  readonly onAnswered?: (system: 'org' | 'account', request: AnsweredRequest) => void;
  /** Fields of the org beside the package's; see salesforce-org. */
  readonly merchantFields?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly onProgress?: (step: string) => void;
}

/** Both systems, a shop with customers and products in them, and the real worker between. */
export interface World {
  readonly orgUrl: string;
  readonly accountUrl: string;
  /** Arguments of the account's login. */
  readonly accountLogin: Readonly<Record<string, string>>;
  readonly org: OrgClient;
  readonly shop: Shop;
  readonly account: AccountClient;
  readonly worker: WorkerProcess;
  close(): Promise<void>;
}

interface Systems {
  readonly org: Awaited<ReturnType<typeof startSalesforceOrg>>;
  readonly account: Awaited<ReturnType<typeof startLinnworksAccount>>;
  readonly privateKey: string;
}

/** Starts at the true time and runs ahead of it. */
export function fastClock(speed: number, start = Date.now()): () => Date {
  return () => new Date(start + (Date.now() - start) * speed);
}

async function startSystems(options: WorldOptions): Promise<Systems> {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const org = await startSalesforceOrg({
    namespace: options.namespace ?? '',
    ...(options.merchantFields ? { merchantFields: options.merchantFields } : {}),
    apps: [{ clientId: CLIENT_ID, certificatePem: keys.publicKey }],
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    onRequest: (request) => options.onRequest?.('org', request),
    onAnswered: (request) => options.onAnswered?.('org', request),
  });
  const account = await startLinnworksAccount({
    quotas: options.quotas ?? 'vendor',
    latencyMs: options.accountLatencyMs ?? 0,
    onRequest: (request) => options.onRequest?.('account', request),
    onAnswered: (request) => options.onAnswered?.('account', request),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.accountClockSpeed === undefined
      ? {}
      : { clock: fastClock(options.accountClockSpeed) }),
  });
  return { org, account, privateKey: keys.privateKey };
}

/** Times are short so that a person sees things happen; everything else is what a merchant would set. */
function workerEnv({ org, account, privateKey }: Systems, dataDir: string): Record<string, string> {
  return {
    SF_LOGIN_URL: org.url,
    SF_CLIENT_ID: CLIENT_ID,
    SF_USERNAME: INTEGRATION,
    SF_PRIVATE_KEY: privateKey,
    LINNWORKS_AUTH_URL: account.url,
    LINNWORKS_V2_URL: `${account.url}/v2`,
    LINNWORKS_APPLICATION_ID: account.credentials.applicationId,
    LINNWORKS_APPLICATION_SECRET: account.credentials.applicationSecret,
    LINNWORKS_INSTALLATION_TOKEN: account.credentials.installationToken,
    DATA_DIR: dataDir,
    OUTBOX_POLL_SECONDS: '5',
    FULFILMENT_POLL_SECONDS: '2',
    STOCK_POLL_SECONDS: '15',
    CORRECTIONS_POLL_SECONDS: '3',
    HEARTBEAT_SECONDS: '3',
    LOG_LEVEL: 'info',
  };
}

function addressesOf({
  org,
  account,
}: Systems): Pick<World, 'orgUrl' | 'accountUrl' | 'accountLogin'> {
  const { applicationId, applicationSecret, installationToken } = account.credentials;
  return {
    orgUrl: org.url,
    accountUrl: account.url,
    accountLogin: { applicationId, applicationSecret, token: installationToken },
  };
}

/**
 * Starts the whole emulated world on free loopback ports.
 * @throws Error when a part does not start; what had been started is stopped again.
 */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const say = options.onProgress ?? (() => undefined);
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'linnworks-connector-'));
  mkdirSync(dataDir, { recursive: true });
  say('Starting the emulated Salesforce org and Linnworks account');
  const systems = await startSystems(options);
  const undo: (() => Promise<unknown>)[] = [
    () => systems.org.close(),
    () => systems.account.close(),
  ];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    say('Opening the shop: customers, products, stock');
    const account = controlAccount(systems.account.url);
    await account.setPace(options.pace ?? 'normal');
    await account.catalogue(
      PRODUCTS.map((p) => ({
        sku: p.sku,
        title: p.name,
        price: p.price,
        weightKg: p.weightKg,
        levels: p.stock,
      })),
    );
    const org = await connectToOrg(systems.org.url, ADMIN, options.namespace);
    const shop = await openShop(org, options.mode);
    say('Starting the worker on its embedded PostgreSQL');
    const env = { ...workerEnv(systems, dataDir), SF_NAMESPACE: options.namespace ?? '' };
    const logFile = path.join(dataDir, 'worker.log');
    const worker = await startWorkerProcess(
      { ...env, ...options.workerEnv },
      logFile,
      options.workerMain,
    );
    undo.push(() => worker.stop());
    return { ...addressesOf(systems), org, shop, account, worker, close };
  } catch (error) {
    await close();
    throw error;
  }
}
