import { control } from './control/control.ts';
import type { VendorSide } from './http/answer-call.ts';
import { FaultPlan } from './http/fault-plan.ts';
import { Quotas } from './http/quotas.ts';
import { RequestLog } from './http/request-log.ts';
import { listen } from './http/server.ts';
import { Sessions, type Credentials } from './http/sessions.ts';
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
  /** The same seed gives the same ids, tracking numbers and parcels. */
  readonly seed?: number;
}

/** A running account. `url` is where to log in, the v1 server of the login reply, and `${url}/v2` the v2 base. */
export interface LinnworksAccount {
  readonly url: string;
  readonly credentials: Credentials;
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

/**
 * Starts an emulated Linnworks account on the loopback address. Its warehouse is paused until told otherwise
 * (`warehouse.setPace` or `POST /__account/warehouse`).
 * @throws Error when the port is taken.
 */
export async function startLinnworksAccount(
  options: LinnworksAccountOptions = {},
): Promise<LinnworksAccount> {
  const credentials = { ...KEYS, ...options };
  const clock = options.clock ?? (() => new Date());
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 32);
  const faults = new FaultPlan();
  const log = new RequestLog();
  const start = (): Run => {
    const account = new Account(clock, seed);
    return {
      account,
      warehouse: new Warehouse(account),
      sessions: new Sessions(credentials, clock, createIds(seed + 1), options.sessionMinutes ?? 20),
      quotas: new Quotas(clock, options.quotas === 'lifted'),
    };
  };
  let run = start();
  const reset = (): void => {
    run = start();
    faults.clear();
  };
  const server = await listen(
    {
      vendorSide: (): VendorSide => ({ ...run, url: server.url, v2Delta: options.v2Delta ?? true }),
      tick: () => run.warehouse.tick(),
      control: (method, path, body) => {
        run.warehouse.tick();
        return control({ ...run, faults, log, reset }, method, path, body);
      },
      faults,
      log,
      latencyMs: options.latencyMs ?? 0,
    },
    options.port ?? 0,
  );
  const ticking = setInterval(() => run.warehouse.tick(), TICK_MS);
  ticking.unref();
  const { applicationId, applicationSecret, installationToken } = credentials;
  return {
    url: server.url,
    credentials: { applicationId, applicationSecret, installationToken },
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
