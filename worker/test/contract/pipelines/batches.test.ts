import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';

/** One full call. */
const BATCH = 20;
const LINES = [{ sku: 'MUG', quantity: 1, price: 9.95 }];

let bench: Bench;
beforeEach(async () => {
  // Halving takes many calls: waiting for the quota costs no time on this clock.
  bench = await Bench.start({}, new HandClock(new Date().toISOString()));
  await bench.stock('MUG');
});
afterEach(() => bench.account.close());

/** The account refuses the whole call for a line id that is there twice. */
function spoil(): void {
  const item = bench.org.items.at(-1);
  if (item) bench.org.items.push({ ...item });
}

const numbers = async (): Promise<string[]> =>
  (await bench.references()).map(({ ReferenceNum }) => ReferenceNum).sort();
const numberOf = (id: string): string => String(bench.org.orders.get(id)?.['OrderNumber']);
const fault = (rule: object) => bench.control('POST', 'faults', [rule]);

/** Tries again as the queue does, until every order has its end. */
async function sendAll(ids: readonly string[]): Promise<void> {
  let open = [...ids];
  for (let attempt = 1; open.length > 0; attempt++) {
    if (attempt > 6) throw new Error(`${open.length} orders never end`);
    const jobs = open.map((id) => bench.job(id, { attempt }));
    // A batch that a system brings down is given back to the queue.
    const outcomes = await bench.push(jobs).catch(() => new Map<string, object>());
    open = open.filter((id) => !('done' in (outcomes.get(bench.job(id).id) ?? {})));
  }
}

describe('a batch of 20', () => {
  it.each(Array.from({ length: BATCH + 1 }, (_, bad) => bad))(
    'with %i bad orders loses none of the good ones and sends none twice',
    async (bad) => {
      const good: string[] = [];
      const ids = Array.from({ length: BATCH }, (_, n) => {
        const id = bench.order(LINES);
        // Bad ones stand everywhere: 7 and 20 have no common factor.
        if ((n * 7) % BATCH < bad) spoil();
        else good.push(id);
        return id;
      });
      await sendAll(ids);
      expect(await numbers()).toEqual(good.map(numberOf).sort());
      expect(bench.openCodes()).toEqual(Array.from({ length: bad }, () => 'LW_REFUSED'));
      const failed = ids.filter((id) => bench.answer(id)?.['Status__c'] === 'Failed');
      expect(failed).toHaveLength(bad);
    },
  );

  it.each([
    ['Orders/CreateOrders', 'after'],
    ['Orders/CreateOrders', 'before'],
    ['Orders/GetOrdersById', 'before'],
    ['Orders/GetOrderDetailsByReferenceId', 'before'],
    ['Inventory/GetStockItemIdsBySKU', 'before'],
  ])('arrives once when %s is cut %s it was done', async (path, cut) => {
    const ids = Array.from({ length: BATCH }, () => bench.order(LINES));
    await fault({ match: { path }, cut, times: 4 });
    await sendAll(ids);
    expect(await numbers()).toEqual(ids.map(numberOf).sort());
    for (const id of ids) expect(bench.store.links.get(id)?.linnworksId).toBeTruthy();
    expect(bench.openCodes()).toEqual([]);
  });

  it('arrives once when the work was done and answered with 500', async () => {
    const ids = Array.from({ length: BATCH }, () => bench.order(LINES));
    const { linnworks } = bench.deps;
    const really = { ...linnworks };
    let first = true;
    linnworks.createOrders = async (location, orders) => {
      const saved = await really.createOrders(location, orders);
      if (!first) return saved;
      first = false;
      await fault({ match: { path: 'Orders/CreateOrders' }, status: 500, times: 1 });
      return really.createOrders(location, orders);
    };
    await sendAll(ids);
    expect(await numbers()).toEqual(ids.map(numberOf).sort());
  });

  it.each([0, 1, 10, 19])(
    'is sorted out by reference when the reply names only %i',
    async (named) => {
      const ids = Array.from({ length: BATCH }, () => bench.order(LINES));
      const { linnworks } = bench.deps;
      const really = { ...linnworks };
      linnworks.createOrders = async (location, orders) =>
        (await really.createOrders(location, orders)).reverse().slice(0, named);
      await sendAll(ids);
      expect(await numbers()).toEqual(ids.map(numberOf).sort());
      for (const id of ids) {
        const { linnworksNumber = null } = bench.store.links.get(id) ?? {};
        const [there] = bench.account.store.orders.byReference(numberOf(id));
        expect(linnworksNumber).toBe(there?.number);
      }
    },
  );
});

describe('cancelling a batch', () => {
  it('gives one honest answer each, before, while and after it ships', async () => {
    const ids = Array.from({ length: 12 }, () => bench.order(LINES));
    await sendAll(ids);
    const { linnworks } = bench.deps;
    const really = { ...linnworks };
    const ship = (id: string) =>
      bench.control('POST', 'warehouse/step', { reference: numberOf(id), to: 'shipped' });
    for (const id of ids.slice(0, 4)) await ship(id);
    const racing = new Set(ids.slice(4, 8).map((id) => bench.store.links.get(id)?.linnworksId));
    linnworks.cancelOrder = async (order) => {
      const id = ids.find((one) => bench.store.links.get(one)?.linnworksId === order.linnworksId);
      if (id && racing.has(order.linnworksId)) await ship(id);
      return really.cancelOrder(order);
    };
    await fault({ match: { path: 'Orders/CancelOrder' }, cut: 'after', times: 2 });
    const cancel = (some: readonly string[], attempt: number) =>
      bench.push(some.map((id) => bench.job(id, { kind: 'cancel', attempt })));
    const outcomes = await cancel(ids, 1);
    const again = ids.filter(
      (id) => !('done' in (outcomes.get(bench.job(id, { kind: 'cancel' }).id) ?? {})),
    );
    await cancel(again, 2);
    for (const [index, id] of ids.entries()) {
      const [order] = bench.account.store.orders.byReference(numberOf(id));
      const isCancelled = order?.cancelledAt !== null;
      expect(isCancelled).toBe(index >= 8);
      expect(bench.answer(id)?.['Status__c']).toBe(isCancelled ? 'Done' : 'Failed');
      if (!isCancelled) expect(bench.answer(id)?.['Result__c']).toMatch(/^Too late/);
    }
  });
});
