import type { Job } from '../../../src/domain/ports.ts';
import { writeStock } from './write-stock.ts';
import { createReference, type Reference } from '../../../src/pipelines/read-settings.ts';
import { reconcileOrders, reconcileStock } from '../../../src/pipelines/reconcile/reconcile.ts';
import { startLinnworksAccount } from '../../../sandbox/linnworks-account/start.ts';
import { Bench } from './bench.ts';
import { ComparedOrg, KINDS, plant, type PlantedKind } from './planted.ts';

const BATCH = 200;
/** What changed just now is compared as well. */
const NOW = { graceMs: -60_000 };
/** The stages that orders of each kind are in when they are damaged. */
const STAGE: Partial<Record<PlantedKind, 'shipped' | 'cancelled' | 'none'>> = {
  'order never sent': 'none',
  'cancellation not shown': 'cancelled',
  'stage out of date': 'shipped',
  'tracking number out of date': 'shipped',
  'parcel missing in Salesforce': 'shipped',
};

export interface Found {
  readonly sentences: string[];
  /** Labels of open differences. */
  readonly labels: string[];
}

/** Two systems in agreement, with orders in every stage and stock, ready to be damaged. */
export class ComparedWorld {
  readonly org = new ComparedOrg();
  readonly bench: Bench;
  readonly #reference: Reference;

  private constructor(bench: Bench, org: ComparedOrg) {
    this.bench = bench;
    this.org = org;
    this.#reference = createReference(bench.deps);
  }

  static async open(): Promise<ComparedWorld> {
    const account = await startLinnworksAccount({ seed: 7, quotas: 'lifted' });
    const org = new ComparedOrg();
    return new ComparedWorld(new Bench(account, org), org);
  }

  /** Runs everything that waits in the queues, and reads the whole stock once. */
  async settle(): Promise<void> {
    const inBatches = async (jobs: Job[], run: (some: Job[]) => Promise<unknown>) => {
      const newest = [...new Map(jobs.map((job) => [job.key, job])).values()];
      for (let start = 0; start < newest.length; start += BATCH)
        await run(newest.slice(start, start + BATCH));
    };
    const { store } = this.bench;
    await inBatches(store.take('orders-out'), (jobs) => this.bench.push(jobs));
    await this.bench.poll();
    await inBatches(store.take('orders-in'), (jobs) => this.bench.handle(jobs));
    await writeStock(this.bench.deps);
  }

  /** `each` orders or levels of every kind, in agreement; then damaged. Returns what was planted, by kind. */
  async plantAll(each: Readonly<Record<PlantedKind, number>>): Promise<number> {
    const plan = KINDS.flatMap((kind) => Array.from({ length: each[kind] }, () => kind));
    const skus = plan.map((_, index) => `SKU-${index}`);
    await this.bench.stock(...skus);
    const orders = plan.map((kind, index) => ({
      kind,
      id: this.bench.order([{ sku: skus[index] ?? '', quantity: 2, price: 9.95 }]),
      sku: skus[index] ?? '',
    }));
    const sent = orders.filter(({ kind }) => STAGE[kind] !== 'none').map(({ id }) => id);
    for (let start = 0; start < sent.length; start += BATCH)
      await this.bench.send(...sent.slice(start, start + BATCH));
    for (const { kind, id } of orders) await this.#bring(id, STAGE[kind]);
    await this.settle();
    const levels = this.org.of('Linnworks_Stock_Level__c').map((row) => String(row['Key__c']));
    for (const { kind, id, sku } of orders) {
      const levelKey = levels.find((key) => key.startsWith(`${sku.toLowerCase()}|`)) ?? '';
      await plant(this.bench, this.org, kind, { orderId: id, levelKey });
    }
    return plan.length;
  }

  async #bring(orderId: string, stage: 'shipped' | 'cancelled' | 'none' | undefined) {
    const reference = this.org.orders.get(orderId)?.['OrderNumber'];
    if (stage === 'shipped')
      await this.bench.control('POST', 'warehouse/step', { reference, to: 'shipped' });
    if (stage === 'cancelled')
      await this.bench.push([this.bench.job(orderId, { kind: 'cancel', data: {} })]);
  }

  async compare(): Promise<Found> {
    const { deps } = this.bench;
    const sentences = [
      ...(await reconcileOrders(deps, this.#reference, NOW)),
      ...(await reconcileStock(deps, this.#reference, NOW)),
    ];
    return { sentences, labels: this.open().map((row) => String(row['Record_Label__c'])) };
  }

  open() {
    return this.org
      .of('Linnworks_Difference__c')
      .filter(({ Status__c }) => Status__c === 'Open' || Status__c === 'Repairing');
  }

  /** Distinct records that an open difference names. */
  damaged(): number {
    return new Set(this.open().map((row) => row['Record_Label__c'])).size;
  }
}
