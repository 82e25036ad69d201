import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { askToCancel, sentOrder } from './sent-order.ts';

let bench: Bench;
let id: string;
beforeEach(async () => {
  ({ bench, id } = await sentOrder());
});
afterEach(() => bench.account.close());

const cancel = (lines?: object[]) => askToCancel(bench, id, lines);
const warehouse = (command: string, more: object = {}) =>
  bench.control('POST', `warehouse/${command}`, { reference: '00000001', ...more });
const refuse = (status: number) =>
  bench.control('POST', 'faults', [{ match: { path: 'Orders/CancelOrder' }, status }]);
/** What waits in the queue of observations is written; Linnworks is not asked what changed. */
const write = () => bench.handle(bench.store.take('orders-in'));
const shown = () => {
  const { State__c: state, State_Detail__c: detail } = bench.org.of('Linnworks_Order__c')[0] ?? {};
  return [state, detail];
};
const asked = ['Cancel Requested', 'Salesforce asked to cancel it.'];

describe('a wish to cancel', () => {
  it('shows while Linnworks does not answer, also when the order is seen again', async () => {
    await refuse(503);
    expect([...(await cancel()).values()][0]).toHaveProperty('retryAfterMs');
    await write();
    expect(shown()).toEqual(asked);
    await warehouse('note', { text: 'Call back' });
    bench.restart();
    await bench.follow();
    expect(shown()).toEqual(asked);
    await bench.control('DELETE', 'faults');
    await cancel();
    await bench.follow();
    expect(shown()[0]).toBe('Cancelled');
    expect(bench.openCodes()).toEqual([]);
  });

  it('ends when Linnworks refuses it, and the order is where it was', async () => {
    await warehouse('step', { to: 'allocated' });
    await bench.follow();
    await refuse(400);
    await cancel();
    expect(bench.answer(id)).toMatchObject({ Status__c: 'Failed' });
    await write();
    expect(shown()).toEqual(['Allocated', 'Stock is reserved for all of its lines.']);
  });

  it('gives way to the parcel that left', async () => {
    await refuse(503);
    await cancel();
    await write();
    await warehouse('step', { to: 'shipped' });
    await bench.follow();
    expect(shown()[0]).toBe('Shipped');
    await bench.control('DELETE', 'faults');
    await cancel();
    expect(bench.answer(id)?.['Result__c']).toMatch(/^Too late/);
    await bench.follow();
    expect(shown()[0]).toBe('Shipped');
    expect(bench.openCodes()).toEqual([]);
  });

  it('is not shown of an order that was never asked to be cancelled', async () => {
    await bench.follow();
    expect(shown()[0]).toBe('Accepted');
  });
});

describe('pieces that were taken out', () => {
  it('make the order Part Cancelled until it is picked', async () => {
    await cancel([{ sku: 'MUG', quantity: 2 }]);
    await write();
    expect(shown()).toEqual(['Part Cancelled', 'Some of its pieces were cancelled.']);
    await warehouse('step', { to: 'allocated' });
    await bench.follow();
    expect(shown()[0]).toBe('Part Cancelled');
    await warehouse('step', { to: 'picking' });
    await bench.follow();
    expect(shown()[0]).toBe('Picking');
    await warehouse('step', { to: 'shipped' });
    await bench.follow();
    expect(shown()[0]).toBe('Shipped');
    expect(bench.openCodes()).toEqual([]);
  });

  it('are counted once when the reply was lost', async () => {
    const lost = { match: { path: 'Orders/UpdateOrderItem' }, cut: 'after', times: 1 };
    await bench.control('POST', 'faults', [lost]);
    for (let attempt = 0; attempt < 2; attempt++) await cancel([{ sku: 'MUG', quantity: 2 }]);
    const pieces = [...bench.store.orders.values()].map(({ own }) => own.cancelledPieces);
    expect(pieces).toEqual([2]);
  });

  it('show on the part that they were taken from', async () => {
    await warehouse('split', { lines: [{ sku: 'MUG', quantity: 3 }] });
    await bench.follow();
    await cancel([{ sku: 'MUG', quantity: 1 }]);
    await write();
    const states = bench.org
      .of('Linnworks_Order__c')
      .map((row) => `${String(row['Relation__c'])} ${String(row['State__c'])}`);
    expect(states.sort()).toEqual(['Original Accepted', 'Split Part Cancelled']);
  });
});
