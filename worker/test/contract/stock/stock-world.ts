import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { systemClock, type Clock } from '../../../src/domain/clock.ts';
import { silentLog } from '../../../src/domain/silent-log.ts';
import { createReference, type Reference } from '../../../src/pipelines/read-settings.ts';
import { createStockPull, type StockPull } from '../../../src/pipelines/stock/pull-stock.ts';
import { oneAtATime, type StockDeps } from '../../../src/pipelines/stock/stock-deps.ts';
import { openStore, type OpenStore } from '../../../src/queue/open-store.ts';
import { createStockTables } from '../../../src/queue/tables/stock/stock-tables.ts';
import { createTables } from '../../../src/queue/tables/tables.ts';
import {
  startLinnworksAccount,
  type LinnworksAccount,
} from '../../../sandbox/linnworks-account/start.ts';
import { startSalesforceOrg, type SalesforceOrg } from '../../../sandbox/salesforce-org/start.ts';
import { APP, connectAccount, connectOrg, tellAccount } from '../emulated-systems.ts';

const MINUTE = 60_000;

type Row = Record<string, unknown>;

/** Waits are over at once and move the clock instead. */
export class JumpingClock implements Clock {
  #ahead = 0;

  now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.#ahead += ms;
    await systemClock.sleep(5, signal);
  }

  advance(ms: number): void {
    this.#ahead += ms;
  }
}

/** The stock pipelines on a real store, between the emulated account and the emulated org, over real HTTP. */
export class StockWorld {
  readonly org: SalesforceOrg;
  readonly account: LinnworksAccount;
  readonly clock: JumpingClock;
  /** `METHOD path` of every request to the org. */
  readonly requests: string[];
  readonly #dataDir: string;
  #store: OpenStore;
  #stopping = new AbortController();
  deps!: StockDeps;
  reference!: Reference;
  pull!: StockPull;

  private constructor(
    org: SalesforceOrg,
    account: LinnworksAccount,
    dataDir: string,
    store: OpenStore,
    requests: string[],
    clock: JumpingClock,
  ) {
    this.clock = clock;
    this.requests = requests;
    this.org = org;
    this.account = account;
    this.#dataDir = dataDir;
    this.#store = store;
    this.#connect();
  }

  static async start(): Promise<StockWorld> {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'stock-'));
    const requests: string[] = [];
    const clock = new JumpingClock();
    const now = () => clock.now();
    const org = await startSalesforceOrg({
      apps: [APP],
      clock: now,
      onRequest: ({ method, url }) => requests.push(`${method} ${url}`),
    });
    const account = await startLinnworksAccount({ seed: 5, quotas: 'lifted', clock: now });
    const store = await openStore({ databaseUrl: undefined, dataDir, onError: () => undefined });
    const world = new StockWorld(org, account, dataDir, store, requests, clock);
    return world;
  }

  /** Both systems and the store as they were at the start; starting them anew would take seconds. */
  async reset(): Promise<void> {
    this.org.control.reset();
    await this.control('POST', 'reset');
    await sql`truncate connector.stock_level, connector.stock_product, connector.stock_movement, connector.stock_look,
      connector.stock_job, connector.stock_job_row, connector.stock_composite, connector.stock_part, connector.cursor, connector.audit, connector.snapshot, connector.open_error`.execute(
      this.#store.db,
    );
    this.restart();
    this.requests.length = 0;
  }

  async close(): Promise<void> {
    await this.#store.close();
    await this.account.close();
    await this.org.close();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  /** What a restart forgets: everything but the store. */
  restart(): void {
    this.#stopping.abort();
    this.#stopping = new AbortController();
    this.#connect();
  }

  get stopping(): AbortController {
    return this.#stopping;
  }

  #connect(): void {
    const { clock, account, org } = this;
    const { salesforce, bulk } = connectOrg(org, clock);
    const base = {
      salesforce,
      linnworks: connectAccount(account, clock),
      store: this.#store,
      tables: createTables(this.#store.db),
      queue: {
        enqueue: async () => undefined,
        hurry: async () => undefined,
        work: async () => undefined,
        waiting: async () => new Set<string>(),
      },
      clock,
      log: silentLog,
      orgCurrency: 'GBP',
    };
    this.deps = {
      ...base,
      stock: createStockTables(this.#store.db),
      bulk,
      stopping: this.#stopping.signal,
      alone: oneAtATime(),
    };
    this.reference = createReference(base);
    this.pull = createStockPull(this.deps, this.reference);
  }

  control<T>(method: string, path: string, body?: unknown): Promise<T> {
    return tellAccount<T>(this.account, method, path, body);
  }

  items(...items: object[]): Promise<unknown> {
    return this.control('POST', 'catalogue', { items });
  }

  move(sku: string, delta: number, note = 'Counted', location = 'Default'): Promise<unknown> {
    return this.control('POST', 'stock', { sku, location, delta, note });
  }

  faults(...rules: object[]): Promise<unknown> {
    return this.control('POST', 'faults', rules);
  }

  save(object: string, values: Row, id?: string): string {
    const operation = id === undefined ? 'create' : 'update';
    const admin = this.org.control.admin();
    const given = id === undefined ? values : { ...values, Id: id };
    const result = this.org.core.save(admin, operation, object, given);
    if (result.id === null) throw new Error(JSON.stringify(result.errors));
    return result.id;
  }

  product(sku: string): string {
    return this.save('Product2', { Name: sku, StockKeepingUnit: sku, IsActive: true });
  }

  rows(soql: string): Row[] {
    return this.org.core.query(this.org.control.admin(), soql).records;
  }

  /** On hand by `sku@location name`. */
  levels(): Record<string, unknown> {
    const rows = this.rows(
      'SELECT Sku__c, Location_Name__c, On_Hand__c FROM Linnworks_Stock_Level__c ORDER BY Sku__c',
    );
    return Object.fromEntries(
      rows.map((row) => [
        `${String(row['Sku__c'])}@${String(row['Location_Name__c'])}`,
        row['On_Hand__c'],
      ]),
    );
  }

  movements(): Row[] {
    return this.rows(
      'SELECT Sku__c, Quantity__c, Level_After__c, Note__c FROM Linnworks_Stock_Movement__c ORDER BY Name',
    );
  }

  errors(): string[] {
    return this.rows("SELECT Code__c FROM Linnworks_Sync_Error__c WHERE Status__c = 'Open'")
      .map((row) => String(row['Code__c']))
      .sort();
  }

  /** Whole sweeps, each in a minute of its own. */
  async sweep(times = 1): Promise<void> {
    for (let n = 0; n < times; n++) {
      this.clock.advance(11 * MINUTE);
      await this.pull.sweep();
    }
  }

  /** Writes to stock records since the last call. */
  takeWrites(): string[] {
    const writes = this.requests.filter((one) => /Linnworks_Stock_|\/jobs\/ingest/.test(one));
    this.requests.length = 0;
    return writes.filter((one) => !one.startsWith('GET'));
  }
}
