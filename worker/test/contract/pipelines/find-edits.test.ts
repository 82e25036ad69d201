import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SalesforceRecord } from '../../../src/domain/ports.ts';
import { createEditWatch, type EditWatch } from '../../../src/pipelines/find-edits.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { createOrdersOut } from '../../../src/pipelines/orders-out.ts';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';

const START = '2026-11-24T10:00:00.000Z';
let bench: Bench;
let clock: HandClock;
let watch: EditWatch;
let id: string;
let asked: string[];

beforeEach(async () => {
  clock = new HandClock(START);
  bench = await Bench.start({}, clock);
  await bench.stock('MUG');
  asked = [];
  const query = bench.org.query.bind(bench.org);
  bench.org.query = async (soql: string): Promise<SalesforceRecord[]> => {
    const since = /FROM Order WHERE SystemModstamp >= (\S+)/.exec(soql)?.[1];
    if (since === undefined) return query(soql);
    asked.push(since);
    return [...bench.org.orders.values()].filter(
      (order) => Date.parse(String(order['SystemModstamp'])) >= Date.parse(since),
    );
  };
});
afterEach(() => bench.account.close());

async function sent(): Promise<void> {
  id = bench.order([{ sku: 'MUG', quantity: 1, price: 9.95 }], { PoNumber: 'One' });
  const reference = createReference(bench.deps);
  await createOrdersOut(bench.deps, reference)([bench.job(id)]);
  watch = createEditWatch(bench.deps, reference);
  await watch.look();
  bench.store.take('orders-out');
}
const save = (values: object): void => {
  clock.advance(60_000);
  const SystemModstamp = clock.now().toISOString();
  bench.org.orders.set(id, { ...bench.org.orders.get(id), ...values, SystemModstamp });
};

describe('the watch over edits', () => {
  it('finds an order whose mapped field was edited, once', async () => {
    bench.mapping('PoNumber', 'ExtendedProperties.Purchase order');
    await sent();
    save({ PoNumber: 'Two' });
    expect(await watch.look()).toBe(1);
    await createOrdersOut(bench.deps, createReference(bench.deps))(bench.store.take('orders-out'));
    const [order] = bench.account.store.orders.byReference('00000001');
    expect(order?.properties.find(({ name }) => name === 'Purchase order')?.value).toBe('Two');
    expect(await watch.look()).toBe(0);
  });

  it('asks nothing of orders where no mapping row reads them', async () => {
    await sent();
    save({ PoNumber: 'Two' });
    expect(await watch.look()).toBe(0);
    expect(asked).toEqual([]);
  });

  it('says that it is too late for an order that has just left, and nothing later', async () => {
    bench.mapping('PoNumber', 'ExtendedProperties.Purchase order');
    await sent();
    await bench.control('POST', 'warehouse/step', { reference: '00000001', to: 'shipped' });
    await bench.follow();
    save({ PoNumber: 'Two' });
    expect(await watch.look()).toBe(1);
    await createOrdersOut(bench.deps, createReference(bench.deps))(bench.store.take('orders-out'));
    expect(bench.openCodes()).toEqual(['TOO_LATE_SHIPPED']);
    clock.advance(4 * 24 * 60 * 60_000);
    save({ PoNumber: 'Three' });
    expect(await watch.look()).toBe(0);
  });

  it('leaves the content alone that a job has sent meanwhile', async () => {
    bench.mapping('PoNumber', 'ExtendedProperties.Purchase order');
    await sent();
    save({ PoNumber: 'Two' });
    const link = bench.store.links.get(id);
    const query = bench.org.query.bind(bench.org);
    bench.org.query = async (soql) => {
      if (link)
        bench.store.links.set(id, { ...link, sentParts: { ...link.sentParts, note: 'new' } });
      return query(soql);
    };
    await watch.look();
    expect(bench.store.links.get(id)?.sentParts['note']).toBe('new');
  });
});
