import { afterEach, describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';
import { CALLS, cancelSome, order, type Lost } from './lost-calls.ts';

/** Longer than the worker of this test waits for a reply. */
const TIMEOUT_MS = 400;
const WAYS = {
  'a cut connection': { cut: 'after' },
  'a 502 after the work': { status: 502, isDone: true },
  'a time-out after the work': { delayMs: 3 * TIMEOUT_MS, isDone: true },
} as const;

let bench: Bench | undefined;
afterEach(() => bench?.account.close());

/** Tries again as the queue does. @returns how often it took. */
async function until(run: Bench, job: Parameters<Bench['job']>): Promise<number> {
  for (let attempt = 1; attempt <= 6; attempt++) {
    const [id, more] = job;
    const one = run.job(id, { ...more, attempt });
    const outcomes = await run.push([one]).catch(() => new Map<string, object>());
    if ('done' in (outcomes.get(one.id) ?? {})) return attempt;
  }
  throw new Error('The order never ends');
}

const anonymous = (text: string): string =>
  text.replaceAll(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g, 'an id');

/** When the worker did it, which is no part of the story. */
const MOMENTS = ['Last_Synced_At__c', 'State_Since__c', 'Observed_At__c', 'Version__c'];
const withoutMoments = (key: string, value: unknown): unknown =>
  MOMENTS.includes(key) ? undefined : value;

interface Entry {
  readonly tag: string;
  readonly text: string;
}

/** Setting a value twice is no harm, but nothing else may happen: each kind of entry once. */
const onceEach = (orders: readonly { readonly Audit: readonly Entry[] }[]): object[] =>
  orders.map((order) => ({
    ...order,
    Audit: [...new Set(order.Audit.map(({ tag, text }) => `${tag}: ${text}`))],
  }));

/** Everything that both sides and the worker's memory know of the order. */
async function world(run: Bench, id: string): Promise<unknown> {
  const known = {
    account: onceEach(await run.control('GET', 'orders/00000001')),
    org: run.org.of('Linnworks_Order__c'),
    answer: run.answer(id)?.['Status__c'],
    link: run.store.links.get(id),
    errors: run.openCodes(),
  };
  return JSON.parse(anonymous(JSON.stringify(known, withoutMoments)));
}

async function tell({ placed, change, kind, detail }: Lost, fault?: object): Promise<unknown> {
  const run = await Bench.start(
    { clock: () => new Date('2026-11-24T10:00:00Z') },
    undefined,
    TIMEOUT_MS,
  );
  bench = run;
  await run.stock('MUG', 'TENT', 'LAMP');
  run.mapping('PoNumber', 'ExtendedProperties.Purchase order');
  const id = run.order(
    [
      { sku: 'MUG', quantity: 2, price: 9.95 },
      { sku: 'LAMP', quantity: 1, price: 20 },
    ],
    placed,
  );
  const isArrival = change === undefined && kind === undefined;
  const lose = async (): Promise<void> => {
    if (fault !== undefined) await run.control('POST', 'faults', [fault]);
  };
  if (isArrival) await lose();
  await until(run, [id]);
  if (!isArrival) {
    change?.(run, id);
    await lose();
    const data = { requestId: `request-${id}`, detail: detail ? JSON.stringify(detail) : null };
    await until(run, [id, { kind: kind ?? 'update', data }]);
  }
  await run.control('DELETE', 'faults');
  const known = await world(run, id);
  await run.account.close();
  return known;
}

const told = new Map<Lost, Promise<unknown>>();
/** How the story ends when every reply arrives. */
function ordinary(story: Lost): Promise<unknown> {
  const known = told.get(story) ?? tell(story);
  told.set(story, known);
  return known;
}

describe('a reply that is lost', () => {
  describe.each(Object.entries(WAYS))('by %s', (_, way) => {
    it.each(CALLS.map((one) => [one.call, one.what, one] as const))(
      'on %s (%s) changes nothing in the end',
      async (call, _what, story) => {
        const fault = { match: { path: call }, ...way, times: 1 };
        expect(await tell(story, fault)).toEqual(await ordinary(story));
      },
    );
  });
});

/** A reply without what was asked for: the vendor leaves out what it cannot read at the moment. */
const SHORT: readonly (readonly [string, object, Lost])[] = [
  [
    'Orders/CreateOrders',
    { status: 200, body: [], isDone: true },
    { call: '', what: 'a new order' },
  ],
  ['Orders/GetOrdersById', { status: 200, body: [] }, { call: '', what: 'a new order' }],
  [
    'Inventory/GetStockItemIdsBySKU',
    { status: 200, body: { Items: [] } },
    { call: '', what: 'a new order' },
  ],
  [
    'Orders/GetOrdersById',
    { status: 200, body: [] },
    { call: '', what: 'an edit', change: order({ ShippingCity: 'York' }) },
  ],
  [
    'Orders/GetOrdersById',
    { status: 200, body: [] },
    { call: '', what: 'a cancellation', kind: 'cancel' },
  ],
  [
    'Orders/GetOrdersById',
    { status: 200, body: [] },
    { call: '', what: 'a cancellation of pieces', ...cancelSome([{ sku: 'MUG', quantity: 1 }]) },
  ],
];

describe('a reply that is short', () => {
  it.each(SHORT.map(([call, way, story]) => [call, story.what, way, story] as const))(
    'of %s (%s) is not taken for the truth',
    async (call, _what, way, story) => {
      const fault = { match: { path: call }, ...way, times: 1 };
      expect(await tell(story, fault)).toEqual(await ordinary(story));
    },
  );
});

describe('a reply that is shuffled', () => {
  it('gives every order of a batch its own edit', async () => {
    bench = await Bench.start();
    await bench.stock('MUG');
    const ids = Array.from({ length: 20 }, () =>
      (bench as Bench).order([{ sku: 'MUG', quantity: 1, price: 9.95 }]),
    );
    const { linnworks } = bench.deps;
    const really = { ...linnworks };
    linnworks.createOrders = async (place, orders) =>
      (await really.createOrders(place, orders)).reverse();
    linnworks.ordersById = async (some) => (await really.ordersById(some)).reverse();
    await bench.send(...ids);
    for (const [index, id] of ids.entries()) order({ ShippingCity: `Town ${index}` })(bench, id);
    await bench.push(ids.map((id) => (bench as Bench).job(id, { kind: 'update' })));
    const towns = ids.map((id) => {
      const reference = String(bench?.org.orders.get(id)?.['OrderNumber']);
      return bench?.account.store.orders.byReference(reference)[0]?.deliveryAddress.town;
    });
    expect(towns).toEqual(ids.map((_, index) => `Town ${index}`));
  });
});
