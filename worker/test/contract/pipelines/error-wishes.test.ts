import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from '../../../src/domain/hash.ts';
import {
  createAssign,
  createCorrect,
  createIgnore,
} from '../../../src/pipelines/requests/error-wishes.ts';
import type { AskedRequest } from '../../../src/pipelines/requests/request.ts';
import { createPause, createSyncNow } from '../../../src/pipelines/requests/stream-wishes.ts';
import { StreamGates } from '../../../src/pipelines/stream-gates.ts';
import { Bench } from './bench.ts';

let bench: Bench;
let id: string;
beforeEach(async () => {
  bench = await Bench.start();
  await bench.stock('MUG');
  id = bench.order([{ sku: 'MUG', quantity: 1, price: 5 }], { ShippingCity: null });
  await bench.send(id);
});
afterEach(() => bench.account.close());

const shown = () => bench.org.of('Linnworks_Sync_Error__c');
const ask = (more: Partial<AskedRequest> & { detail?: string | null }): AskedRequest => ({
  id: 'a00000000000001AAA',
  kind: 'Ignore',
  orderId: null,
  productId: null,
  recordId: null,
  errorId: null,
  stream: null,
  causeKey: 'TOWN_MISSING',
  detail: null,
  askedBy: '005000000000001AAA',
  traceId: 'trace-wish',
  ...more,
});

describe('an error', () => {
  it('about an address is shown with the stream of customers', async () => {
    expect(shown()).toMatchObject([{ Code__c: 'TOWN_MISSING', Stream__c: 'customers' }]);
    const other = bench.order([{ sku: 'NONE', quantity: 1, price: 5 }]);
    await bench.send(other);
    expect(shown().at(-1)).toMatchObject({ Code__c: 'LW_SKU_UNKNOWN', Stream__c: 'orders-out' });
  });
});

describe('a wish about an error', () => {
  it('to ignore needs a reason, is audited, and holds while nothing changes', async () => {
    const ignore = createIgnore(bench.deps);
    expect(await ignore(ask({}))).toMatchObject({ status: 'Failed' });
    const answer = await ignore(ask({ detail: '{"reason":"A test order"}' }));
    expect(answer).toEqual({ status: 'Done', result: '1 error set aside.' });
    expect(shown()).toMatchObject([{ Status__c: 'Ignored', Ignore_Reason__c: 'A test order' }]);
    expect(bench.store.audit.at(-1)).toMatchObject({ step: 'ignore-error', record: id });
    await bench.send(id);
    expect(shown()).toMatchObject([{ Status__c: 'Ignored' }]);
  });

  it('to assign changes the owner', async () => {
    const assign = createAssign(bench.deps);
    await assign(ask({ detail: '{"ownerId":"005000000000002AAA"}' }));
    expect(shown()).toMatchObject([{ OwnerId: '005000000000002AAA' }]);
    expect(await assign(ask({ detail: '{"ownerId":"nobody"}' }))).toMatchObject({
      status: 'Failed',
    });
  });

  it('to correct keeps before and after and tries the record again', async () => {
    const detail = { recordId: id, field: 'Order.ShippingCity', before: null, after: 'Leeds' };
    await createCorrect(bench.deps)(ask({ detail: JSON.stringify(detail) }));
    expect(JSON.parse(String(shown()[0]?.['Details__c']))).toMatchObject({
      correction: { before: null, after: 'Leeds', by: '005000000000001AAA' },
    });
    const proof = (value: unknown) => hashOf(value).slice(0, 12);
    expect(bench.store.audit.at(-1)).toMatchObject({
      step: 'correct-record',
      record: id,
      outcome: `Order.ShippingCity: ${proof(null)} → ${proof('Leeds')} by 005000000000001AAA`,
    });
    expect(bench.store.take('orders-out')).toMatchObject([{ key: id, kind: 'retry' }]);
  });
});

describe('a wish about a stream', () => {
  const changes: [string, boolean][] = [];
  const openGates = () =>
    new StreamGates(async (stream, isOpen) => void changes.push([stream, isOpen]));
  beforeEach(() => void changes.splice(0));

  it('to pause outlives a restart, and a resume ends it', async () => {
    const gates = openGates();
    await createPause(bench.deps, gates, true)(ask({ stream: 'fulfilment' }));
    const restarted = openGates();
    await restarted.load(bench.deps);
    expect(restarted.isOpen('fulfilment')).toBe(false);
    expect(restarted.mayRun('fulfilment')).toBe(false);
    expect(restarted.mayRun('outbox')).toBe(true);
    await createPause(bench.deps, restarted, false)(ask({ stream: 'fulfilment' }));
    expect(restarted.isOpen('fulfilment')).toBe(true);
  });

  it('to pause customers holds back their changes, and no order', async () => {
    const gates = openGates();
    await createPause(bench.deps, gates, true)(ask({ stream: 'customers' }));
    expect(gates.mayRun('customers')).toBe(false);
    expect(['outbox', 'edits', 'corrections'].every((task) => gates.mayRun(task))).toBe(true);
    expect(gates.isOpen('orders-out')).toBe(true);
  });

  it('to resume does not run what a system holds back', async () => {
    const gates = openGates();
    await gates.set('stock', 'person', true);
    await gates.setAll('Linnworks', true);
    const answer = await createPause(bench.deps, gates, false)(ask({ stream: 'stock' }));
    expect(answer.result).toBe('Resumed; it goes on when Linnworks answers again.');
    await gates.setAll('Linnworks', false);
    expect(changes.filter(([stream]) => stream === 'stock')).toEqual([
      ['stock', false],
      ['stock', true],
    ]);
  });

  it('to look now runs its polls, and says so when it is paused', async () => {
    const gates = openGates();
    const ran: string[] = [];
    const syncNow = createSyncNow(gates, (task) => void ran.push(task));
    await syncNow(ask({ stream: 'fulfilment' }));
    expect(ran).toEqual([
      ...['outbox', 'fulfilment', 'gone-orders'],
      ...['order-history', 'channel-orders'],
    ]);
    await gates.set('fulfilment', 'person', true);
    expect(await syncNow(ask({ stream: 'fulfilment' }))).toMatchObject({ status: 'Failed' });
  });
});
