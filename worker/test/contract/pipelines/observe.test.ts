import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PayloadAnswer } from '../../../src/domain/answers.ts';
import { findForgotten } from '../../../src/pipelines/find-forgotten.ts';
import { createObservedOrders } from '../../../src/pipelines/observe-orders.ts';
import { createOrdersOut } from '../../../src/pipelines/orders-out.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { createBookReturn } from '../../../src/pipelines/requests/book-return.ts';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';

const DAY_MS = 86_400_000;
let clock: HandClock;
let bench: Bench;
let writes: string[];
beforeEach(async () => {
  clock = new HandClock('2026-11-24T10:00:00Z');
  writes = [];
  const note = ({ method, url }: { method: string; url: string }) =>
    void (
      /Create|Set|Add|Change|Cancel|Delete|Update/i.test(url) && writes.push(`${method} ${url}`)
    );
  bench = await Bench.start({ onRequest: note }, clock);
  await bench.stock('MUG', 'TENT');
  bench.org.settings = null;
});
afterEach(() => bench.account.close());

/** Settings are asked for again after a minute. */
async function run(...jobs: Parameters<Bench['push']>[0]): Promise<void> {
  await createOrdersOut(bench.deps, createReference(bench.deps))(jobs);
}
const release = () => createObservedOrders(bench.deps, createReference(bench.deps)).release();
const references = async () => (await bench.references()).map(({ ReferenceNum }) => ReferenceNum);

describe('Observe mode', () => {
  it('is the first state, keeps what would go out beside what Salesforce has, and sends nothing', async () => {
    const id = bench.order([{ sku: 'MUG', quantity: 2, price: 9.95 }]);
    await run(bench.job(id));
    expect(await references()).toEqual([]);
    expect(writes).toEqual([]);
    const { Status__c, Result__c, Answer__c } = bench.answer(id) ?? {};
    expect(Status__c).toBe('Done');
    expect(Result__c).toMatch(/^Observe mode/);
    const answer = JSON.parse(String(Answer__c)) as PayloadAnswer;
    expect(answer).toMatchObject({
      type: 'payload',
      location: 'Default',
      order: { ReferenceNumber: '00000001', OrderItems: [{ ChannelSKU: 'MUG', Qty: 2 }] },
      comparison: { recordId: id, ok: true, problems: [] },
    });
    expect(answer.comparison.rows).toContainEqual({
      name: 'Delivery address',
      salesforce: '12 Quay Street, Unit 4, Leeds, LS1 4AB, United Kingdom',
      linnworks: '12 Quay Street, Unit 4, Leeds, LS1 4AB, United Kingdom',
      same: true,
    });
  });

  it('says what is wrong with an order, as the mode Active would', async () => {
    const id = bench.order([{ sku: 'NOBODY-KNOWS', quantity: 1, price: 1 }]);
    await run(bench.job(id));
    expect(bench.openCodes()).toEqual(['LW_SKU_UNKNOWN']);
    expect(bench.store.observed.size).toBe(0);
  });

  it('keeps an answer of 1,000 lines below the length of its field', async () => {
    const lines = Array.from({ length: 1_000 }, () => ({ sku: 'MUG', quantity: 1, price: 1 }));
    const id = bench.order(lines);
    await run(bench.job(id));
    expect(String(bench.answer(id)?.['Answer__c']).length).toBeLessThan(131_072);
  });

  it('releases every order when one setting changes, however long it waited, and answers its request', async () => {
    const ids = ['MUG', 'TENT'].map((sku) => bench.order([{ sku, quantity: 1, price: 5 }]));
    await run(...ids.map((id) => bench.job(id)));
    clock.advance(9 * DAY_MS);
    expect(await release()).toBe(0);
    bench.org.settings = { Mode__c: 'Active' };
    expect(await release()).toBe(2);
    expect(await release()).toBe(0);
    await run(...bench.store.take('orders-out'));
    expect((await references()).sort()).toEqual(['00000001', '00000002']);
    expect(bench.answer(ids[0] ?? '')?.['Result__c']).toMatch(/^Linnworks order \d+ was created/);
  });

  it('keeps an edit of an order that was sent before, and sends it afterwards', async () => {
    bench.org.settings = { Mode__c: 'Active' };
    const id = bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
    await run(bench.job(id));
    bench.org.settings = { Mode__c: 'Observe' };
    const [item] = bench.org.items;
    if (item) item['Quantity'] = 3;
    await run(bench.job(id, { kind: 'update' }));
    bench.org.settings = { Mode__c: 'Active' };
    expect(await release()).toBe(1);
    await run(...bench.store.take('orders-out'));
    const [order] = await bench.deps.linnworks.ordersByReference('00000001');
    expect(order?.lines.map(({ quantity }) => quantity)).toEqual([3]);
  });

  it('does not take a waiting order for a forgotten one', async () => {
    const id = bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
    await findForgotten(bench.deps, createReference(bench.deps));
    await run(bench.job(id));
    clock.advance(DAY_MS);
    const due = { ...bench.org, query: async () => [...bench.org.orders.values()] };
    const deps = { ...bench.deps, salesforce: { ...bench.deps.salesforce, query: due.query } };
    expect(await findForgotten(deps, createReference(bench.deps))).toBe(0);
    bench.store.observed.clear();
    expect(await findForgotten(deps, createReference(bench.deps))).toBe(1);
  });

  it('books no return', async () => {
    const reference = createReference(bench.deps);
    const channels = async () => ({
      allowReturns: true,
      otherChannels: 'Off' as const,
      activateChannelOrders: false,
      statusField: '',
    });
    const id = bench.order([{ sku: 'MUG', quantity: 1, price: 5 }]);
    const none = { productId: null, recordId: null, errorId: null, stream: null, causeKey: null };
    const answer = await createBookReturn(
      bench.deps,
      reference,
      channels,
    )({
      ...{ id: 'request-1', kind: 'Return', orderId: id, askedBy: null, traceId: 'trace-1' },
      ...none,
      detail: JSON.stringify({
        kind: 'Return',
        reason: 'Broken',
        lines: [{ lineKey: 'x:1', quantity: 1 }],
      }),
    });
    expect(answer).toMatchObject({ status: 'Failed' });
    expect(answer.result).toContain('Observe');
    expect(writes).toEqual([]);
  });
});
