import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ConnectorError } from '../../../src/domain/connector-error.ts';
import type { Logger } from '../../../src/domain/ports.ts';
import { createAlarmWatch } from '../../../src/pipelines/alarms/watch-alarms.ts';
import { createWebhook } from '../../../src/pipelines/alarms/webhook.ts';
import { recordingRetries } from '../../../src/pipelines/record-retries.ts';
import { createMetrics } from '../../../src/telemetry/metrics.ts';
import { observedFetch, observedHandle } from '../../../src/telemetry/observe-calls.ts';
import { createRedactor } from '../../../src/telemetry/redact.ts';
import { startLinnworksAccount } from '../../../sandbox/linnworks-account/start.ts';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';
import { ScriptedOrg } from './scripted-org.ts';

/** Whoever finds one of these outside of an order has found a leak. */
const PERSON = {
  first: 'Zephyrine',
  last: 'Quackenbush',
  company: 'Kanarienvogel',
  street: 'Budgerigar Crescent',
  town: 'Canaryville',
  postcode: 'CN9 9ZZ',
  phone: '+44 7700 900815',
  email: 'zephyrine.q@canary.example',
  note: 'Leave it behind the aviary',
};
const person = Object.values(PERSON);

let bench: Bench;
let secrets: string[];
const logged: string[] = [];
const posted: string[] = [];
/** Every job that ever waited. */
const jobs: unknown[] = [];
const metrics = createMetrics();

/** What the worker's logger would print, at every level. */
function keepingLogger(known: readonly string[]): Logger {
  const redact = createRedactor(known);
  const write = (message: string, fields?: Record<string, unknown>): void =>
    void logged.push(JSON.stringify([redact(message), redact(fields ?? {})]));
  const log: Logger = { debug: write, info: write, warn: write, error: write, child: () => log };
  return log;
}

const order = (more: object = {}): string =>
  bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }], {
    Account: { Name: PERSON.company, Phone: PERSON.phone },
    ShipToContact: {
      Name: `${PERSON.first} ${PERSON.last}`,
      ...{ Email: PERSON.email, Phone: PERSON.phone, MobilePhone: PERSON.phone },
    },
    ShippingStreet: `7 ${PERSON.street}`,
    ShippingCity: PERSON.town,
    ShippingPostalCode: PERSON.postcode,
    Linnworks_Note__c: PERSON.note,
    ...more,
  });

async function send(id: string, attempt = 5): Promise<void> {
  const push = observedHandle(
    metrics,
    'orders-out',
    recordingRetries(bench.deps, 'orders-out', bench.push),
  );
  await push([bench.job(id, { attempt, kind: 'push' })]).catch((error: unknown) => {
    if (!(error instanceof ConnectorError)) throw error;
    bench.deps.log.warn('A batch waits', { reason: error.message, context: error.context });
  });
}

/** The next call is answered with everything that a careless server might repeat. */
const echo = (path: string, status: number) =>
  bench.control('POST', 'faults', [
    {
      match: { path },
      status,
      body: JSON.stringify({ Message: [...person, ...secrets].join(' | ') }),
      times: 3,
    },
  ]);

async function alarm(): Promise<void> {
  const cause = new ConnectorError({
    code: 'LW_UNAVAILABLE',
    kind: 'transient',
    message: [...person, ...secrets].join(' '),
  });
  const since = new Date('2026-11-24T08:00:00Z');
  const post: typeof fetch = async (_, init) => {
    posted.push(init?.body as string);
    return new Response('ok');
  };
  await createAlarmWatch(bench.deps, {
    outages: () => [{ system: 'Linnworks', since, nextProbeAt: since, cause }],
    streams: () => [],
    budgets: () => [],
    outOfEventsAt: () => null,
    tell: createWebhook('https://hooks.example/services/x', post),
  })();
}

beforeAll(async () => {
  const clock = new HandClock('2026-11-24T10:00:00Z');
  const account = await startLinnworksAccount({ seed: 4, quotas: 'lifted' });
  secrets = Object.values<string>({ ...account.credentials });
  const org = new ScriptedOrg();
  const log = keepingLogger(secrets);
  bench = new Bench(account, org, clock, 3_000, observedFetch(metrics, fetch), log);
  const { queue } = bench.store;
  const enqueue = queue.enqueue.bind(queue);
  vi.spyOn(queue, 'enqueue').mockImplementation((tx, name, some) => {
    jobs.push(...some);
    return enqueue(tx, name, some);
  });
  await bench.stock('MUG');
  await send(order());
  await bench.follow();
  await send(order({ ShippingCountry: 'Nowhere', ShippingPostalCode: PERSON.postcode.repeat(9) }));
  await send(order({ ShippingStreet: `${PERSON.street} `.repeat(40) }));
  await send(order({ Linnworks_Shipping_Cost__c: PERSON.phone }));
  for (const status of [400, 401, 403, 404, 409, 429, 500, 503]) {
    await echo('Orders/CreateOrders', status);
    await send(order());
    await bench.control('DELETE', 'faults');
  }
  await echo('Orders/GetOrdersById', 200);
  await send(order());
  await bench.control('DELETE', 'faults');
  org.refuseWrites = 1;
  await send(order());
  await bench.follow();
  await alarm();
}, 60_000);
afterAll(() => bench?.account.close());

const found = (text: string): string[] =>
  [...person, ...secrets].filter((canary) => text.includes(canary));

describe('canaries of people and secrets', () => {
  it('reach Linnworks, where they belong', async () => {
    const [first] = await bench.deps.linnworks.ordersByReference('00000001');
    expect(first?.reference).toBe('00000001');
    expect(bench.openCodes().length).toBeGreaterThan(3);
  });

  it('are in no line of the log', () => {
    expect(logged.length).toBeGreaterThan(5);
    expect(found(logged.join('\n'))).toEqual([]);
  });

  it.each([
    'Linnworks_Sync_Error__c',
    'Linnworks_Sync_Request__c',
    'Linnworks_Alarm__c',
    'Linnworks_Order__c',
    'Linnworks_Order_Line__c',
  ])('are in no column of %s', (object) => {
    expect(bench.org.of(object).length).toBeGreaterThan(0);
    expect(found(JSON.stringify(bench.org.of(object)))).toEqual([]);
  });

  it('are in no table of the store and in no row of the audit', () => {
    const { errors, links, orders, audit, queued } = bench.store;
    const all = [errors.values(), links.values(), orders.values(), audit, queued];
    expect(found(JSON.stringify(all.map((rows) => [...rows])))).toEqual([]);
  });

  it('are in no job', () => {
    expect(jobs.length).toBeGreaterThan(1);
    expect(found(JSON.stringify(jobs))).toEqual([]);
  });

  it('are in no metric and in no message to a webhook', async () => {
    expect(posted).toHaveLength(1);
    expect(found(posted.join('\n'))).toEqual([]);
    const text = await metrics.registry.metrics();
    expect(text).toContain('connector_call_seconds');
    expect(found(text)).toEqual([]);
  });
});
