import type { Job, JobOutcome } from '../../../src/domain/ports.ts';
import { silentLog } from '../../../src/domain/silent-log.ts';
import type { PipelineDeps } from '../../../src/pipelines/deps.ts';
import { createOrdersOut } from '../../../src/pipelines/orders-out.ts';
import { createFulfilmentPoll } from '../../../src/pipelines/poll-fulfilment.ts';
import { createPullFulfilment } from '../../../src/pipelines/pull-fulfilment.ts';
import { pollOutbox } from '../../../src/pipelines/read-outbox.ts';
import { createReference, type Reference } from '../../../src/pipelines/read-settings.ts';
import {
  startLinnworksAccount,
  type LinnworksAccount,
} from '../../../sandbox/linnworks-account/start.ts';
import {
  startSalesforceOrg,
  type SalesforceOrg,
  type SalesforceOrgOptions,
} from '../../../sandbox/salesforce-org/start.ts';
import { APP, connectAccount, connectOrg, tellAccount } from '../emulated-systems.ts';
import { HandClock } from './hand-clock.ts';
import { MemoryStore } from './memory-store.ts';

type Row = Record<string, unknown>;

function systemsOf(org: SalesforceOrg, account: LinnworksAccount, clock: HandClock): PipelineDeps {
  const store = new MemoryStore();
  return {
    salesforce: connectOrg(org, clock).salesforce,
    linnworks: connectAccount(account, clock),
    store,
    tables: store.tables,
    queue: store.queue,
    clock,
    log: silentLog,
    orgCurrency: 'GBP',
  };
}

/** The pipelines of the orders between the emulated org, its flows included, and the emulated account, over real HTTP. */
export class MerchantWorld {
  readonly org: SalesforceOrg;
  readonly account: LinnworksAccount;
  readonly clock: HandClock;
  /** Paths and bodies of the requests to the org, decoded. */
  readonly requests: string[];
  readonly deps: PipelineDeps;
  reference!: Reference;
  #handle!: (jobs: Job[]) => Promise<Map<string, JobOutcome>>;
  #entry = '';
  #book = '';

  private constructor(
    org: SalesforceOrg,
    account: LinnworksAccount,
    clock: HandClock,
    requests: string[],
  ) {
    this.org = org;
    this.account = account;
    this.clock = clock;
    this.requests = requests;
    this.deps = systemsOf(org, account, clock);
    this.restart();
  }

  static async start(
    merchantFields: SalesforceOrgOptions['merchantFields'] = {},
    settings: Row = {},
  ): Promise<MerchantWorld> {
    const clock = new HandClock('2026-11-24T10:00:00Z');
    const now = () => clock.now();
    const requests: string[] = [];
    const org = await startSalesforceOrg({
      apps: [APP],
      clock: now,
      merchantFields,
      onRequest: ({ url, body }) => requests.push(decodeURIComponent(`${url} ${body}`)),
    });
    const account = await startLinnworksAccount({ seed: 11, quotas: 'lifted', clock: now });
    const world = new MerchantWorld(org, account, clock, requests);
    await world.#open(settings);
    return world;
  }

  async close(): Promise<void> {
    await this.account.close();
    await this.org.close();
  }

  /** What the worker remembers of settings and fields is asked anew. */
  restart(): void {
    this.reference = createReference(this.deps);
    this.#handle = createOrdersOut(this.deps, this.reference);
  }

  async #open(settings: Row): Promise<void> {
    this.save('Linnworks_Settings__c', { Key__c: 'Default', Mode__c: 'Active', ...settings });
    await this.stock('MUG');
    const [book] = this.rows('SELECT Id FROM Pricebook2');
    this.#book = String(book?.['Id']);
    this.#entry = this.product('MUG');
  }

  stock(...skus: string[]): Promise<unknown> {
    const items = skus.map((sku) => ({ sku, title: `The ${sku}`, levels: { Default: 9_000 } }));
    return this.control('POST', 'catalogue', { items });
  }

  /** The price book entry of a new product. */
  product(sku: string): string {
    const product = this.save('Product2', { Name: sku, StockKeepingUnit: sku, IsActive: true });
    return this.save('PricebookEntry', {
      Pricebook2Id: this.#book,
      Product2Id: product,
      UnitPrice: 10,
      IsActive: true,
    });
  }

  control<T>(method: string, path: string, body?: unknown): Promise<T> {
    return tellAccount<T>(this.account, method, path, body);
  }

  save(object: string, values: Row, id?: string): string {
    const operation = id === undefined ? 'create' : 'update';
    const given = id === undefined ? values : { ...values, Id: id };
    const result = this.org.core.save(this.org.control.admin(), operation, object, given);
    if (result.id === null || !result.success) throw new Error(JSON.stringify(result.errors));
    return result.id;
  }

  rows(soql: string): Row[] {
    return this.org.core.query(this.org.control.admin(), soql).records;
  }

  /** A draft order without lines. */
  draft(more: Row = {}): string {
    const account = this.save('Account', { Name: 'Harbour Cycles Ltd', Phone: '0113 496 0101' });
    return this.save('Order', {
      AccountId: account,
      EffectiveDate: '2026-11-24',
      Status: 'Draft',
      Pricebook2Id: this.#book,
      ShippingStreet: '12 Quay Street',
      ShippingCity: 'Leeds',
      ShippingPostalCode: 'LS1 4AB',
      ShippingCountry: 'United Kingdom',
      ...more,
    });
  }

  line(orderId: string, more: Row = {}): string {
    const line = { OrderId: orderId, PricebookEntryId: this.#entry, Quantity: 1, UnitPrice: 10 };
    return this.save('OrderItem', { ...line, ...more });
  }

  /** A draft order of one line. */
  order(more: Row = {}): string {
    const id = this.draft(more);
    this.line(id);
    return id;
  }

  activate(orderId: string): void {
    this.save('Order', { Status: 'Activated' }, orderId);
  }

  /** Reads the outbox and does what is asked, until nothing is left. @returns how many jobs that were. */
  async work(): Promise<number> {
    await pollOutbox(this.deps, 'all');
    let count = 0;
    for (let jobs = this.#take(); jobs.length > 0; jobs = this.#take()) {
      count += jobs.length;
      // As the queue does it: work on one order one after the other.
      for (const job of jobs) await this.#handle([job]);
    }
    return count;
  }

  /** One poll of what changed in Linnworks, and the handling of it. */
  async follow(): Promise<void> {
    await createFulfilmentPoll(this.deps)();
    const jobs = (this.deps.store as MemoryStore).take('orders-in');
    await createPullFulfilment(this.deps, this.reference)(jobs);
  }

  #take(): Job[] {
    return (this.deps.store as MemoryStore).take('orders-out');
  }

  /** What the account has of an order. */
  inLinnworks(orderId: string) {
    const [order] = this.rows(`SELECT OrderNumber FROM Order WHERE Id = '${orderId}'`);
    return this.account.store.orders.byReference(String(order?.['OrderNumber']));
  }

  /** What the newest request of an order was answered. */
  answer(orderId: string): string {
    const [request] = this.rows(
      `SELECT Result__c FROM Linnworks_Sync_Request__c WHERE Order__c = '${orderId}' ORDER BY Name DESC LIMIT 1`,
    );
    const result = request?.['Result__c'];
    return typeof result === 'string' ? result : '';
  }

  /** Sentences of what is open about an order. */
  problems(orderId: string): string {
    const rows = this.rows(
      `SELECT Message__c FROM Linnworks_Sync_Error__c WHERE Order__c = '${orderId}' AND Status__c != 'Resolved' ORDER BY Code__c`,
    );
    return rows.map(({ Message__c }) => String(Message__c)).join(' ');
  }

  errors(orderId: string): string[] {
    const rows = this.rows(
      `SELECT Code__c FROM Linnworks_Sync_Error__c WHERE Order__c = '${orderId}' AND Status__c != 'Resolved' ORDER BY Code__c`,
    );
    return rows.map(({ Code__c }) => String(Code__c));
  }
}
