/**
 * Orders to Linnworks, against the vendor's true quotas and in real time: the drain of 25,000 takes more than eight minutes.
 * Only for the comparison with the bare loop are the quotas lifted.
 */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FAMILY_CAMPING } from '../../../sandbox/scenarios/orders.ts';
import { startWorld, type World, type WorldOptions } from '../../../sandbox/scenarios/world.ts';
import { isWork, runBareLoop, type Recorded } from '../bare-loop.ts';
import { atLeast, atMost, percentile, type BenchRow } from '../bench-row.ts';
import { countCalls, linnworksCalls, type Counted } from '../counters.ts';
import { placeWaitingOrders } from '../waiting-orders.ts';

const GROUP = 'orders-out';
/** Vendor: 150 calls of 20 orders a minute. */
const BOUND_PER_MINUTE = 150 * 20;
const WAITING = 25_000;
const QUIET_ORDERS = 30;
/** Placed while the worker runs, as by a data loader. */
const LIVE_ORDERS = 10_000;
const LATENCY_MS = 300;
const LIFTED_ORDERS = 6000;
/** So fast that no quota is ever used up. */
const LIFTED_SPEED = 60;
/** The calls that orders cause; polls, stock and the session are counted elsewhere. */
const ORDER_CALLS = /^(Orders\/|Inventory\/GetStockItemIdsBySKU)/;
const ONLY_ORDERS = { STOCK_POLL_SECONDS: '3600', HEARTBEAT_SECONDS: '60', LOG_LEVEL: 'warn' };

const figure = (name: string, unit: string) => ({ group: GROUP, figure: name, unit });

function fastWorld(speed: number, more: WorldOptions = {}): Promise<World> {
  return startWorld({
    pace: 'paused',
    accountClockSpeed: speed,
    workerMain: path.resolve(import.meta.dirname, '../fast-worker.ts'),
    workerEnv: {
      ...ONLY_ORDERS,
      OUTBOX_POLL_SECONDS: '60',
      FULFILMENT_POLL_SECONDS: '10',
      CLOCK_START: String(Date.now()),
      CLOCK_SPEED: String(speed),
    },
    ...more,
  });
}

interface Sample {
  readonly seconds: number;
  readonly sent: number;
  readonly memory: number;
}

/** Starts the worker on orders that wait and watches until every one of them is answered. */
async function drain(world: World, count: number, everyMs: number): Promise<Sample[]> {
  const started = performance.now();
  await world.worker.start();
  const samples: Sample[] = [];
  for (;;) {
    const counted = await countCalls(world);
    const memory = await world.worker.memory();
    const sent = 20 * (counted.linnworksCalls['Orders/CreateOrders'] ?? 0);
    samples.push({ seconds: (performance.now() - started) / 1000, sent, memory });
    if (sent >= count && (await waiting(world)) === 0) return samples;
    await sleep(everyMs);
  }
}

async function waiting({ org }: World): Promise<number> {
  const rows = await org.query(
    "SELECT Id FROM Linnworks_Sync_Request__c WHERE Status__c = 'Pending' LIMIT 1",
  );
  return rows.length;
}

/** Orders per minute between a tenth and nine tenths of the way. */
function sustained(samples: readonly Sample[], count: number): number {
  const from = samples.find(({ sent }) => sent >= count * 0.1);
  const to = samples.find(({ sent }) => sent >= count * 0.9);
  if (!from || !to) return Number.NaN;
  return ((to.sent - from.sent) / (to.seconds - from.seconds)) * 60;
}

function memoryRows(samples: readonly Sample[]): BenchRow[] {
  const half = Math.floor(samples.length / 2);
  const most = (some: readonly Sample[]) => Math.max(...some.map(({ memory }) => memory)) / 2 ** 20;
  const growth = most(samples.slice(half)) / most(samples.slice(Math.floor(half / 2), half));
  return [
    atMost(figure('memory of the worker through the drain', 'MB'), most(samples), 300),
    atMost(figure('most memory, second half ÷ second quarter', ''), growth, 1.1),
  ];
}

function callRows(before: Counted, after: Counted, pollsOfTheTest: number): BenchRow[] {
  const thousands = WAITING / 1000;
  const linnworks = linnworksCalls(after, ORDER_CALLS) - linnworksCalls(before, ORDER_CALLS);
  const salesforce = after.salesforceCalls - before.salesforceCalls - pollsOfTheTest;
  return [
    atMost(figure('Linnworks calls per 1,000 orders', 'calls'), linnworks / thousands, 66),
    atMost(figure('Salesforce calls per 1,000 orders', 'calls'), salesforce / thousands, 45),
    atMost(figure('calls refused with 429', 'calls'), after.linnworksThrottled, 0),
  ];
}

async function measureDrain(): Promise<BenchRow[]> {
  const world = await fastWorld(1);
  try {
    await world.worker.stop();
    await placeWaitingOrders(world, WAITING);
    const before = await countCalls(world);
    const samples = await drain(world, WAITING, 250);
    const last = samples.at(-1)?.seconds ?? Number.NaN;
    const boundMinutes = WAITING / BOUND_PER_MINUTE;
    const rate = sustained(samples, WAITING) / BOUND_PER_MINUTE;
    const needed = last / 60 / boundMinutes;
    // The test itself asks at most once a sample whether something waits: only near the end.
    const own = samples.filter(({ sent }) => sent >= WAITING).length;
    return [
      atLeast(figure('orders per minute ÷ quota bound, sustained', ''), rate, 0.95),
      ...callRows(before, await countCalls(world), own),
      atMost(figure('time to drain 25,000 ÷ quota bound', ''), needed, 1.15),
      ...memoryRows(samples),
    ];
  } finally {
    await world.close();
  }
}

/** The bell rings for the first orders, and is switched off while the outbox is known to be full. */
async function measureEvents(): Promise<BenchRow> {
  const world = await startWorld({
    pace: 'paused',
    quotas: 'lifted',
    workerEnv: { ...ONLY_ORDERS, OUTBOX_POLL_SECONDS: '60' },
  });
  try {
    await sleep(2000);
    const before = await countCalls(world);
    await placeWaitingOrders(world, LIVE_ORDERS);
    await sleep(2000);
    const events = (await countCalls(world)).eventsDelivered - before.eventsDelivered;
    // Nothing delivered would mean that nobody listened.
    const deliveries = events === 0 ? Number.NaN : events / (LIVE_ORDERS / 1000);
    return atMost(figure('event deliveries per 1,000 orders', ''), deliveries, 20);
  } finally {
    await world.close();
  }
}

async function delayOrg({ orgUrl }: World): Promise<void> {
  const rules = [{ match: { path: '^/services/data' }, delayMs: LATENCY_MS }];
  await fetch(`${orgUrl}/__org/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rules),
  });
}

/** Seconds from the commit in Salesforce until Linnworks has the order. */
async function secondsToArrive(world: World, arrived: () => number): Promise<number> {
  const { id } = await world.shop.place(FAMILY_CAMPING, { activate: false });
  const before = arrived();
  await world.shop.activate(id);
  const committed = performance.now();
  while (arrived() === before) await sleep(5);
  return (performance.now() - committed) / 1000;
}

async function measureQuiet(): Promise<BenchRow[]> {
  let creates = 0;
  const world = await startWorld({
    pace: 'paused',
    accountLatencyMs: LATENCY_MS,
    workerEnv: { ...ONLY_ORDERS, FULFILMENT_POLL_SECONDS: '10', OUTBOX_POLL_SECONDS: '60' },
    onRequest: (_system, { url }) => {
      if (url.endsWith('/Orders/CreateOrders')) creates += 1;
    },
  });
  try {
    await sleep(2000);
    await delayOrg(world);
    const seconds: number[] = [];
    for (let n = 0; n < QUIET_ORDERS; n++) {
      // The account works before its latency: the order is there when the call has come in.
      seconds.push(await secondsToArrive(world, () => creates));
      await sleep(500);
    }
    const name = 'committed → in Linnworks, quiet, 300 ms latency';
    return [
      atMost(figure(`${name}, p50`, 's'), percentile(seconds, 0.5), 1.5),
      atMost(figure(`${name}, p95`, 's'), percentile(seconds, 0.95), 3),
    ];
  } finally {
    await world.close();
  }
}

/**
 * The bare loop posts everything that the worker posted, to systems that have not seen it. Both are timed from their first
 * call to their last answer: a process that starts posts nothing.
 */
async function measureLifted(): Promise<BenchRow> {
  const recorded: Recorded[] = [];
  let firstAt = Number.NaN;
  const quotas = { quotas: 'lifted' } as const;
  const withWorker = await fastWorld(LIFTED_SPEED, {
    ...quotas,
    onRequest: (system, request) => {
      const one = { system, ...request };
      if (!isWork(one)) return;
      if (recorded.length === 0) firstAt = performance.now();
      recorded.push(one);
    },
  });
  let worker: number;
  try {
    await withWorker.worker.stop();
    await placeWaitingOrders(withWorker, LIFTED_ORDERS);
    recorded.length = 0;
    await drain(withWorker, LIFTED_ORDERS, 50);
    worker = (performance.now() - firstAt) / 1000;
  } finally {
    await withWorker.close();
  }
  const bare = await fastWorld(LIFTED_SPEED, quotas);
  try {
    await bare.worker.stop();
    await placeWaitingOrders(bare, LIFTED_ORDERS);
    const seconds = await runBareLoop(bare, bare.accountLogin, recorded);
    return atLeast(figure('orders per second ÷ bare loop', ''), seconds / worker, 0.5);
  } finally {
    await bare.close();
  }
}

export async function run(): Promise<BenchRow[]> {
  return [
    ...(await measureDrain()),
    await measureEvents(),
    ...(await measureQuiet()),
    await measureLifted(),
  ];
}
