/**
 * Stock of 100,000 SKUs in 3 locations against the vendor's true quotas. The clock of both systems and the worker runs
 * 1.5 times faster than the wall clock through the first load and 15 times through the later sweeps, as fast as two cores
 * can be both systems, worker and store at once; how soon a change is seen is measured in real time. The first load is
 * cut once by a kill. `BENCH_SKUS` tries it with fewer.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { FAMILY_CAMPING } from '../../../sandbox/scenarios/orders.ts';
import { atMost, percentile, type BenchRow } from '../bench-row.ts';
import { openStockBench, seen, skusOf, type StockBench } from '../stock-bench.ts';

const SKUS = Number(process.env.BENCH_SKUS ?? 100_000);
const LOCATIONS = 3;
const ROWS = SKUS * LOCATIONS;
const PAGES = SKUS / 200;
const PAGES_PER_MINUTE = 150;
const SPEED = { load: 1.5, sweep: 15 };
/** Every fiftieth SKU: 2 % of the rows. */
const EVERY = 50;
const CHANGED = Math.ceil(skusOf(SKUS).length / EVERY) * LOCATIONS;
/** So much wall time is more than enough for a phase; a phase that needs more misses its row. */
const PATIENCE_MS = { load: 420_000, sweep: 240_000, change: 150_000 };
const SOLD = ['TENT-2P', 'BAG-DOWN-M', 'MAT-AIR', 'STOVE-GAS', 'LAMP-HEAD', 'FLASK-1L', 'SOCK-M'];
const REFRESHES = 12;

const figure = (name: string, unit = '') => ({ group: 'stock', figure: name, unit });
/** What did not come in time has no value, and a figure without a value is missed. */
const or = (isThere: boolean, value: number): number => (isThere ? value : Number.NaN);

interface Load {
  readonly rows: BenchRow[];
  readonly isDone: boolean;
}

interface Job {
  readonly id: string;
  readonly state: string;
}

async function jobsOf({ world }: StockBench): Promise<Job[]> {
  const token = await fetch(`${world.orgUrl}/__org/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'integration@merchant.example' }),
  });
  const { access_token: bearer } = (await token.json()) as { access_token: string };
  const reply = await fetch(`${world.orgUrl}/services/data/v66.0/jobs/ingest`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  return ((await reply.json()) as { records: Job[] }).records;
}

/** Percentages that a person sees on the stream's record while the load runs. */
async function progressOf({ world }: StockBench): Promise<number | null> {
  const [row] = await world.org.query<{ Progress__c: number | null }>(
    "SELECT Progress__c FROM Linnworks_Sync_Stream__c WHERE Key__c = 'stock'",
  );
  return row?.Progress__c ?? null;
}

async function firstLoad(bench: StockBench): Promise<Load> {
  const { world, watch, clock } = bench;
  clock.setSpeed(SPEED.load);
  await world.worker.start();
  const shown = new Set<number>();
  const jobs = Math.ceil(ROWS / 100_000);
  const killAt = Math.ceil(jobs / 2);
  const started = Date.now();
  let killed = false;
  let pages: number[] = [];
  let isDone = false;
  while (!isDone && Date.now() - started < PATIENCE_MS.load) {
    await sleep(1_000);
    const progress = await progressOf(bench);
    if (progress !== null) shown.add(progress);
    if (pages.length === 0 && watch.count('job') > 0) pages = [...watch.pages];
    const all = pages.length === 0 ? [] : await jobsOf(bench);
    const running = all.filter(({ state }) => state === 'InProgress').length;
    if (!killed && all.length === killAt && running === 1) {
      killed = true;
      await world.worker.kill();
      await world.worker.start();
    }
    isDone = watch.records('upload') >= ROWS && all.every(({ state }) => state === 'JobComplete');
  }
  const swept = ((pages.at(-1) ?? Number.NaN) - (pages[0] ?? Number.NaN)) / 60_000;
  const calls = watch.calls.length - watch.count('upload');
  const name = `first load of ${ROWS} rows by bulk jobs, killed once`;
  return {
    isDone,
    rows: [
      atMost(
        figure(`full sweep of ${SKUS} SKUs ÷ quota bound (clock × ${SPEED.load})`),
        or(pages.length >= PAGES, swept / (PAGES / PAGES_PER_MINUTE)),
        1.1,
      ),
      atMost(figure(`${name}: API calls besides uploads`, 'calls'), or(isDone, calls), 60),
      atMost(
        figure(`${name}: rows sent twice or not at all`, 'rows'),
        or(isDone && killed, Math.abs(watch.records('upload') - ROWS)),
        0,
      ),
      {
        ...figure(`${name}: percentages shown meanwhile`),
        value: shown.size,
        target: 'at least 3',
        ok: shown.size >= 3,
      },
    ],
  };
}

async function startUp({ world, clock }: StockBench): Promise<BenchRow> {
  await world.worker.stop();
  clock.setSpeed(SPEED.sweep);
  const started = performance.now();
  await world.worker.start();
  const seconds = (performance.now() - started) / 1000;
  return atMost(figure(`start-up with a snapshot of ${ROWS} rows`, 's'), seconds, 5);
}

/** As many pages as one sweep has, wherever the sweep stands; one more is the page past the end. */
const sweptSince = (bench: StockBench, from: number) =>
  seen(() => bench.watch.pages.length >= from + PAGES + 2, PATIENCE_MS.sweep);

async function unchangedSweep(bench: StockBench): Promise<BenchRow[]> {
  const { watch } = bench;
  const from = watch.calls.length;
  const isSwept = await sweptSince(bench, watch.pages.length);
  const writes = watch.count('write', from) + watch.count('upload', from);
  const name = `sweep of ${SKUS} SKUs without a change (clock × ${SPEED.sweep})`;
  return [
    atMost(figure(`${name}: writes`, 'calls'), or(isSwept, writes), 0),
    atMost(figure(`${name}: bulk jobs`, 'jobs'), or(isSwept, watch.count('job', from)), 0),
  ];
}

async function changedSweep(bench: StockBench): Promise<BenchRow> {
  const { world, watch } = bench;
  const from = watch.calls.length;
  const changed = skusOf(SKUS).filter((_, n) => n % EVERY === 0);
  await world.account.catalogue(
    changed.map((sku) => ({ sku, levels: { Default: 500, Leeds: 501, Rotterdam: 502 } })),
  );
  // Each changed level is written, and so is its movement.
  const records = 2 * CHANGED;
  const written = () => watch.records('write', from) + watch.records('upload', from);
  const isWritten = await seen(() => written() >= records, PATIENCE_MS.sweep);
  const reads = watch.count('read', from);
  const calls = watch.calls.length - from - reads;
  return atMost(
    figure(`2 % of rows changed: calls that write ÷ (${records} levels and movements ÷ 200)`),
    or(isWritten && written() === records, calls / (records / 200)),
    1.1,
  );
}

/** From the order in Linnworks until the new level of its SKU is written to Salesforce. */
async function soldSeconds({ world, watch, clock }: StockBench, sku: string): Promise<number> {
  const from = watch.calls.length;
  const before = watch.created.length;
  const lines = [{ sku, quantity: 1, taxRate: 20 }];
  await world.shop.place({ ...FAMILY_CAMPING, lines });
  if (!(await seen(() => watch.created.length > before, PATIENCE_MS.change))) return Number.NaN;
  const sold = clock.now();
  const key = `"${sku.toLowerCase()}|`;
  const isIt = () => watch.calls.slice(from).find(({ body }) => body.includes(key));
  await seen(() => isIt() !== undefined, PATIENCE_MS.change);
  return ((isIt()?.at ?? Number.NaN) - sold) / 1000;
}

async function refreshSeconds({ world }: StockBench, n: number): Promise<number> {
  const sku = SOLD[n % SOLD.length] ?? '';
  const started = performance.now();
  const id = await world.org.create('Linnworks_Sync_Request__c', {
    Kind__c: 'Refresh',
    Key__c: `refresh-${n}`,
    Product__c: world.shop.productId(sku),
  });
  for (;;) {
    const [row] = await world.org.query<{ Status__c: string }>(
      `SELECT Status__c FROM Linnworks_Sync_Request__c WHERE Id = '${id}'`,
    );
    const seconds = (performance.now() - started) / 1000;
    if (row?.Status__c === 'Done') return seconds;
    if (row?.Status__c === 'Failed' || seconds > 60) return Number.NaN;
    await sleep(50);
  }
}

async function soon(bench: StockBench): Promise<BenchRow[]> {
  await bench.world.worker.stop();
  bench.clock.setSpeed(1);
  await bench.world.worker.start();
  await sleep(3_000);
  const sold: Promise<number>[] = [];
  for (const sku of SOLD) {
    sold.push(soldSeconds(bench, sku));
    // Orders fall anywhere into the rhythm of the polls.
    await sleep(3_000);
  }
  const asked: number[] = [];
  for (let n = 0; n < REFRESHES; n++) asked.push(await refreshSeconds(bench, n));
  const seconds = await Promise.all(sold);
  const none = [...seconds, ...asked].some((one) => Number.isNaN(one));
  const p95 = (sample: number[]) => (none ? Number.NaN : percentile(sample, 0.95));
  return [
    atMost(figure('ordered in Linnworks → level in Salesforce, p95', 's'), p95(seconds), 120),
    atMost(figure('"Refresh now" → answered, p95', 's'), p95(asked), 10),
  ];
}

export async function run(): Promise<BenchRow[]> {
  const bench = await openStockBench(SKUS, ROWS);
  try {
    const load = await firstLoad(bench);
    if (!load.isDone) return load.rows;
    const start = await startUp(bench);
    const quiet = await unchangedSweep(bench);
    const changed = await changedSweep(bench);
    const late = await soon(bench);
    const memory = bench.peak() / 2 ** 20;
    return [
      ...[...load.rows, ...quiet, changed, start],
      atMost(figure('most memory of the worker through all of it', 'MB'), memory, 300),
      ...late,
    ];
  } finally {
    await bench.close();
  }
}
