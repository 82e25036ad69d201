import { createChannel } from '../../../src/pipelines/stock/channel.ts';
import { systemClock } from '../../../src/domain/clock.ts';
import { LOCATIONS } from '../../../sandbox/linnworks-account/stock/locations.ts';
import type { StockWorld } from '../../contract/stock/stock-world.ts';
import { differencesAtRest, type Baseline } from './stock-at-rest.ts';

/**
 * A random walk of stock: what a warehouse, an office, a bad network and an impatient channel do, in any order, while the
 * production code sweeps, looks and refreshes. The same seed gives the same events; how they fall into the reads does
 * not repeat exactly.
 */
export interface Walk {
  readonly events: number;
  readonly items: number;
  readonly seed: number;
}

const TOKEN = 'the-token-of-the-walk';
const HOUR = 3_600_000;
const ROUNDS_TO_REST = 5;

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const ACCOUNT_FAULTS = [
  { match: { path: 'Stock/GetStockItemsFull$' }, status: 200, body: '[{"StockItemId":"cut off' },
  { match: { path: 'Stock/GetStockItemsFull$' }, status: 500, body: { Message: 'Broken' } },
  { match: { path: 'Stock/GetStockItemsFull$' }, status: 400, body: { Message: 'No items found' } },
  { match: { path: 'Stock/' }, cut: 'after' },
  { match: { path: 'Inventory/' }, cut: 'before' },
  {
    match: { path: 'Stock/GetStockItemsFullByIds$' },
    status: 429,
    body: { Message: 'quota exceeded' },
  },
] as const;
const ORG_FAULTS = [
  { match: { path: 'Linnworks_Stock_Level__c' }, cut: 'after' },
  { match: { path: 'Linnworks_Stock_Level__c' }, cut: 'before' },
  { match: { path: 'Linnworks_Stock_Movement__c' }, cut: 'after' },
  { match: { path: 'composite/sobjects' }, status: 503 },
  { match: { path: '/jobs/ingest' }, cut: 'after' },
  { match: { path: '/jobs/ingest/\\w+/batches' }, cut: 'before' },
] as const;

class StockWalk {
  readonly #world: StockWorld;
  readonly #random: (below: number) => number;
  readonly #skus: string[];
  readonly #products = new Map<string, string>();
  /** What runs beside the events, as tasks of the worker do. */
  #running: Promise<unknown> = Promise.resolve();
  #made = 0;

  constructor(world: StockWorld, random: (below: number) => number, skus: string[]) {
    this.#world = world;
    this.#random = random;
    this.#skus = skus;
    for (const sku of skus) this.#products.set(sku, world.product(sku));
  }

  #any<T>(list: readonly T[]): T {
    const found = list[this.#random(list.length)];
    if (found === undefined) throw new Error('Nothing to choose from');
    return found;
  }

  /** One event; the numbers are out of a thousand. */
  async event(): Promise<void> {
    const dice = this.#random(1000);
    if (dice < 700) this.#move();
    else if (dice < 730) this.#archive();
    else if (dice < 750) this.#create();
    else if (dice < 760) this.#swapProduct();
    else if (dice < 762) this.#countEverything();
    else if (dice < 790) await this.#breakSomething();
    else if (dice < 800) await this.#restart();
    else if (dice < 830) await this.#push();
    else if (dice < 850) this.#run(() => this.#world.pull.refresh([this.#any(this.#skus)]));
    else if (dice < 880) this.#run(() => this.#world.pull.look());
    else if (dice < 900) await this.#sweep();
    else this.#world.clock.advance(this.#random(20_000));
  }

  #stockOf(sku: string) {
    const { stock } = this.#world.account.store;
    const item = stock.bySku(sku);
    if (item === undefined) throw new Error(`No item ${sku}`);
    return { stock, item };
  }

  #move(sku = this.#any(this.#skus)): void {
    const { stock, item } = this.#stockOf(sku);
    if (item.kind !== 'simple') return;
    stock.move(item, this.#any(LOCATIONS).id, this.#random(41) - 20, `Event ${this.#random(1e6)}`);
  }

  /** Everything behind it moves one place up on the pages, or down again. */
  #archive(): void {
    const { item } = this.#stockOf(this.#any(this.#skus));
    item.isArchived = !item.isArchived;
  }

  #create(): void {
    const sku = `NEW-${String((this.#made += 1))}`;
    const part = this.#any(this.#skus);
    const isSet = this.#random(4) === 0 && this.#stockOf(part).item.kind === 'simple';
    this.#world.account.store.stock.put({
      sku,
      title: sku,
      levels: new Map([[this.#any(LOCATIONS).id, this.#random(50)]]),
      ...(isSet ? { kind: 'composite' as const, parts: [{ sku: part, quantity: 2 }] } : {}),
    });
    this.#products.set(sku, this.#world.product(sku));
    this.#skus.push(sku);
  }

  /** Another product takes over the SKU. */
  #swapProduct(): void {
    const sku = this.#any(this.#skus);
    const old = this.#products.get(sku);
    if (old === undefined) return;
    this.#world.save('Product2', { StockKeepingUnit: `OLD-${this.#random(1e9)}` }, old);
    this.#products.set(sku, this.#world.product(sku));
  }

  #countEverything(): void {
    for (const sku of this.#skus) this.#move(sku);
  }

  async #breakSomething(): Promise<void> {
    const times = 1 + this.#random(4);
    if (this.#random(2) === 0) await this.#world.faults({ ...this.#any(ACCOUNT_FAULTS), times });
    else this.#world.org.control.faults.set([{ ...this.#any(ORG_FAULTS), times: 1 }]);
  }

  /** A worker that stops ends what it is doing; what was cut by a fault before that is for the next one. */
  async #restart(): Promise<void> {
    this.#world.stopping.abort();
    await this.#running;
    this.#world.restart();
  }

  async #push(): Promise<void> {
    const channel = createChannel({ ...this.#world.deps, clock: systemClock }, TOKEN, () =>
      this.#run(() => this.#world.pull.look()),
    );
    const skus = [this.#any(this.#skus), this.#any(this.#skus), 'NOBODY-KNOWS'];
    const Products = skus.map((SKU) => ({ SKU, Quantity: this.#random(1000) }));
    await channel('/channel/inventory-update', { AuthorizationToken: TOKEN, Products });
  }

  async #sweep(): Promise<void> {
    await this.#running;
    this.#world.clock.advance(61_000 + this.#random(600_000));
    this.#run(() => this.#world.pull.sweep());
  }

  /** Failures are the faults' doing; what they leave behind is what is looked at in the end. */
  #run(work: () => Promise<unknown>): void {
    this.#running = Promise.all([this.#running, work().catch(() => undefined)]);
  }

  async load(): Promise<Baseline> {
    await this.#world.sweep();
    return this.#world.levels();
  }

  async rest(): Promise<void> {
    await this.#running;
    this.#world.org.control.faults.clear();
    await this.#world.control('DELETE', 'faults');
    for (let round = 0; round < ROUNDS_TO_REST; round++) {
      // Whatever waits for its next try has its turn.
      this.#world.clock.advance(25 * HOUR);
      await this.#world.pull.look();
      await this.#world.sweep();
    }
  }

  get products(): ReadonlyMap<string, string> {
    return this.#products;
  }
}

/**
 * Walks, comes to rest and compares.
 * @returns how many events happened, and what differs between Salesforce and Linnworks; nothing, when all is well.
 */
export async function walkStock(
  world: StockWorld,
  { events, items, seed }: Walk,
): Promise<{ walked: number; faults: string[] }> {
  await world.reset();
  const skus = Array.from({ length: items }, (_, n) => `SKU-${n}`);
  await world.items(...skus.map((sku, n) => ({ sku, levels: { Default: n % 50, Leeds: n % 7 } })));
  const walk = new StockWalk(world, randomFrom(seed), skus);
  const baseline = await walk.load();
  let walked = 0;
  for (; walked < events; walked++) await walk.event();
  await walk.rest();
  return { walked, faults: differencesAtRest(world, baseline, walk.products) };
}
