import { systemClock, type Clock } from '../../../src/domain/clock.ts';
import type { Job, JobOutcome, Logger, SalesforceRecord } from '../../../src/domain/ports.ts';
import { silentLog } from '../../../src/domain/silent-log.ts';
import { createLinnworks } from '../../../src/linnworks/account.ts';
import { createLinnworksClient } from '../../../src/linnworks/client.ts';
import type { PipelineDeps } from '../../../src/pipelines/deps.ts';
import { createOrdersOut } from '../../../src/pipelines/orders-out.ts';
import { createFulfilmentPoll } from '../../../src/pipelines/poll-fulfilment.ts';
import { createPullFulfilment } from '../../../src/pipelines/pull-fulfilment.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import {
  startLinnworksAccount,
  type LinnworksAccount,
  type LinnworksAccountOptions,
} from '../../../sandbox/linnworks-account/start.ts';
import { tellAccount } from '../emulated-systems.ts';
import { MemoryStore } from './memory-store.ts';
import { ScriptedOrg } from './scripted-org.ts';

export interface LineSpec {
  readonly sku: string;
  readonly quantity: number;
  readonly price: number;
  readonly listPrice?: number;
  readonly taxRate?: number;
  readonly discount?: number;
}

/** The pipelines between a scripted org and a real emulated account. */
export class Bench {
  readonly org: ScriptedOrg;
  readonly store = new MemoryStore();
  readonly account: LinnworksAccount;
  /** Orders of other channels are wanted. */
  isOthersToo = false;
  readonly deps: PipelineDeps;
  readonly push: (jobs: Job[]) => Promise<Map<string, JobOutcome>>;
  readonly #pull: (jobs: Job[]) => Promise<Map<string, JobOutcome>>;
  #poll: () => Promise<number>;
  #next = 0;

  constructor(
    account: LinnworksAccount,
    org = new ScriptedOrg(),
    clock: Clock = systemClock,
    timeoutMs = 3_000,
    request: typeof fetch = fetch,
    log: Logger = silentLog,
  ) {
    this.account = account;
    this.org = org;
    const client = createLinnworksClient({
      credentials: { authUrl: account.url, v2Url: `${account.url}/v2`, ...account.credentials },
      clock,
      fetch: request,
      log,
      timeoutMs,
    });
    const linnworks = createLinnworks({
      client,
      clock,
      log,
      source: () => 'SALESFORCE',
      isOthersToo: () => this.isOthersToo,
    });
    const { store, org: salesforce } = this;
    this.deps = {
      salesforce,
      linnworks,
      store,
      tables: store.tables,
      queue: store.queue,
      clock,
      log,
      orgCurrency: 'GBP',
    };
    const reference = createReference(this.deps);
    this.push = createOrdersOut(this.deps, reference);
    this.#poll = createFulfilmentPoll(this.deps);
    this.#pull = createPullFulfilment(this.deps, reference);
  }

  static async start(
    options: LinnworksAccountOptions = {},
    clock?: Clock,
    timeoutMs?: number,
  ): Promise<Bench> {
    const account = await startLinnworksAccount({ seed: 11, quotas: 'lifted', ...options });
    return new Bench(account, new ScriptedOrg(), clock, timeoutMs);
  }

  control<T>(method: string, path: string, body?: unknown): Promise<T> {
    return tellAccount<T>(this.account, method, path, body);
  }

  stock(...skus: string[]): Promise<unknown> {
    const items = skus.map((sku) => ({ sku, title: `The ${sku}`, levels: { Default: 9_000 } }));
    return this.control('POST', 'catalogue', { items });
  }

  /** An activated order in the org; its id. */
  order(lines: readonly LineSpec[], more: SalesforceRecord = {}): string {
    const number = String(++this.#next).padStart(8, '0');
    const id = `801000000${number}A`.padEnd(18, 'A');
    this.org.orders.set(id, {
      Id: id,
      OrderNumber: number,
      StatusCode: 'Activated',
      IsReductionOrder: false,
      SystemModstamp: '2026-11-24T10:00:00.000+0000',
      ActivatedDate: '2026-11-24T10:00:00.000+0000',
      Account: { Name: 'Harbour Cycles Ltd', Phone: '0113 496 0101' },
      ShippingStreet: '12 Quay Street\nUnit 4',
      ShippingCity: 'Leeds',
      ShippingPostalCode: 'LS1 4AB',
      ShippingCountry: 'United Kingdom',
      Linnworks_Shipping_Service__c: 'Royal Mail 24',
      Linnworks_Shipping_Cost__c: 4.99,
      Linnworks_Shipping_Tax_Rate__c: 20,
      ...more,
    });
    for (const [index, line] of lines.entries())
      this.org.items.push({
        Id: `802${id.slice(5, 17)}${String(index).padStart(3, '0')}`,
        OrderId: id,
        SystemModstamp: '2026-11-24T10:00:00.000+0000',
        Quantity: line.quantity,
        UnitPrice: line.price,
        ListPrice: line.listPrice ?? line.price,
        Linnworks_Tax_Rate__c: line.taxRate ?? 20,
        Linnworks_Discount_Percent__c: line.discount ?? null,
        Product2: { Name: `The ${line.sku}`, StockKeepingUnit: line.sku },
      });
    return id;
  }

  /** A mapping row of the admin, from a field of Order. */
  mapping(source: string, target: string): void {
    this.org.written.set(`Linnworks_Mapping__c:${target}`, {
      Id: target,
      Name: target,
      Kind__c: 'Field',
      Source_Object__c: 'Order',
      Source__c: source,
      Target__c: target,
      Is_Required__c: false,
    });
  }

  job(orderId: string, more: Partial<Job> = {}): Job {
    return {
      id: `job-${orderId}-${more.kind ?? 'push'}`,
      key: orderId,
      kind: 'push',
      data: { requestId: `request-${orderId}` },
      traceId: `0199a000-0000-7000-8000-${orderId.slice(6, 18)}`,
      attempt: 1,
      createdAt: new Date(),
      ...more,
    };
  }

  /** Pushes and says what came of each. */
  async send(...orderIds: string[]): Promise<JobOutcome[]> {
    const jobs = orderIds.map((id) => this.job(id));
    const outcomes = await this.push(jobs);
    return jobs.map(({ id }) => outcomes.get(id) ?? { dead: 'no outcome' });
  }

  /** One poll of the delta into the queue. */
  poll(): Promise<number> {
    return this.#poll();
  }

  /** The worker starts anew on the same store: what it had only in memory is lost. */
  restart(): void {
    this.#poll = createFulfilmentPoll(this.deps);
  }

  handle(jobs: Job[]): Promise<Map<string, JobOutcome>> {
    return this.#pull(jobs);
  }

  /** One poll of the delta, and the handling of what it found. */
  async follow(): Promise<void> {
    await this.poll();
    await this.handle(this.store.take('orders-in'));
  }

  answer(orderId: string): SalesforceRecord | undefined {
    return this.org.written.get(`Linnworks_Sync_Request__c:request-${orderId}`);
  }

  openCodes(): string[] {
    return [...this.store.errors.values()].map(({ code }) => code).sort();
  }

  references(): Promise<{ ReferenceNum: string }[]> {
    return this.control('GET', 'orders');
  }
}
