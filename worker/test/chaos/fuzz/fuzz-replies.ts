import { ConnectorError } from '../../../src/domain/connector-error.ts';
import { startLinnworksAccount } from '../../../sandbox/linnworks-account/start.ts';
import { HandClock } from '../../contract/pipelines/hand-clock.ts';
import { Bench } from '../../contract/pipelines/bench.ts';
import { ScriptedOrg } from '../../contract/pipelines/scripted-org.ts';
import { nothingFound, type Findings } from './findings.ts';
import { ugly, type Random } from './random.ts';

/** Replies of one world; then both sides are compared and a new one begins. */
const REPLIES_PER_WORLD = 250;

/** Changes one place of a JSON value, however deep. */
function spoil(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.1)) return ugly(random);
  const entries: [string, unknown][] = Object.entries(value);
  const [key] = entries.length === 0 ? [''] : random.pick(entries);
  const changed = random.chance(0.15)
    ? entries.filter(([name]) => name !== key)
    : entries.map(([name, one]): [string, unknown] => [
        name,
        name === key ? spoil(random, one) : one,
      ]);
  return Array.isArray(value) ? changed.map(([, one]) => one) : Object.fromEntries(changed);
}

function spoilt(random: Random, text: string): string {
  const kind = random.below(10);
  if (kind === 0) return text.slice(0, random.below(text.length + 1));
  if (kind === 1) return '<html><body>502 Bad Gateway</body></html>';
  try {
    return JSON.stringify(spoil(random, JSON.parse(text))) ?? '';
  } catch {
    return '';
  }
}

/** The true account, whose replies are spoilt on their way while `isBad`. */
function badNetwork(random: Random, state: { isBad: boolean; replies: number }): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!state.isBad) return response;
    state.replies += 1;
    const text = await response.text();
    if (random.chance(0.4)) return new Response(text, response);
    const status = random.chance(0.8)
      ? response.status
      : random.pick([200, 204, 400, 401, 403, 404, 429, 500, 502, 503]);
    const body = status === 204 ? null : spoilt(random, text);
    return new Response(body, { status, headers: { 'content-type': 'application/json' } });
  };
}

async function guarded(found: Findings, what: string, work: () => Promise<unknown>) {
  try {
    await work();
    return true;
  } catch (error) {
    const isKnown = error instanceof ConnectorError && error.code !== 'DEFECT';
    if (!isKnown) found.crashes.push(`${what}: ${(error as Error).stack ?? String(error)}`);
    return false;
  }
}

async function followAll(bench: Bench, found: Findings): Promise<void> {
  await guarded(found, 'poll', () => bench.poll());
  const jobs = bench.store.take('orders-in');
  const isDone = jobs.length === 0 || (await guarded(found, 'handle', () => bench.handle(jobs)));
  // The queue keeps what threw.
  if (!isDone)
    for (const { key, kind, data, traceId } of jobs)
      bench.store.queued.push({ queue: 'orders-in', key, kind, data, traceId });
}

async function oneWorld(random: Random, found: Findings, wanted: number): Promise<void> {
  const clock = new HandClock('2026-11-24T10:00:00Z');
  const account = await startLinnworksAccount({
    ...{ seed: random.below(1_000), quotas: 'lifted', clock: () => clock.now() },
  });
  const state = { isBad: false, replies: 0 };
  const bench = new Bench(account, new ScriptedOrg(), clock, 3_000, badNetwork(random, state));
  try {
    await bench.stock('MUG');
    const ids = Array.from({ length: 8 }, () =>
      bench.order([{ sku: 'MUG', quantity: 2, price: 9.95 }]),
    );
    for (let round = 0; state.replies < wanted && round < wanted; round++) {
      state.isBad = true;
      const id = random.pick(ids);
      await guarded(found, 'push', () => bench.push([bench.job(id)]));
      await followAll(bench, found);
      clock.advance(60_000 + random.below(600_000));
    }
    state.isBad = false;
    await heal(bench, clock, ids);
    await compare(bench, ids, found);
  } finally {
    found.count += state.replies;
    await account.close();
  }
}

/** Replies are good again: what waited goes through, as it would by the retries of the queue. */
async function heal(bench: Bench, clock: HandClock, ids: readonly string[]): Promise<void> {
  clock.advance(3_600_000);
  bench.restart();
  await bench.push(ids.map((id) => bench.job(id)));
  for (let round = 0; round < 3; round++) {
    await bench.push(bench.store.take('orders-out').filter(({ kind }) => kind !== 'cancel'));
    await bench.follow();
    clock.advance(60_000);
  }
}

/** However bad the replies were: each order is there once, and Salesforce shows it whole. */
async function compare(bench: Bench, ids: readonly string[], found: Findings): Promise<void> {
  const references = (await bench.references()).map(({ ReferenceNum }) => ReferenceNum);
  for (const id of ids) {
    const number = String(bench.org.orders.get(id)?.['OrderNumber']);
    const copies = references.filter((reference) => reference === number).length;
    const link = bench.store.links.get(id);
    const lines = bench.org
      .of('Linnworks_Order_Line__c')
      .filter((row) => String(row['Key__c']).startsWith(`${link?.linnworksId ?? '?'}:`));
    if (copies !== 1) found.halves.push(`order ${number} is there ${copies} times`);
    else if (lines.length !== 1) found.halves.push(`order ${number} has ${lines.length} lines`);
    else found.good += 1;
  }
}

/** Spoils what Linnworks replies to real pipelines, then lets the replies be good and compares both sides. */
export async function fuzzReplies(random: Random, count: number): Promise<Findings> {
  const found = nothingFound();
  while (found.count < count)
    await oneWorld(random, found, Math.min(REPLIES_PER_WORLD, count - found.count));
  return found;
}
