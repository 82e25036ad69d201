/**
 * The first load of 100,000 shipped orders (BENCH_FIRST_LOAD: fewer), the worker killed half way. It reads 4,000 a minute,
 * which takes 25 minutes: the clock of the account and of the worker is eight times as fast as the wall clock, quotas
 * included.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWorld, type World } from '../../sandbox/scenarios/world.ts';
import { atLeast, atMost, type BenchRow } from './bench-row.ts';
import { countCalls } from './counters.ts';

const ORDERS = Number(process.env['BENCH_FIRST_LOAD'] ?? 100_000);
const SPEED = 8;
const PAGE = 200;
/** The totals of shipped and cancelled orders at the beginning, and the empty page of the cancelled ones. */
const SEARCHES_BESIDE = 3;
const MB = 2 ** 20;

interface Watched {
  readonly memory: number[];
  /** Dashboard texts that say how much time is left. */
  eta: number;
}

async function loaded({ org }: World): Promise<number> {
  const [row] = await org.query<{ n: number }>('SELECT COUNT(Id) n FROM Linnworks_Order__c');
  return row?.n ?? 0;
}

async function watchUntil(world: World, count: number, watched: Watched): Promise<void> {
  while ((await loaded(world)) < count) {
    watched.memory.push(await world.worker.memory());
    const [stream] = await world.org.query<{ Message__c: string | null; Progress__c: number }>(
      "SELECT Message__c, Progress__c FROM Linnworks_Sync_Stream__c WHERE Key__c = 'fulfilment'",
    );
    const isTold = /of [\d,]+ orders of the past read, .* left/.test(stream?.Message__c ?? '');
    if (isTold && (stream?.Progress__c ?? 0) > 0) watched.eta += 1;
    await sleep(500);
  }
}

async function startWithPast(): Promise<World> {
  // All of the past lies in one search range: 40 days are no more than 80.
  const workerEnv = {
    ...{ STOCK_POLL_SECONDS: '3600', HEARTBEAT_SECONDS: '3', FIRST_LOAD_DAYS: '40' },
    ...{ FULFILMENT_POLL_SECONDS: '10', RETURNS_POLL_SECONDS: '3600' },
    ...{ CLOCK_START: String(Date.now()), CLOCK_SPEED: String(SPEED) },
  };
  const world = await startWorld({
    ...{ pace: 'paused', workerEnv, accountClockSpeed: SPEED },
    workerMain: path.resolve(import.meta.dirname, 'fast-worker.ts'),
  });
  await world.worker.stop();
  const sku = 'MUG-ENAMEL';
  await world.account.catalogue([{ sku, title: sku, levels: { Default: 1e6 } }]);
  await world.account.command('past', { count: ORDERS, days: 30, sku });
  const [settings] = await world.org.query<{ Id: string }>('SELECT Id FROM Linnworks_Settings__c');
  // With other channels switched on the worker reads the past anew, as it does for a merchant.
  const recordOnly = { Other_Channels__c: 'Record Only' };
  await world.org.update('Linnworks_Settings__c', settings?.Id ?? '', recordOnly);
  return world;
}

/** Lines of the log that say how much time is left. */
const toldInLog = ({ worker }: World): number =>
  readFileSync(worker.logFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes('First load of orders') && line.includes(' left.')).length;

const most = (some: readonly number[]): number => Math.max(...some) / MB;

export async function measureFirstLoad(group: string): Promise<BenchRow[]> {
  const figure = (name: string, unit: string) => ({ group, figure: name, unit });
  const world = await startWithPast();
  const first: Watched = { memory: [], eta: 0 };
  const second: Watched = { memory: [], eta: 0 };
  try {
    const searched = async () =>
      (await countCalls(world)).linnworksCalls['ProcessedOrders/SearchProcessedOrders'] ?? 0;
    const before = await searched();
    await world.worker.start();
    await watchUntil(world, ORDERS / 2, first);
    await world.worker.kill();
    await world.worker.start();
    await watchUntil(world, ORDERS, second);
    // The last, empty pages.
    await sleep(10_000);
    const beside = (await searched()) - before - SEARCHES_BESIDE - Math.ceil(ORDERS / PAGE);
    const growth = most(second.memory) / most(first.memory);
    const name = `first load of ${ORDERS.toLocaleString('en')} orders`;
    return [
      atMost(figure(`${name}, killed half way: pages read again`, 'pages'), beside, 1),
      atMost(
        figure('… orders more or less than sold', ''),
        Math.abs((await loaded(world)) - ORDERS),
        0,
      ),
      atLeast(figure('… times the dashboard told an ETA, after the restart', ''), second.eta, 1),
      atLeast(figure('… times the log told an ETA', ''), toldInLog(world), 1),
      atMost(
        figure('… memory of the worker', 'MB'),
        most([...first.memory, ...second.memory]),
        300,
      ),
      atMost(figure('… most memory, second half ÷ first half', ''), growth, 1.15),
    ];
  } finally {
    await world.close();
  }
}
