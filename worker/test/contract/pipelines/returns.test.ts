import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookAgainAtOpenReturns, pollReturns } from '../../../src/pipelines/poll-returns.ts';
import { createPullReturns } from '../../../src/pipelines/pull-returns.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { Bench } from './bench.ts';

const REFERENCE = '00000001';
let bench: Bench;
let id: string;

beforeEach(async () => {
  bench = await Bench.start();
  await bench.stock('TENT', 'MUG');
  id = bench.order([
    { sku: 'MUG', quantity: 3, price: 10 },
    { sku: 'TENT', quantity: 1, price: 100 },
  ]);
  await bench.send(id);
  await bench.control('POST', 'warehouse/step', { reference: REFERENCE, to: 'shipped' });
  await bench.follow();
});
afterEach(() => bench.account.close());

const poll = () => pollReturns(bench.deps, (source) => source === 'SALESFORCE');
/** Handles what waits until nothing waits any more, as the queues would. */
async function settle(): Promise<void> {
  const pull = createPullReturns(bench.deps, createReference(bench.deps));
  for (let round = 0; round < 4; round++) {
    const looks = bench.store.take('returns-in');
    const outcomes = await pull(looks);
    await bench.handle(bench.store.take('orders-in'));
    const again = looks.filter(({ id: job }) => 'retryAfterMs' in (outcomes.get(job) ?? {}));
    if (again.length === 0) return;
    await bench.store.transaction((tx) => bench.deps.queue.enqueue(tx, 'returns-in', again));
  }
  throw new Error('The returns do not settle');
}
async function follow(): Promise<number> {
  const found = await poll();
  await settle();
  return found;
}
const warehouse = (command: string, more: object = {}) =>
  bench.control('POST', `warehouse/${command}`, { reference: REFERENCE, ...more });
const order = () => bench.org.of('Linnworks_Order__c')[0] ?? {};
const line = (sku: string) =>
  bench.org.of('Linnworks_Order_Line__c').find(({ Sku__c }) => Sku__c === sku) ?? {};
const returns = () => bench.org.of('Linnworks_Return__c');
const mugs = (quantity: number, more: object = {}) => ({
  kind: 'return',
  lines: [{ sku: 'MUG', quantity }],
  reason: 'Chipped',
  category: 'Faulty',
  ...more,
});

describe('returns that people enter in Linnworks', () => {
  it('are seen announced, then received, with lines and sums', async () => {
    await warehouse('return', mugs(2, { booked: true }));
    await follow();
    expect(returns()).toMatchObject([
      {
        Kind__c: 'Return',
        Status__c: 'Booked',
        Quantity__c: 2,
        Reason__c: 'Chipped',
        Order__c: id,
      },
    ]);
    expect(order()).toMatchObject({ State__c: 'Return Booked' });
    expect(line('MUG')).toMatchObject({ Returned__c: 0, Shipped__c: 3 });
    await warehouse('return-action');
    await follow();
    expect(returns()).toMatchObject([{ Status__c: 'Received' }]);
    expect(order()).toMatchObject({ State__c: 'Part Returned' });
    expect(line('MUG')).toMatchObject({ Returned__c: 2, Shipped__c: 3, Picked__c: 3 });
    expect(bench.org.of('Linnworks_Return_Line__c')).toMatchObject([
      { Quantity__c: 2, Sku__c: 'MUG', Order_Line__r: { Key__c: line('MUG')['Key__c'] } },
    ]);
  });

  it('are Returned when everything is back and Refunded when all is paid back', async () => {
    await warehouse('return');
    await follow();
    expect(order()).toMatchObject({ State__c: 'Returned', Refunded_Total__c: 0 });
    await warehouse('return', { kind: 'refund', amount: 1.5 });
    await follow();
    expect(order()).toMatchObject({ State__c: 'Returned', Refunded_Total__c: 1.5 });
    await warehouse('return', { kind: 'refund', amount: Number(order()['Total__c']) - 1.5 });
    await follow();
    expect(order()).toMatchObject({
      State__c: 'Refunded',
      Refunded_Total__c: order()['Total__c'],
    });
  });

  it('keep the state when the order itself is observed again', async () => {
    await warehouse('return', mugs(1));
    await follow();
    bench.store.cursors.delete('orders-delta');
    await bench.follow();
    expect(order()).toMatchObject({ State__c: 'Part Returned' });
  });

  it('send the order that replaces the goods out under the old one', async () => {
    await warehouse('return', mugs(1, { kind: 'exchange' }));
    await follow();
    const replacement = bench.org
      .of('Linnworks_Order__c')
      .find(({ Relation__c }) => Relation__c === 'Exchange');
    expect(replacement).toMatchObject({
      Order__c: id,
      Parent__r: { Linnworks_Id__c: order()['Linnworks_Id__c'] },
    });
    expect(returns()).toMatchObject([
      {
        Kind__c: 'Exchange',
        New_Linnworks_Order__r: { Linnworks_Id__c: replacement?.['Linnworks_Id__c'] },
      },
    ]);
  });

  it('are cancelled when Linnworks deletes them, and the order is shipped again', async () => {
    await warehouse('return', mugs(2, { booked: true }));
    await follow();
    await warehouse('return-delete');
    expect(await follow()).toBe(0);
    for (const row of bench.store.afterSale.values()) row.lookedAt = new Date(0);
    expect(await lookAgainAtOpenReturns(bench.deps)).toBe(1);
    await settle();
    expect(returns()).toMatchObject([{ Status__c: 'Cancelled' }]);
    expect(order()).toMatchObject({ State__c: 'Shipped' });
    expect(await lookAgainAtOpenReturns(bench.deps)).toBe(0);
  });

  it('show why a refund failed, and solve the error when it is paid after all', async () => {
    await warehouse('return', { kind: 'refund', amount: 5, failure: 'The card has expired.' });
    await follow();
    expect(returns()).toMatchObject([
      { Kind__c: 'Refund', Status__c: 'Failed', Error_Text__c: 'The card has expired.' },
    ]);
    expect(bench.openCodes()).toEqual(['REFUND_FAILED']);
    expect(order()).toMatchObject({ State__c: 'Shipped', Refunded_Total__c: 0 });
    await warehouse('return-action');
    await follow();
    expect(returns()).toMatchObject([{ Status__c: 'Refunded', Error_Text__c: null }]);
    expect(bench.openCodes()).toEqual([]);
  });
});

describe('reading the histories', () => {
  it('finds nothing and writes nothing when nothing changed', async () => {
    await warehouse('return', mugs(2));
    expect(await follow()).toBeGreaterThan(0);
    const calls = bench.org.calls;
    expect(await follow()).toBe(0);
    expect(bench.org.calls).toBe(calls);
  });

  it('is harmless twice, out of order and after a restart before the cursor moved', async () => {
    await warehouse('return', mugs(1));
    await poll();
    const first = bench.store.queued.filter(({ queue }) => queue === 'returns-in');
    await warehouse('return', mugs(1));
    await follow();
    const written = structuredClone(returns());
    bench.store.cursors.delete('returns');
    await bench.store.transaction((tx) =>
      bench.deps.queue.enqueue(tx, 'returns-in', [...first, ...first]),
    );
    await follow();
    expect(returns()).toEqual(written);
    expect(line('MUG')).toMatchObject({ Returned__c: 2 });
  });

  it('takes a look that is older than the one already written for nothing', async () => {
    await warehouse('return', mugs(2, { booked: true }));
    await follow();
    const [row] = [...bench.store.afterSale.values()];
    await bench.deps.tables.afterSale.putSums({}, [
      {
        linnworksId: row?.linnworksId ?? '',
        sums: { hasOpenBooking: false, returned: {}, refunded: 0 },
        returnKeys: [],
        hasOpen: false,
        lookedAt: new Date(0),
      },
    ]);
    expect(bench.store.afterSale.get(row?.linnworksId ?? '')).toMatchObject({ hasOpen: true });
  });

  it('leaves the orders of other sources alone unless they are wanted', async () => {
    await warehouse('return', mugs(1));
    expect(await pollReturns(bench.deps, () => false)).toBe(0);
    expect(await poll()).toBeGreaterThan(0);
  });

  it('keeps the cursor when a poll fails, and finds the return with the next one', async () => {
    await warehouse('return', mugs(1));
    await bench.control('POST', 'faults', [
      { match: { path: 'SearchReturnsRefundsPaged' }, status: 500, after: 2, times: 9 },
    ]);
    await expect(poll()).rejects.toThrow();
    expect(bench.store.cursors.has('returns')).toBe(false);
    await bench.control('DELETE', 'faults');
    await follow();
    expect(returns()).toHaveLength(1);
  });
});

describe('orders of other channels', () => {
  const sell = () =>
    bench.deps.linnworks.createOrders('Default', [
      {
        ...{ Source: 'AMAZON', SubSource: 'Amazon UK', ReferenceNumber: REFERENCE },
        ...{ ReceivedDate: new Date().toISOString(), DispatchBy: new Date().toISOString() },
        ...{ PaymentStatus: 'Paid', Currency: 'GBP' },
        OrderItems: [
          {
            ...{ ItemNumber: '1', ChannelSKU: 'TENT', ItemTitle: 'Tent', Qty: 1, PricePerUnit: 90 },
            ...{ TaxCostInclusive: true, UseChannelTax: true, TaxRate: 20, LineDiscount: 0 },
          },
        ],
      } as never,
    ]);
  const amazon = () =>
    bench.org.of('Linnworks_Order__c').find(({ Source__c }) => Source__c === 'AMAZON');

  it('are not seen while they are switched off', async () => {
    await sell();
    await bench.follow();
    expect(amazon()).toBeUndefined();
  });

  it('are recorded without a Salesforce order, also when a reference is one of ours', async () => {
    bench.isOthersToo = true;
    await sell();
    await bench.follow();
    expect(amazon()).toMatchObject({ Sub_Source__c: 'Amazon UK', Relation__c: 'Original' });
    expect(amazon()).not.toHaveProperty('Order__c');
    expect(bench.store.take('orders-out')).toEqual([]);
  });
});
