import { FaultPlan, type AnsweredRequest, type ReceivedRequest } from '../faults/fault-rules.ts';
import { control } from './control/control.ts';

import { Quotas } from './http/quotas.ts';
import { RequestLog } from './http/request-log.ts';
import { listen, type ServerParts } from './http/server.ts';
import { DATABASE_SECRETS, Sessions, type Credentials } from './http/sessions.ts';
import { Account } from './state/account.ts';
import { createIds } from './state/ids.ts';
import { Warehouse } from './warehouse/warehouse.ts';

const TICK_MS = 100;
const KEYS: Credentials = {
  applicationId: 'a1a1a1a1-0000-4000-8000-000000000001',
  applicationSecret: 'a1a1a1a1-0000-4000-8000-000000000002',
  installationToken: 'a1a1a1a1-0000-4000-8000-000000000003',
};

export interface LinnworksAccountOptions extends Partial<Credentials> {
  /** A free one when left out. */
  readonly port?: number;
  /** The account's clock; sessions, quotas and the warehouse follow it. The real one when left out. */
  readonly clock?: () => Date;
  readonly quotas?: 'vendor' | 'lifted';
  readonly latencyMs?: number;
  /** Minutes without use after which a session dies; 20 when left out. */
  readonly sessionMinutes?: number;
  /** False: `v2/orders` is not there, as for an account without access to it. */
  readonly v2Delta?: boolean;
  /** The account setting "merge order extended properties"; off, as in a new account. */
  readonly mergesExtendedProperties?: boolean;
  /** The same seed gives the same ids, tracking numbers and parcels. */
  readonly seed?: number;
  /** Told of every request but those to the control address. */
  readonly onRequest?: (request: ReceivedRequest) => void;
  /** Told of every request that was worked on. */
  readonly onAnswered?: (request: AnsweredRequest) => void;
}

/** A running account. `url` is where to log in, the v1 server of the login reply, and `${url}/v2` the v2 base. */
export interface LinnworksAccount {
  readonly url: string;
  readonly credentials: Credentials;
  /** Texts that must never be seen outside of this account: keys, and database fields of the login reply. */
  readonly secrets: readonly string[];
  /** What the account knows now; another object after a reset. */
  readonly store: Account;
  readonly warehouse: Warehouse;
  close(): Promise<void>;
}

interface Run {
  readonly account: Account;
  readonly warehouse: Warehouse;
  readonly sessions: Sessions;
  readonly quotas: Quotas;
}

function startRun(options: LinnworksAccountOptions, credentials: Credentials, seed: number): Run {
  const clock = options.clock ?? (() => new Date());
  const account = new Account(clock, seed, options.mergesExtendedProperties ?? false);
  const idleMinutes = options.sessionMinutes ?? 20;
  return {
    account,
    warehouse: new Warehouse(account),
    sessions: new Sessions(credentials, clock, createIds(seed + 1), idleMinutes),
    quotas: new Quotas(clock, options.quotas === 'lifted'),
  };
}

const keysOf = (options: LinnworksAccountOptions): Credentials => ({
  applicationId: options.applicationId ?? KEYS.applicationId,
  applicationSecret: options.applicationSecret ?? KEYS.applicationSecret,
  installationToken: options.installationToken ?? KEYS.installationToken,
});

/**
 * Starts an emulated Linnworks account on the loopback address. Its warehouse is paused until told otherwise
 * (`warehouse.setPace` or `POST /__account/warehouse`).
 * @throws Error when the port is taken.
 */
export async function startLinnworksAccount(
  options: LinnworksAccountOptions = {},
): Promise<LinnworksAccount> {
  const credentials = keysOf(options);
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 32);
  const faults = new FaultPlan();
  const log = new RequestLog();
  let run = startRun(options, credentials, seed);
  const reset = (): void => {
    run = startRun(options, credentials, seed);
    faults.clear();
  };
  const parts: ServerParts = {
    vendorSide: () => ({ ...run, url: server.url, v2Delta: options.v2Delta ?? true }),
    tick: () => run.warehouse.tick(),
    control: (method, path, body) => control({ ...run, faults, log, reset }, method, path, body),
    faults,
    log,
    latencyMs: options.latencyMs ?? 0,
    onRequest: options.onRequest,
    onAnswered: options.onAnswered,
  };
  const server = await listen(parts, options.port ?? 0);
  const ticking = setInterval(() => run.warehouse.tick(), TICK_MS);
  ticking.unref();
  return {
    url: server.url,
    credentials,
    secrets: [
      credentials.applicationSecret,
      credentials.installationToken,
      ...Object.values(DATABASE_SECRETS),
    ],
    get store() {
      return run.account;
    },
    get warehouse() {
      return run.warehouse;
    },
    async close() {
      clearInterval(ticking);
      await server.close();
    },
  };
}
