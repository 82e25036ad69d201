import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReceivedRequest } from '../../sandbox/faults/fault-rules.ts';
import { PRODUCTS } from '../../sandbox/scenarios/merchant.ts';
import { startWorld, type World } from '../../sandbox/scenarios/world.ts';

/** One clock for both systems and the worker; its speed changes while the worker is stopped. */
export class SharedClock {
  readonly file: string;
  #running = { wallMs: Date.now(), shownMs: Date.now(), speed: 1 };

  constructor(file: string) {
    this.file = file;
    this.setSpeed(1);
  }

  now(): number {
    const { wallMs, shownMs, speed } = this.#running;
    return shownMs + (Date.now() - wallMs) * speed;
  }

  setSpeed(speed: number): void {
    this.#running = { wallMs: Date.now(), shownMs: this.now(), speed };
    writeFileSync(this.file, JSON.stringify(this.#running));
  }
}

const PAGE = /Stock\/GetStockItemsFull$/;
const WRITE = /Linnworks_Stock_(Level|Movement)__c/;
/** What stock costs; settings, health and requests are asked for all streams together. */
const STOCK = /\/jobs\/|Linnworks_Stock_|Linnworks_Location__c|FROM%20Product2|\/limits$/;
/** POST opens a job; GET is the bench's own look at them. */
const JOBS = /\/jobs\/ingest$/;

interface StockCall {
  readonly at: number;
  readonly what: 'job' | 'upload' | 'bulk' | 'write' | 'read';
  /** Records in a write or an upload. */
  readonly records: number;
  readonly body: string;
}

function linesOf(csv: string): number {
  let lines = 0;
  for (let at = csv.indexOf('\n'); at !== -1; at = csv.indexOf('\n', at + 1)) lines += 1;
  return lines - 1;
}

function toCall({ method, url, body }: ReceivedRequest, at: number): StockCall | null {
  const address = url.split('?')[0] ?? url;
  if (!url.startsWith('/services/data') || !STOCK.test(url)) return null;
  if (method === 'PUT') return { at, what: 'upload', records: linesOf(body), body: '' };
  if (JOBS.test(address))
    return method === 'GET' ? null : { at, what: 'job', records: 0, body: '' };
  if (address.includes('/jobs/ingest')) return { at, what: 'bulk', records: 0, body: '' };
  if (method !== 'GET' && WRITE.test(address)) {
    const { records } = JSON.parse(body) as { records: unknown[] };
    return { at, what: 'write', records: records.length, body };
  }
  return method === 'GET' ? { at, what: 'read', records: 0, body: '' } : null;
}

/** What both systems were asked about stock, by the shared clock. */
export class StockWatch {
  readonly pages: number[] = [];
  readonly calls: StockCall[] = [];
  readonly created: number[] = [];
  readonly #clock: SharedClock;

  constructor(clock: SharedClock) {
    this.#clock = clock;
  }

  see(system: 'org' | 'account', request: ReceivedRequest): void {
    const at = this.#clock.now();
    if (system === 'account') {
      if (PAGE.test(request.url)) this.pages.push(at);
      if (request.url.endsWith('/Orders/CreateOrders')) this.created.push(at);
      return;
    }
    const call = toCall(request, at);
    if (call !== null) this.calls.push(call);
  }

  count(what: StockCall['what'], from = 0): number {
    return this.calls.slice(from).filter((call) => call.what === what).length;
  }

  records(what: 'upload' | 'write', from = 0): number {
    return this.calls
      .slice(from)
      .filter((call) => call.what === what)
      .reduce((sum, { records }) => sum + records, 0);
  }
}

export interface StockBench {
  readonly world: World;
  readonly watch: StockWatch;
  readonly clock: SharedClock;
  /** Most resident memory of the worker so far, in bytes. */
  readonly peak: () => number;
  close(): Promise<void>;
}

const PER_SEED = 1_000;
const PER_CATALOGUE = 10_000;

async function inChunks<T>(all: readonly T[], size: number, work: (some: T[]) => Promise<unknown>) {
  for (let start = 0; start < all.length; start += size) await work(all.slice(start, start + size));
}

/** The shop has a few items; the others are named by number. */
export const skusOf = (count: number): string[] =>
  Array.from({ length: count - PRODUCTS.length }, (_, n) => `BULK-${String(n).padStart(6, '0')}`);

async function seedProducts({ orgUrl }: World, skus: readonly string[]): Promise<void> {
  await inChunks(skus, PER_SEED, async (some) => {
    const records = some.map((sku) => ({
      object: 'Product2',
      values: { Name: sku, StockKeepingUnit: sku, IsActive: true },
    }));
    const response = await fetch(`${orgUrl}/__org/seed`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ records }),
    });
    if (!response.ok) throw new Error(`Seeding answered ${response.status}`);
    await response.body?.cancel();
  });
}

/** The worker forgets what it saw while the shop was opened: its first load is yet to come. */
function forget(dataDir: string): void {
  for (const name of readdirSync(dataDir))
    if (!name.endsWith('.log')) rmSync(path.join(dataDir, name), { recursive: true, force: true });
}

async function fill(world: World, skus: readonly string[], rows: number): Promise<void> {
  await inChunks(skus, PER_CATALOGUE, (some) =>
    world.account.catalogue(
      some.map((sku, n) => ({ sku, levels: { Default: n % 97, Leeds: n % 13 } })),
    ),
  );
  await seedProducts(world, skus);
  const [settings] = await world.org.query<{ Id: string }>(
    "SELECT Id FROM Linnworks_Settings__c WHERE Key__c = 'Default'",
  );
  const values = { Max_Stock_Records__c: 2 * rows };
  if (settings) await world.org.update('Linnworks_Settings__c', settings.Id, values);
  else await world.org.create('Linnworks_Settings__c', { Name: 'S', Key__c: 'Default', ...values });
}

/** Samples for as long as the bench runs; a worker that is down has no memory. */
function samplePeak(world: World): { peak: () => number; stop: () => void } {
  let most = 0;
  const timer = setInterval(() => {
    if (!world.worker.running) return;
    world.worker.peakMemory().then(
      // While the worker starts or stops there may be no figure.
      (bytes) => (most = Number.isNaN(bytes) ? most : Math.max(most, bytes)),
      () => undefined,
    );
  }, 500);
  return { peak: () => most, stop: () => clearInterval(timer) };
}

/** A merchant with so many SKUs whose worker has seen nothing yet; it is stopped. */
export async function openStockBench(skus: number, rows: number): Promise<StockBench> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stock-bench-'));
  const clockDir = mkdtempSync(path.join(tmpdir(), 'stock-clock-'));
  const clock = new SharedClock(path.join(clockDir, 'clock.json'));
  const watch = new StockWatch(clock);
  const world = await startWorld({
    pace: 'paused',
    dataDir,
    clock: () => new Date(clock.now()),
    workerMain: path.resolve(import.meta.dirname, 'fast-worker.ts'),
    workerEnv: {
      CLOCK_FILE: clock.file,
      STOCK_POLL_SECONDS: '1',
      STOCK_LOOK_SECONDS: '15',
      FULFILMENT_POLL_SECONDS: '10',
      OUTBOX_POLL_SECONDS: '60',
      RETURNS_POLL_SECONDS: '3600',
      CORRECTIONS_POLL_SECONDS: '3600',
      GONE_ORDERS_POLL_SECONDS: '3600',
      HEARTBEAT_SECONDS: '5',
      LOG_LEVEL: 'warn',
    },
    onRequest: (system, request) => watch.see(system, request),
  });
  const sampler = samplePeak(world);
  const close = async (): Promise<void> => {
    sampler.stop();
    await world.close();
    for (const dir of [dataDir, clockDir]) rmSync(dir, { recursive: true, force: true });
  };
  try {
    await world.worker.stop();
    forget(dataDir);
    await fill(world, skusOf(skus), rows);
    watch.pages.length = 0;
    watch.calls.length = 0;
    return { world, watch, clock, peak: sampler.peak, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits for something that the requests show. @returns false when it did not come in time. */
export async function seen(what: () => boolean, withinMs: number): Promise<boolean> {
  const started = Date.now();
  while (!what()) {
    if (Date.now() - started > withinMs) return false;
    await sleep(100);
  }
  return true;
}
