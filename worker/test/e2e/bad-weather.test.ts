import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CUSTOMERS } from '../../sandbox/scenarios/merchant.ts';
import { ALPINE, BELFAST_RESTOCK, JERSEY_EXPORT } from '../../sandbox/scenarios/orders.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { startAuditedWorld, type AuditedWorld } from './audited-world.ts';
import { storeAsText } from './store-as-text.ts';

let world: AuditedWorld;
beforeAll(async () => {
  world = await startAuditedWorld({ pace: 'fast' });
});
afterAll(async () => {
  await world?.close();
});

async function orgFaults(method: 'POST' | 'DELETE', rules?: readonly object[]): Promise<void> {
  const response = await fetch(`${world.orgUrl}/__org/faults`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(rules === undefined ? {} : { body: JSON.stringify(rules) }),
  });
  expect(response.ok).toBe(true);
}

async function isShippedOnce({ id, orderNumber }: { id: string; orderNumber: string }) {
  await waitFor(
    'the shipped order',
    async () => {
      const [row] = await world.org.query<{ State__c: string }>(
        `SELECT State__c FROM Linnworks_Order__c WHERE Order__c = '${id}'`,
      );
      return row?.State__c === 'Shipped';
    },
    120_000,
  );
  const copies = (await world.account.orders()).filter(
    ({ ReferenceNum }) => ReferenceNum === orderNumber,
  );
  expect(copies).toHaveLength(1);
}

describe('an order still arrives exactly once', () => {
  it('while the Streaming API is dead', async () => {
    await orgFaults('POST', [{ match: { path: '/cometd/' }, status: 503, body: 'busy' }]);
    await isShippedOnce(await world.shop.place(ALPINE));
    await orgFaults('DELETE');
  });

  it('when Linnworks is down for a while', async () => {
    await world.account.faults([{ match: { path: '^/(api|v2)/' }, status: 503, times: 12 }]);
    await isShippedOnce(await world.shop.place(JERSEY_EXPORT));
    await world.account.clearFaults();
  });

  it('when the reply to the create call is lost', async () => {
    await world.account.faults([
      { match: { path: 'Orders/CreateOrders' }, cut: 'after', times: 1 },
    ]);
    await isShippedOnce(await world.shop.place(BELFAST_RESTOCK));
    await world.account.clearFaults();
  });

  it('when the write-back to Salesforce is refused at first', async () => {
    await orgFaults('POST', [
      {
        match: { method: 'PATCH', path: 'composite/sobjects' },
        status: 503,
        body: 'busy',
        times: 2,
      },
    ]);
    await isShippedOnce(await world.shop.place(ALPINE));
    await orgFaults('DELETE');
  });
});

const personal = CUSTOMERS.flatMap(({ email, phone, lastName, address }) => [
  email,
  phone,
  lastName,
  address.street.split('\n')[0] ?? '',
  address.postalCode,
]);
const secrets = ['PRIVATE KEY', 'DatabasePassword', 'assertion=', 'Bearer '];
const canariesIn = (text: string): string[] =>
  [...personal, ...secrets, ...Object.values<string>({ ...world.accountLogin })].filter((canary) =>
    text.includes(canary),
  );

describe('neither secrets nor personal data', () => {
  it('are in the log of all that', () => {
    const log = readFileSync(world.worker.logFile, 'utf8');
    expect(log).toContain('traceId');
    expect(canariesIn(log)).toEqual([]);
  });

  it('are in any column of the store, finished jobs among them', async () => {
    expect(await world.checkAudit()).toEqual([]);
    const stored = await storeAsText(path.dirname(world.worker.logFile));
    for (const table of ['connector.link', 'connector.audit', 'pgboss.job'])
      expect(stored).toMatch(new RegExp(`^${table}: [1-9]`, 'm'));
    expect(canariesIn(stored)).toEqual([]);
  });
});
