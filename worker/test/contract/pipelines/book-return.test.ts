import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelSettings } from '../../../src/pipelines/channel-settings.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { createBookReturn } from '../../../src/pipelines/requests/book-return.ts';
import type { AskedRequest } from '../../../src/pipelines/requests/request.ts';
import { Bench } from './bench.ts';

const REFERENCE = '00000001';
const SETTINGS: ChannelSettings = {
  ...{ allowReturns: true, otherChannels: 'Off', activateChannelOrders: false },
  ...{ statusField: '' },
};
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
  await bench.follow();
});
afterEach(() => bench.account.close());

const saying = (text: string): unknown => expect.stringContaining(text);
const ship = async () => {
  await bench.control('POST', 'warehouse/step', { reference: REFERENCE, to: 'shipped' });
  await bench.follow();
};
const keyOf = (sku: string) =>
  bench.org.of('Linnworks_Order_Line__c').find(({ Sku__c }) => Sku__c === sku)?.['Key__c'];
const request = (detail: object, requestId = 'a0R000000000001AAA'): AskedRequest => ({
  ...{ id: requestId, kind: 'Return', orderId: id, productId: null, recordId: null },
  ...{ errorId: null, stream: null, causeKey: null, askedBy: null, traceId: 'trace' },
  detail: JSON.stringify(detail),
});
const ask = (asked: AskedRequest, settings: Partial<ChannelSettings> = {}) =>
  createBookReturn(bench.deps, createReference(bench.deps), async () => ({
    ...SETTINGS,
    ...settings,
  }))(asked);
const mugs = (quantity: number, more: object = {}) => ({
  ...{ kind: 'Return', reason: 'Faulty', lines: [{ lineKey: keyOf('MUG'), quantity }] },
  ...more,
});
const bookings = async () => {
  const linnworksId = String(bench.org.of('Linnworks_Order__c')[0]?.['Linnworks_Id__c']);
  return bench.deps.linnworks.returnsOf(linnworksId);
};

describe('a return asked for in Salesforce', () => {
  it('is booked once, however often the same request is repeated', async () => {
    await ship();
    const first = await ask(request(mugs(2)));
    expect(first).toMatchObject({ status: 'Done', result: saying('is booked') });
    expect(await ask(request(mugs(2)))).toEqual(first);
    expect(await bookings()).toMatchObject([
      {
        kind: 'Return',
        status: 'Booked',
        externalReference: 'SF-a0R000000000001AAA',
        lines: [{ quantity: 2, category: 'Faulty' }],
      },
    ]);
    expect(bench.store.take('returns-in')).toHaveLength(2);
  });

  it('is booked once when the reply of Linnworks is lost', async () => {
    await ship();
    await bench.control('POST', 'faults', [
      { match: { path: 'CreateRMABooking' }, cut: 'after', times: 1 },
    ]);
    await expect(ask(request(mugs(1)))).rejects.toMatchObject({ kind: 'transient' });
    expect(await ask(request(mugs(1)))).toMatchObject({ status: 'Done' });
    expect(await bookings()).toHaveLength(1);
  });

  it('waits before it asks again for what is not seen yet', async () => {
    await ship();
    await bench.control('POST', 'faults', [
      { match: { path: 'CreateRMABooking' }, cut: 'before', times: 1 },
    ]);
    await expect(ask(request(mugs(1)))).rejects.toMatchObject({ kind: 'transient' });
    await expect(ask(request(mugs(1)))).rejects.toMatchObject({ code: 'LW_NO_REPLY' });
    for (const key of bench.store.wishes.keys()) bench.store.wishes.set(key, new Date(0));
    expect(await ask(request(mugs(1)))).toMatchObject({ status: 'Done' });
    expect(await bookings()).toHaveLength(1);
  });

  it('takes no more pieces than were shipped and are not announced yet', async () => {
    await ship();
    await ask(request(mugs(2)));
    const second = await ask(request(mugs(2), 'a0R000000000002AAA'));
    expect(second).toMatchObject({
      status: 'Failed',
      result: saying('1 can come back'),
    });
    expect(bench.openCodes()).toEqual(['RETURN_TOO_MANY']);
    expect(await ask(request(mugs(1), 'a0R000000000003AAA'))).toMatchObject({ status: 'Done' });
    expect(bench.openCodes()).toEqual([]);
    expect(await bookings()).toHaveLength(2);
  });

  it.each([
    ['before it is shipped', {}, 'is not shipped yet'],
    ['with nothing in it', { lines: [] }, 'names no line'],
    ['of a line of another order', { lines: [{ lineKey: 'x:y', quantity: 1 }] }, 'does not belong'],
    ['with half a piece', { lines: [{ lineKey: 'x:y', quantity: 0.5 }] }, 'cannot be read'],
  ])('is refused %s', async (_, more, why) => {
    const answer = await ask(request(mugs(1, more)));
    expect(answer).toMatchObject({ status: 'Failed', result: saying(why) });
    expect(await bookings()).toEqual([]);
  });

  it('is refused for a reason that nobody knows, and taken once it is mapped', async () => {
    await ship();
    const odd = request(mugs(1, { reason: 'Wrong colour' }));
    expect(await ask(odd)).toMatchObject({
      status: 'Failed',
      result: saying('no reason "Wrong colour"'),
    });
    bench.org.written.set('Linnworks_Mapping__c:1', {
      ...{ Id: 'a0M1', Name: 'Colour', Kind__c: 'Return Reason', Source__c: 'Wrong colour' },
      ...{ Target__c: 'Faulty', Is_Required__c: false },
    });
    expect(await ask(odd)).toMatchObject({ status: 'Done' });
    expect(await bookings()).toMatchObject([{ lines: [{ category: 'Faulty' }] }]);
  });

  it('is refused when the settings say so', async () => {
    await ship();
    expect(await ask(request(mugs(1)), { allowReturns: false })).toMatchObject({
      status: 'Failed',
      result: saying('switched off'),
    });
    expect(await bookings()).toEqual([]);
  });
});

describe('exchanges, resends and refunds asked for in Salesforce', () => {
  it.each(['Exchange', 'Resend'] as const)('book the %s with what goes out', async (kind) => {
    await ship();
    expect(await ask(request(mugs(1, { kind })))).toMatchObject({ status: 'Done' });
    expect(await bookings()).toMatchObject([{ kind, status: 'Booked' }]);
  });

  it('share an amount over the lines to the penny', async () => {
    await ship();
    const lines = ['MUG', 'TENT'].map((sku) => ({ lineKey: keyOf(sku), quantity: 1 }));
    await ask(request({ kind: 'Refund', reason: 'Faulty', lines, amount: 10.01 }));
    expect(await bookings()).toMatchObject([
      {
        kind: 'Refund',
        status: 'Requested',
        amount: 10.01,
        lines: [{ amount: 0.91 }, { amount: 9.1 }],
      },
    ]);
  });

  it('pay back no more than the order cost', async () => {
    await ship();
    const all = await ask(request({ kind: 'Refund', reason: 'Faulty', amount: 5_000 }));
    expect(all).toMatchObject({ status: 'Failed', result: saying('at most') });
    const some = await ask(request({ kind: 'Refund', reason: 'Faulty', amount: 5 }, 'a0R2'));
    expect(some).toMatchObject({ status: 'Done', result: saying('no money') });
  });
});
