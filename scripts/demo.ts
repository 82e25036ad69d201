/**
 * `npm run demo`: both emulated systems, the worker, the screens; a busy day plays by itself until Ctrl-C.
 * `npm run demo -- --once`: one order from activation to tracking number, a table, exit 0.
 * `npm run demo -- --once --kill-worker`: the same, with the worker killed in the middle and started again.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startPreview } from '../force-app/test/preview/server.ts';
import { playBusyDay } from '../worker/sandbox/scenarios/busy-day.ts';
import { createDemoDriver, DemoOrders } from '../worker/sandbox/scenarios/demo-driver.ts';
import { followOneOrder, type Story } from '../worker/sandbox/scenarios/one-order.ts';
import { FAMILY_CAMPING } from '../worker/sandbox/scenarios/orders.ts';
import { startWorld, type World } from '../worker/sandbox/scenarios/world.ts';

const { values: options } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    'kill-worker': { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    namespace: { type: 'string', default: '' },
  },
});
const started = performance.now();
const progress = (step: string): void =>
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${step}`);

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
}

function printStory(story: Story): void {
  console.log('\n    after  what happened            where it was seen');
  for (const { what, detail, seconds } of story.steps)
    console.log(`${seconds.toFixed(1).padStart(7)} s  ${what.padEnd(24)} ${detail}`);
  console.log(`\nOrder ${story.orderNumber} is Linnworks order ${story.linnworksNumber}.`);
  console.log(`Track it: ${story.trackingUrl}`);
}

async function killAndRestart(world: World): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  progress('kill -9 of the worker');
  await world.worker.kill();
  progress('Starting the worker again');
  await world.worker.start();
}

async function once(world: World): Promise<void> {
  progress('Activating one order');
  const interfere = options['kill-worker'] ? () => killAndRestart(world) : undefined;
  const story = await followOneOrder(world, FAMILY_CAMPING, interfere);
  const copies = (await world.account.orders()).filter(
    ({ ReferenceNum }) => ReferenceNum === story.orderNumber,
  );
  printStory(story);
  if (copies.length !== 1) throw new Error(`Linnworks has ${copies.length} orders, not one`);
  console.log('Linnworks has exactly one order for it.');
}

async function untilInterrupted(world: World): Promise<void> {
  const orders = new DemoOrders(world);
  progress('Building the screens');
  const preview = await startPreview({
    orgUrl: world.orgUrl,
    namespace: options.namespace,
    port: Number(options.port),
    driver: createDemoDriver(world, orders),
  });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  console.log(
    `\n  Open ${preview.url}\n\n  Orders arrive by themselves. Ctrl-C stops everything.\n`,
  );
  await playBusyDay(orders, world.account, stop.signal, (what, error) =>
    progress(`${what}: ${error instanceof Error ? error.message : String(error)}`),
  );
  progress('Stopping');
  await preview.close();
}

async function main(): Promise<void> {
  if (options.namespace !== '' && options.namespace !== 'lwsync')
    throw new Error('--namespace takes lwsync, or is left out');
  const world = await startWorld({
    pace: options.once ? 'fast' : 'normal',
    namespace: options.namespace,
    onProgress: progress,
  });
  try {
    await (options.once ? once(world) : untilInterrupted(world));
  } catch (error) {
    console.error(`The last lines of the worker's log:\n${lastLines(world.worker.logFile)}`);
    throw error;
  } finally {
    await world.close();
  }
  progress('Stopped cleanly');
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
