import { afterEach, expect, it } from 'vitest';
import {
  actionRefund,
  bookRefund,
} from '../../../sandbox/linnworks-account/returns/book-return.ts';
import type { RefundLine } from '../../../sandbox/linnworks-account/returns/return-records.ts';
import { pollReturns } from '../../../src/pipelines/poll-returns.ts';
import { createPullReturns } from '../../../src/pipelines/pull-returns.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { Bench } from './bench.ts';

let bench: Bench;
afterEach(() => bench.account.close());

/** A shipped order of two mugs and a tent, in euros. */
async function shipped() {
  bench = await Bench.start();
  await bench.stock('TENT', 'MUG');
  const id = bench.order([
    { sku: 'MUG', quantity: 2, price: 10 },
    { sku: 'TENT', quantity: 1, price: 100 },
  ]);
  await bench.send(id);
  const order = bench.account.store.orders.byReference('00000001')[0] ?? expect.fail('no order');
  order.currency = 'EUR';
  bench.account.warehouse.advance(order, 'shipped');
  await bench.follow();
  return { id, order };
}

async function follow(): Promise<void> {
  await pollReturns(bench.deps, () => true);
  await createPullReturns(bench.deps, createReference(bench.deps))(bench.store.take('returns-in'));
  await bench.handle(bench.store.take('orders-in'));
}

const part = (more: Partial<RefundLine>): Omit<RefundLine, 'rowId'> => ({
  ...{ unit: 'Item', orderRowId: null, returnRowId: null, amount: 0, quantity: 0 },
  ...{ cancelledQuantity: 0, externalReference: 'PSP-7781', text: 'Arrived late' },
  ...{ category: 'Delivery', reasonTag: '', subReasonTag: '', ...more },
});

it('brings a refund with its lines, amounts, currency, reasons and references', async () => {
  const { id, order } = await shipped();
  const [mug] = order.lines;
  const refund = bookRefund(bench.account.store, order, [
    part({ orderRowId: mug?.rowId ?? '', amount: 12.25, quantity: 1, text: 'Chipped' }),
    part({ unit: 'Shipping', amount: 4.99 }),
  ]);
  await follow();
  const shown = () => bench.org.of('Linnworks_Return__c');
  expect(shown()).toMatchObject([
    {
      ...{ Kind__c: 'Refund', Status__c: 'Requested', Order__c: id, Reference__c: `${refund.id}` },
      ...{ Amount__c: 17.24, Currency__c: 'EUR', External_Reference__c: 'PSP-7781' },
      ...{ Reason__c: 'Chipped', Reason_Category__c: 'Delivery', Error_Text__c: null },
    },
  ]);
  const lines = bench.org
    .of('Linnworks_Return_Line__c')
    .toSorted((a, b) => Number(b['Amount__c']) - Number(a['Amount__c']));
  const mugLine = bench.org.of('Linnworks_Order_Line__c').find((row) => row['Sku__c'] === 'MUG');
  expect(lines).toMatchObject([
    {
      ...{ Unit__c: 'Item', Sku__c: 'MUG', Quantity__c: 1, Amount__c: 12.25, Reason__c: 'Chipped' },
      Order_Line__r: { Key__c: mugLine?.['Key__c'] },
    },
    { Unit__c: 'Shipping', Amount__c: 4.99, Reason__c: 'Arrived late' },
  ]);
  expect(lines[1]).not.toHaveProperty('Order_Line__r');
});

it('counts what was paid back, and only that, in the total of the order', async () => {
  const { order } = await shipped();
  const total = () => bench.org.of('Linnworks_Order__c')[0]?.['Refunded_Total__c'];
  const { store } = bench.account;
  const first = bookRefund(store, order, [part({ amount: 12.25 })]);
  await follow();
  expect(total()).toBe(0);
  actionRefund(store, order, first);
  await follow();
  expect(total()).toBe(12.25);
  const second = bookRefund(store, order, [part({ amount: 0.1 }), part({ amount: 0.2 })]);
  actionRefund(store, order, second);
  await follow();
  expect(total()).toBe(12.55);
});
