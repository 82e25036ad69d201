/**
 * Fulfilment back to Salesforce. The quiet system runs in real time on the default schedule (a poll every 10 seconds);
 * the bursts are caused at the account's control address and counted at both systems' own counters, beginning when the
 * warehouse has done its step and ending when Salesforce shows it on every order. Quotas are the vendor's.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { FAMILY_CAMPING } from '../../../sandbox/scenarios/orders.ts';
import { startWorld, type World } from '../../../sandbox/scenarios/world.ts';
import { atMost, percentile, type BenchRow } from '../bench-row.ts';
import { countCalls, linnworksCalls } from '../counters.ts';
import { placeWaitingOrders } from '../waiting-orders.ts';

const GROUP = 'fulfilment';
const figure = (name: string, unit: string) => ({ group: GROUP, figure: name, unit });

const QUIET_ORDERS = 20;
const CHANGED = 1_000;
const OPEN = 5_000;
/** Where no limit is published the worker keeps to 60 a minute. */
const LIMITS: Readonly<Record<string, number>> = { 'v2/orders': 60, 'Orders/GetOrdersById': 250 };
const USUAL_LIMIT = 150;
/** Calls that fulfilment causes; the session, stock and pushes are counted elsewhere. */
const PULLED =
  /^(v2\/orders|Orders\/(GetOrdersById|GetOrderPackagingCalculation|GetOrdersRelations|GetOrderAuditTrailsByIds)|ProcessedOrders\/|Picking\/)/;
/** What else the worker does by the clock stands still, so that every call that is counted was caused by the change. */
const NOTHING_ELSE = {
  FULFILMENT_POLL_SECONDS: '10',
  OUTBOX_POLL_SECONDS: '3600',
  STOCK_POLL_SECONDS: '3600',
  CORRECTIONS_POLL_SECONDS: '3600',
  HEARTBEAT_SECONDS: '3600',
  GONE_ORDERS_POLL_SECONDS: '3600',
  LOG_LEVEL: 'warn',
};

const countOf = async ({ org }: World, where: string): Promise<number> => {
  const [row] = await org.query<{ n: number }>(
    `SELECT COUNT(Id) n FROM Linnworks_Order__c WHERE ${where}`,
  );
  return row?.n ?? 0;
};

/** @returns how often Salesforce was asked: those calls are the test's own. */
async function waitUntil(world: World, where: string, count: number): Promise<number> {
  for (let asked = 1; ; asked++) {
    if ((await countOf(world, where)) >= count) return asked;
    await sleep(1_000);
  }
}

async function acceptedWorld(count: number): Promise<World> {
  const world = await startWorld({ pace: 'paused', workerEnv: NOTHING_ELSE });
  try {
    await world.worker.stop();
    const items = await world.org.query<{ StockKeepingUnit: string }>(
      'SELECT StockKeepingUnit FROM Product2',
    );
    await world.account.catalogue(
      items.map(({ StockKeepingUnit: sku }) => ({ sku, title: sku, levels: { Default: 1e6 } })),
    );
    await placeWaitingOrders(world, count);
    await world.worker.start();
    await waitUntil(world, "State__c = 'Accepted'", count);
    await sleep(15_000);
    return world;
  } catch (error) {
    await world.close();
    throw error;
  }
}

/** From the despatch in Linnworks until Salesforce has a tracking number. */
async function measureQuiet(): Promise<BenchRow[]> {
  const world = await startWorld({ pace: 'paused', workerEnv: { FULFILMENT_POLL_SECONDS: '10' } });
  try {
    const seconds: number[] = [];
    for (let n = 0; n < QUIET_ORDERS; n++) {
      const placed = await world.shop.place(FAMILY_CAMPING);
      const where = `Order__c = '${placed.id}'`;
      await waitUntil(world, where, 1);
      // Despatches fall anywhere into the rhythm of the poll.
      await sleep((n * 10_000) / QUIET_ORDERS);
      await world.account.step(placed.orderNumber, 'shipped');
      const shipped = performance.now();
      for (;;) {
        const rows = await world.org.query(
          `SELECT Id FROM Linnworks_Shipment__c WHERE ${where} AND Tracking_Number__c != null`,
        );
        if (rows.length > 0) break;
        await sleep(50);
      }
      seconds.push((performance.now() - shipped) / 1000);
    }
    const name = 'shipped in Linnworks → tracking in Salesforce, quiet';
    return [
      atMost(figure(`${name}, p50`, 's'), percentile(seconds, 0.5), 10),
      atMost(figure(`${name}, p95`, 's'), percentile(seconds, 0.95), 20),
    ];
  } finally {
    await world.close();
  }
}

async function measureBurst(): Promise<BenchRow[]> {
  const world = await acceptedWorld(CHANGED);
  try {
    const idle = await countCalls(world);
    await sleep(10_000);
    const before = await countCalls(world);
    const idleCalls = linnworksCalls(before, PULLED) - linnworksCalls(idle, PULLED);
    const idleWrites = before.salesforceCalls - idle.salesforceCalls;
    await world.account.command('warehouse/step', { to: 'shipped' });
    const asked = await waitUntil(world, "State__c = 'Shipped'", CHANGED);
    await sleep(3_000);
    const after = await countCalls(world);
    const linnworks = linnworksCalls(after, PULLED) - linnworksCalls(before, PULLED);
    const salesforce = after.salesforceCalls - before.salesforceCalls - asked;
    return [
      atMost(figure('1,000 orders shipped at once: Linnworks calls', 'calls'), linnworks, 40),
      atMost(figure('1,000 orders shipped at once: Salesforce calls', 'calls'), salesforce, 45),
      atMost(figure('idle poll: Linnworks calls', 'calls'), idleCalls, 1),
      atMost(figure('idle poll: Salesforce calls', 'calls'), idleWrites, 0),
    ];
  } finally {
    await world.close();
  }
}

async function measureStageChange(): Promise<BenchRow[]> {
  const world = await acceptedWorld(OPEN);
  try {
    const before = await countCalls(world);
    await world.account.command('warehouse/step', { to: 'allocated' });
    const started = performance.now();
    await waitUntil(world, "State__c = 'Allocated'", OPEN);
    const seconds = (performance.now() - started) / 1000;
    const after = await countCalls(world);
    const minutes = Math.max(1, seconds / 60);
    const shares = Object.entries(after.linnworksCalls).map(([name, calls]) => {
      const made = calls - (before.linnworksCalls[name] ?? 0);
      return (100 * made) / minutes / (LIMITS[name] ?? USUAL_LIMIT);
    });
    return [
      atMost(figure('5,000 open orders, every stage change visible', 's'), seconds, 60),
      atMost(figure('… most used quota meanwhile', '%'), Math.max(...shares), 25),
    ];
  } finally {
    await world.close();
  }
}

export async function run(): Promise<BenchRow[]> {
  return [...(await measureQuiet()), ...(await measureBurst()), ...(await measureStageChange())];
}
