import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Values } from '../../sandbox/scenarios/org-client.ts';
import { FAMILY_CAMPING } from '../../sandbox/scenarios/orders.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { INTEGRATION } from '../../sandbox/scenarios/world.ts';
import { startAuditedWorld, type AuditedWorld } from './audited-world.ts';

/** A field of Order follows the warehouse: first without the permission that this needs, then with it. */
const PATIENCE_MS = 60_000;
const FIELD = 'Warehouse_Status__c';
const STATUSES = [
  ['With the warehouse', 'Picking'],
  ['On its way', 'Shipped'],
] as const;
let world: AuditedWorld;

async function seed(records: readonly { object: string; values: object }[]): Promise<void> {
  const response = await fetch(`${world.orgUrl}/__org/seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ records }),
  });
  if (!response.ok) throw new Error(await response.text());
}

beforeAll(async () => {
  world = await startAuditedWorld({
    ...{ pace: 'paused', workerEnv: { FULFILMENT_POLL_SECONDS: '1' } },
    merchantFields: { Order: { [FIELD]: 'string(80)' } },
  });
  await world.worker.stop();
  await seed(
    STATUSES.map(([status, state]) => ({
      object: 'Linnworks_Mapping__c',
      values: {
        ...{ Key__c: `state ${status}`, Kind__c: 'Order State', Is_Active__c: true },
        ...{ Source__c: status, Target__c: state },
      },
    })),
  );
  const [settings] = await world.org.query<{ Id: string }>('SELECT Id FROM Linnworks_Settings__c');
  await world.org.update('Linnworks_Settings__c', settings?.Id ?? '', { Status_Field__c: FIELD });
  await world.worker.start();
});
afterAll(() => world?.close());

/** So many orders are known to both sides. */
const accepted = (count: number) =>
  waitFor(
    `${count} orders`,
    async () => (await world.org.query('SELECT Id FROM Linnworks_Order__c')).length === count,
    PATIENCE_MS,
  );
const openCodes = async (): Promise<unknown[]> => {
  const rows = await world.org.query<Values>(
    "SELECT Code__c FROM Linnworks_Sync_Error__c WHERE Status__c = 'Open'",
  );
  return rows.map((row) => row['Code__c']);
};
const statusOf = async (id: string): Promise<unknown> => {
  const [row] = await world.org.query<Values>(`SELECT ${FIELD} FROM Order WHERE Id = '${id}'`);
  return row?.[FIELD];
};
const shows = (id: string, status: string) =>
  waitFor(`the status ${status}`, async () => (await statusOf(id)) === status, PATIENCE_MS);

it('is told at the start that the permission is missing, and followed once it is there', async () => {
  await waitFor(
    'the error of the start',
    async () => (await openCodes()).includes('STATUS_NOT_WRITABLE'),
    PATIENCE_MS,
  );
  const one = async (soql: string): Promise<string> =>
    (await world.org.query<{ Id: string }>(soql))[0]?.Id ?? '';
  await world.worker.stop();
  await world.org.create('PermissionSetAssignment', {
    PermissionSetId: await one(
      "SELECT Id FROM PermissionSet WHERE Name = 'Linnworks_Integration_Order_Status'",
    ),
    AssigneeId: await one(`SELECT Id FROM User WHERE Username = '${INTEGRATION}'`),
  });
  await world.worker.start();
  await waitFor('no error', async () => (await openCodes()).length === 0, PATIENCE_MS);

  const [first, second] = [
    await world.shop.place(FAMILY_CAMPING),
    await world.shop.place(FAMILY_CAMPING),
  ];
  const reference = first.orderNumber;
  await accepted(2);
  await world.account.command('warehouse/step', { reference, to: 'picking' });
  await shows(first.id, 'With the warehouse');
  expect(await statusOf(second.id)).toBeNull();
  await world.account.command('warehouse/step', { reference, to: 'shipped' });
  await shows(first.id, 'On its way');

  const third = await world.shop.place(FAMILY_CAMPING);
  await accepted(3);
  const references = [second.orderNumber, third.orderNumber];
  await world.account.command('warehouse/merge', { references });
  await world.account.command('warehouse/step', { reference: 'MERGED', to: 'shipped' });
  for (const { id } of [second, third]) await shows(id, 'On its way');
  expect(await openCodes()).toEqual([]);
});
