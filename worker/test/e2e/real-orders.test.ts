import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REAL_ORDERS } from '../../sandbox/scenarios/real-orders/all-real-orders.ts';
import { MERCHANT_FIELDS } from '../../sandbox/scenarios/real-orders/catalogue.ts';
import { enterOrders, openRealShop } from '../../sandbox/scenarios/real-orders/enter-orders.ts';
import { takeSteps } from '../../sandbox/scenarios/real-orders/take-steps.ts';
import { viewsOf } from '../../sandbox/scenarios/real-orders/linnworks-view.ts';
import type { RealOrder } from '../../sandbox/scenarios/real-orders/real-order.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { startAuditedWorld, type AuditedWorld } from './audited-world.ts';

interface Request extends Record<string, unknown> {
  Order__c: string;
  Status__c: string;
  Result__c: string | null;
}

const ORDERS: readonly RealOrder[] = Object.values(REAL_ORDERS).flat();
let world: AuditedWorld;
let ids: ReadonlyMap<string, string>;
let answers: readonly Request[];

beforeAll(async () => {
  world = await startAuditedWorld({ pace: 'paused', merchantFields: MERCHANT_FIELDS });
  await world.worker.stop();
  const shop = await openRealShop(world);
  ids = await enterOrders(world, ORDERS, shop);
  await world.worker.start();
  answers = await waitFor(
    'an answer to every order',
    async () => {
      const requests = await world.org.query<Request>(
        "SELECT Order__c, Status__c, Result__c FROM Linnworks_Sync_Request__c WHERE Kind__c = 'Push'",
      );
      const isOpen = ({ Status__c }: Request) => Status__c !== 'Done' && Status__c !== 'Failed';
      return requests.length >= ORDERS.length && !requests.some(isOpen) && requests;
    },
    120_000,
  );
}, 240_000);
afterAll(async () => {
  await world?.close();
});

async function errorsOf(id: string): Promise<string[]> {
  const errors = await world.org.query<{ Code__c: string }>(
    `SELECT Code__c FROM Linnworks_Sync_Error__c WHERE Order__c = '${id}' AND Status__c != 'Resolved'`,
  );
  return errors.map(({ Code__c }) => Code__c).sort();
}

async function referenceOf(id: string): Promise<string> {
  const [order] = await world.org.query<{ OrderNumber: string }>(
    `SELECT OrderNumber FROM Order WHERE Id = '${id}'`,
  );
  return order?.OrderNumber ?? '';
}

async function check(order: RealOrder): Promise<void> {
  const { name, expected, steps = [] } = order;
  const id = ids.get(name) ?? '';
  const reference = await referenceOf(id);
  const last = await takeSteps(world, order, id, reference);
  const seen = await viewsOf(world.accountUrl, reference);
  const answer = answers.find(({ Order__c }) => Order__c === id);
  if ('linnworks' in expected) {
    if (expected.answer) expect(last).toMatch(expected.answer);
    expect(await errorsOf(id)).toEqual(expected.errors ?? []);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject(expected.linnworks);
    return;
  }
  expect(seen).toEqual([]);
  if ('errors' in expected) expect(await errorsOf(id)).toEqual(expected.errors);
  else if (steps.length > 0) expect(last).toMatch(expected.answer);
  else {
    expect(answer?.Status__c).toBe('Done');
    expect(answer?.Result__c).toMatch(expected.answer);
  }
}

for (const [topic, orders] of Object.entries(REAL_ORDERS))
  describe(`real orders: ${topic}`, () => {
    it.concurrent.each(orders.map((order) => [order.name, order] as const))('%s', (_, order) =>
      check(order),
    );
  });

describe('the table of real orders', () => {
  it('has at least forty orders, each with a name of its own', () => {
    expect(ids.size).toBe(ORDERS.length);
    expect(ORDERS.length).toBeGreaterThanOrEqual(40);
  });

  it('leaves the total of every order equal on both sides', async () => {
    const rows = await world.org.query<{ Total_Difference__c: number }>(
      'SELECT Total_Difference__c FROM Linnworks_Order__c',
    );
    const sent = ORDERS.filter(({ expected }) => 'linnworks' in expected);
    expect(rows).toHaveLength(sent.length);
    expect(rows.filter(({ Total_Difference__c: by }) => by !== 0)).toEqual([]);
  });

  it('marks the wrong mapping row and no other', async () => {
    const rows = await world.org.query<{ Source__c: string; Problem__c: string | null }>(
      'SELECT Source__c, Problem__c FROM Linnworks_Mapping__c WHERE Problem__c != null',
    );
    expect(rows).toMatchObject([
      { Source__c: 'By pigeon', Problem__c: 'Linnworks has no postal service "Pigeon post".' },
    ]);
  });
});
