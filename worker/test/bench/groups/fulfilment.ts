/**
 * Fulfilment back to Salesforce, on the vendor's quotas and the default schedule (a poll every ten seconds). Times are
 * those of the wall clock from the step in the warehouse until Salesforce shows it; calls are counted at both systems.
 * The orders of one burst all change in the same moment, from accepted to shipped: the dearest change there is.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { FAMILY_CAMPING } from '../../../sandbox/scenarios/orders.ts';
import { startWorld, type World } from '../../../sandbox/scenarios/world.ts';
import { atMost, percentile, type BenchRow } from '../bench-row.ts';
import { countCalls, linnworksCalls } from '../counters.ts';
import { measureFirstLoad } from '../first-load.ts';
import { placeWaitingOrders } from '../waiting-orders.ts';

const GROUP = 'fulfilment';
const figure = (name: string, unit: string) => ({ group: GROUP, figure: name, unit });

const QUIET_ORDERS = 20;
/** Despatches fall anywhere into the rhythm of the poll: 1.7 seconds apart they meet every tenth of it. */
const APART_MS = 1_700;
const IDLE_POLLS = 4;
const POLL_MS = 10_000;
const CHANGED = 1_000;
const OPEN = 5_000;
/** Published calls per minute; 150 for all others. `v2/orders` has no published limit and is held to this as well. */
const LIMITS: Readonly<Record<string, number>> = {
  'Orders/GetOrdersById': 250,
  'Orders/GetAllOpenOrders': 250,
};
const USUAL_LIMIT = 150;
/** Calls of the Salesforce API in a day, of the edition that has the fewest. */
const SALESFORCE_DAY = 15_000;
/** What 5,000 orders go through one after another. */
const STAGES = [
  ['allocated', 'Allocated'],
  ['picking', 'Picking'],
  ['picked', 'Picked'],
  ['packed', 'Packed'],
  ['shipped', 'Shipped'],
] as const;
/** Calls that fulfilment causes; the session, stock and pushes are counted elsewhere. */
const PULLED =
  /^(v2\/orders|Orders\/(GetOrdersById|GetOrderPackagingCalculation|GetOrdersRelations|GetOrderAuditTrailsByIds)|ProcessedOrders\/|Picking\/)/;
const WRITTEN = /sobjects\/Linnworks_(?:Order|Order_Line|Shipment|Shipment_Line)__c\//;
/** Stock, returns and health records have figures of their own; what cannot be switched off is counted. */
const ONLY_FULFILMENT = {
  FULFILMENT_POLL_SECONDS: '10',
  OUTBOX_POLL_SECONDS: '3600',
  STOCK_POLL_SECONDS: '3600',
  RETURNS_POLL_SECONDS: '3600',
  CORRECTIONS_POLL_SECONDS: '3600',
  HEARTBEAT_SECONDS: '3600',
  LOG_LEVEL: 'warn',
};

async function countOf({ org }: World, where: string): Promise<number> {
  const soql = `SELECT COUNT(Id) n FROM Linnworks_Order__c WHERE ${where}`;
  const [row] = await org.query<{ n: number }>(soql);
  return row?.n ?? 0;
}

/** @returns how often Salesforce was asked: those calls are the test's own. */
async function waitUntil(world: World, where: string, count: number): Promise<number> {
  for (let asked = 1; ; asked++) {
    if ((await countOf(world, where)) >= count) return asked;
    await sleep(500);
  }
}

/** From each despatch until Salesforce has its tracking number, in seconds. */
async function shipOneByOne(world: World, references: readonly string[]): Promise<number[]> {
  const shippedAt = new Map<string, number>();
  const seconds: number[] = [];
  const watch = async (): Promise<void> => {
    while (seconds.length < references.length) {
      const rows = await world.org.query<{ Linnworks_Order__r: { Reference__c: string } }>(
        'SELECT Linnworks_Order__r.Reference__c FROM Linnworks_Shipment__c WHERE Tracking_Number__c != null',
      );
      for (const { Linnworks_Order__r: order } of rows) {
        const from = shippedAt.get(order.Reference__c);
        if (from === undefined) continue;
        seconds.push((performance.now() - from) / 1000);
        shippedAt.delete(order.Reference__c);
      }
      await sleep(100);
    }
  };
  const watching = watch();
  for (const reference of references) {
    shippedAt.set(reference, performance.now());
    await world.account.step(reference, 'shipped');
    await sleep(APART_MS);
  }
  await watching;
  return seconds;
}

interface Seen {
  readonly at: number;
  readonly isPull: boolean;
}

/** The most calls in any one poll while nothing changes, and what was written meanwhile. */
async function watchIdle(seen: Seen[]): Promise<BenchRow[]> {
  await sleep(POLL_MS);
  seen.length = 0;
  // Polls begin at full ten seconds of the wall clock.
  await sleep(POLL_MS - (Date.now() % POLL_MS) - 500);
  const from = Date.now();
  await sleep(IDLE_POLLS * POLL_MS);
  const polls = Array.from(
    { length: IDLE_POLLS },
    (_, n) =>
      seen.filter(({ at, isPull }) => isPull && Math.floor((at - from) / POLL_MS) === n).length,
  );
  const writes = seen.filter(({ isPull }) => !isPull).length;
  // No call at all would mean that nobody polls.
  const most = Math.min(...polls) === 0 ? Number.NaN : Math.max(...polls);
  return [
    atMost(figure(`idle poll: Linnworks calls, most of ${IDLE_POLLS}`, 'calls'), most, 1),
    atMost(
      figure(`${IDLE_POLLS} idle polls: writes of fulfilment to Salesforce`, 'calls'),
      writes,
      0,
    ),
  ];
}

async function measureQuiet(): Promise<BenchRow[]> {
  const seen: Seen[] = [];
  const world = await startWorld({
    pace: 'paused',
    workerEnv: { FULFILMENT_POLL_SECONDS: '10', LOG_LEVEL: 'warn' },
    onRequest: (system, { method, url, body }) => {
      const name = url.replace(/^.*?\/(?:api|v2)\//, (all) => (all.endsWith('v2/') ? 'v2/' : ''));
      const isPull = system === 'account' && PULLED.test(name.split('?')[0] ?? '');
      const isWrite = system === 'org' && method !== 'GET' && WRITTEN.test(`${url} ${body}`);
      if (isPull || isWrite) seen.push({ at: Date.now(), isPull });
    },
  });
  try {
    const placed = [];
    for (let n = 0; n < QUIET_ORDERS; n++) placed.push(await world.shop.place(FAMILY_CAMPING));
    await waitUntil(world, "State__c = 'Accepted'", QUIET_ORDERS);
    const seconds = await shipOneByOne(
      world,
      placed.map(({ orderNumber }) => orderNumber),
    );
    const name = 'shipped in Linnworks → tracking in Salesforce, quiet';
    return [
      atMost(figure(`${name}, p50`, 's'), percentile(seconds, 0.5), 10),
      atMost(figure(`${name}, p95`, 's'), percentile(seconds, 0.95), 20),
      ...(await watchIdle(seen)),
    ];
  } finally {
    await world.close();
  }
}

async function stockUp({ org, account }: World): Promise<void> {
  const items = await org.query<{ StockKeepingUnit: string }>(
    'SELECT StockKeepingUnit FROM Product2',
  );
  await account.catalogue(
    items.map(({ StockKeepingUnit: sku }) => ({ sku, title: sku, levels: { Default: 1e6 } })),
  );
}

async function measureBurst(): Promise<BenchRow[]> {
  const world = await startWorld({ pace: 'paused', workerEnv: ONLY_FULFILMENT });
  try {
    await world.worker.stop();
    await stockUp(world);
    await placeWaitingOrders(world, CHANGED);
    await world.worker.start();
    await waitUntil(world, "State__c = 'Accepted'", CHANGED);
    await sleep(1.5 * POLL_MS);
    const before = await countCalls(world);
    await world.account.command('warehouse/step', { to: 'shipped' });
    let asked = await waitUntil(world, "State__c = 'Shipped'", CHANGED);
    // Parcels and their contents follow the orders, in the same batch; then the batch ends.
    asked += await waitUntil(
      world,
      "Id IN (SELECT Linnworks_Order__c FROM Linnworks_Shipment__c WHERE Status__c = 'Shipped')",
      CHANGED,
    );
    await sleep(5_000);
    const after = await countCalls(world);
    const linnworks = linnworksCalls(after, PULLED) - linnworksCalls(before, PULLED);
    const salesforce = after.salesforceCalls - before.salesforceCalls - asked;
    return [
      atMost(figure('1,000 orders shipped at once: Linnworks calls', 'calls'), linnworks, 40),
      atMost(figure('1,000 orders shipped at once: Salesforce calls', 'calls'), salesforce, 45),
    ];
  } finally {
    await world.close();
  }
}

const channelOrder = (n: number, sku: string): object => ({
  ...{ Source: 'AMAZON', SubSource: 'UK', ReferenceNumber: `A-${n}`, Currency: 'GBP' },
  ...{ ReceivedDate: new Date().toISOString(), DispatchBy: new Date().toISOString() },
  ...{ PaymentStatus: 'Paid', PaidOn: new Date().toISOString(), AutomaticallyLinkBySKU: true },
  DeliveryAddress: { FullName: `Buyer ${n}`, Address1: '1 Lane', Town: 'Leeds' },
  OrderItems: [0, 1, 2].map((line) => ({
    ...{ ItemNumber: `${n}-${line}`, ChannelSKU: sku, ItemTitle: sku, Qty: 1, PricePerUnit: 9 },
  })),
});

/** Open orders of three lines from a marketplace, recorded only: nobody has to send them first. */
async function openWorld(count: number): Promise<World> {
  const world = await startWorld({ pace: 'paused', workerEnv: ONLY_FULFILMENT });
  await world.worker.stop();
  const [settings] = await world.org.query<{ Id: string }>('SELECT Id FROM Linnworks_Settings__c');
  const recordOnly = { Other_Channels__c: 'Record Only' };
  await world.org.update('Linnworks_Settings__c', settings?.Id ?? '', recordOnly);
  await stockUp(world);
  for (let start = 0; start < count; start += 500) {
    const orders = Array.from({ length: 500 }, (_, n) => channelOrder(start + n, 'MUG-ENAMEL'));
    await world.account.command('sell', { orders });
  }
  await world.worker.start();
  await waitUntil(world, "State__c = 'Accepted'", count);
  await sleep(1.5 * POLL_MS);
  return world;
}

interface Change {
  readonly seconds: number;
  /** Of the quota that was used most, as if all of it had been in one minute; of Salesforce's, of the whole day. */
  readonly share: number;
}

/** All orders change in the same moment. */
async function changeAll(world: World, to: string, state: string): Promise<Change> {
  const before = await countCalls(world);
  const started = performance.now();
  await world.account.command('warehouse/step', { to });
  const asked = await waitUntil(world, `State__c = '${state}'`, OPEN);
  const seconds = (performance.now() - started) / 1000;
  const after = await countCalls(world);
  const shares = Object.entries(after.linnworksCalls).map(([name, calls]) => {
    const made = calls - (before.linnworksCalls[name] ?? 0);
    return (100 * made) / Math.max(1, seconds / 60) / (LIMITS[name] ?? USUAL_LIMIT);
  });
  const salesforce = after.salesforceCalls - before.salesforceCalls - asked;
  return { seconds, share: Math.max(...shares, (100 * salesforce) / SALESFORCE_DAY) };
}

async function measureStageChanges(): Promise<BenchRow[]> {
  const world = await openWorld(OPEN);
  try {
    const rows: BenchRow[] = [];
    for (const [to, state] of STAGES) {
      const { seconds, share } = await changeAll(world, to, state);
      const name = `5,000 open orders, all ${to}`;
      rows.push(
        atMost(figure(`${name}: visible`, 's'), seconds, 60),
        atMost(figure('… most used quota in that minute', '%'), share, 25),
      );
    }
    return rows;
  } finally {
    await world.close();
  }
}

export async function run(): Promise<BenchRow[]> {
  return [
    ...(await measureQuiet()),
    ...(await measureBurst()),
    ...(await measureStageChanges()),
    ...(await measureFirstLoad(GROUP)),
  ];
}
