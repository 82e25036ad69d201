import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOrdersOut } from '../../../src/pipelines/orders-out.ts';
import { createPullFulfilment } from '../../../src/pipelines/pull-fulfilment.ts';
import { createReference } from '../../../src/pipelines/read-settings.ts';
import { SalesforceGateway } from '../../../src/salesforce/gateway.ts';
import { createNamespace } from '../../../src/salesforce/namespace.ts';
import { Bench } from './bench.ts';
import { HandClock } from './hand-clock.ts';
import { ScriptedRest } from './scripted-rest.ts';

const ORDERS = 1_000;
/** As main starts the queues. */
const OUT_BATCH = 200;
const LINES = ['MUG', 'TENT', 'LAMP'].map((sku) => ({ sku, quantity: 1, price: 9.95 }));

let bench: Bench;
let rest: ScriptedRest;
let ids: string[];
let push: ReturnType<typeof createOrdersOut>;
let pull: ReturnType<typeof createPullFulfilment>;

beforeEach(async () => {
  const clock = new HandClock(new Date().toISOString());
  bench = await Bench.start({}, clock);
  await bench.stock('MUG', 'TENT', 'LAMP');
  rest = new ScriptedRest(bench.org);
  const salesforce = new SalesforceGateway(rest, createNamespace(''), clock);
  const deps = { ...bench.deps, salesforce };
  const reference = createReference(deps);
  push = createOrdersOut(deps, reference);
  pull = createPullFulfilment(deps, reference);
  ids = Array.from({ length: ORDERS }, () => bench.order(LINES));
});
afterEach(() => bench.account.close());

async function sendAll(): Promise<void> {
  // What is asked once a minute, whatever the number of orders.
  await push([bench.job(ids[0] ?? '')]);
  rest.sent.length = 0;
  for (let start = 1; start < ids.length; start += OUT_BATCH)
    await push(ids.slice(start, start + OUT_BATCH).map((id) => bench.job(id)));
}

describe('1,000 orders of three lines', () => {
  it('cost four Salesforce calls for each 200 on their way out', async () => {
    await sendAll();
    expect(bench.store.links.size).toBe(ORDERS);
    expect(bench.org.of('Linnworks_Order__c')).toHaveLength(ORDERS);
    expect(bench.org.of('Linnworks_Order_Line__c')).toHaveLength(3 * ORDERS);
    expect(ids.filter((id) => bench.answer(id)?.['Status__c'] !== 'Done')).toEqual([]);
    const lines = 'PATCH /composite/sobjects/Linnworks_Order_Line__c/Key__c';
    expect(rest.sent.slice(0, 4)).toEqual([
      '[GET /query Order, GET /query OrderItem]',
      'PATCH /composite/sobjects/Linnworks_Order__c/Linnworks_Id__c',
      `[${lines}, ${lines}, ${lines}]`,
      'PATCH /composite/sobjects',
    ]);
    expect(rest.sent).toHaveLength(20);
  });

  it('cost nine when all of them ship at once, with parcels and what is in them', async () => {
    await sendAll();
    await bench.control('POST', 'warehouse/step', { to: 'shipped' });
    await bench.poll();
    rest.sent.length = 0;
    await pull(bench.store.take('orders-in'));
    const states = bench.org.of('Linnworks_Order__c').map(({ State__c }) => State__c);
    expect(states.filter((state) => state !== 'Shipped')).toEqual([]);
    // Some orders have two parcels.
    const parcels = bench.org.of('Linnworks_Shipment__c').length;
    expect(parcels).toBeGreaterThan(ORDERS);
    expect(parcels).toBeLessThanOrEqual(2 * ORDERS);
    expect(bench.org.of('Linnworks_Shipment_Line__c')).toHaveLength(3 * ORDERS);
    // Parents before their children, in as few calls as can be.
    expect(rest.sent.map((call) => /Linnworks_(\w+?)__c/.exec(call)?.[1])).toEqual([
      ...['Order', 'Order_Line', 'Order_Line', 'Order_Line', 'Shipment', 'Shipment'],
      ...['Shipment_Line', 'Shipment_Line', 'Shipment_Line'],
    ]);
    rest.sent.length = 0;
    await bench.poll();
    await pull(bench.store.take('orders-in'));
    expect(rest.sent).toEqual([]);
  });
});
