import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAMILY_CAMPING } from '../../sandbox/scenarios/orders.ts';
import { waitFor } from '../../sandbox/scenarios/wait-for.ts';
import { startAuditedWorld, type AuditedWorld } from './audited-world.ts';

let world: AuditedWorld;
let orderId: string;
let orderNumber: string;
beforeAll(async () => {
  world = await startAuditedWorld({ pace: 'fast' });
  const placed = await world.shop.place(FAMILY_CAMPING);
  orderId = placed.id;
  orderNumber = placed.orderNumber;
  await waitFor('the shipped order', async () => {
    const [row] = await world.org.query<{ State__c: string }>(
      `SELECT State__c FROM Linnworks_Order__c WHERE Order__c = '${orderId}'`,
    );
    return row?.State__c === 'Shipped';
  });
});
afterAll(async () => {
  await world?.close();
});

interface Answered {
  readonly Status__c: string;
  readonly Result__c: string;
  readonly Answer__c: string | null;
}

async function ask(kind: string, values: object = {}): Promise<Answered> {
  const id = await world.org.create('Linnworks_Sync_Request__c', {
    Key__c: `test|${randomUUID()}`,
    Kind__c: kind,
    Source__c: 'User',
    Status__c: 'Pending',
    ...values,
  });
  return waitFor(`an answer to ${kind}`, async () => {
    const [row] = await world.org.query<Answered & Record<string, unknown>>(
      `SELECT Status__c, Result__c, Answer__c FROM Linnworks_Sync_Request__c WHERE Id = '${id}'`,
    );
    return row !== undefined && row.Status__c !== 'Pending' ? row : null;
  });
}

/** A command of worker/src/cli, in a process of its own with the settings of the worker. */
const command = (name: string, ...args: string[]) =>
  world.worker.run(path.resolve(import.meta.dirname, `../../src/cli/${name}.ts`), args);

describe('the proof that nothing is missing', () => {
  it('says on demand that both systems agree, and keeps it as a record', async () => {
    const answer = await ask('Reconcile');
    expect(answer).toMatchObject({ Status__c: 'Done' });
    const [fulfilment] = await world.org.query<{ Summary__c: string; Open__c: number }>(
      "SELECT Summary__c, Open__c FROM Linnworks_Reconciliation__c WHERE Kind__c = 'Fulfilment'",
    );
    expect(fulfilment?.Open__c).toBe(0);
    expect(fulfilment?.Summary__c).toMatch(/^\d+ of \d+ Linnworks orders agree, checked/);
  });

  it('tells the story of an order by its number', async () => {
    const { Answer__c: text } = await ask('Trace', {
      Detail__c: JSON.stringify({ question: orderNumber }),
    });
    const story = JSON.parse(text ?? '{}') as { found: boolean; steps: { step: string }[] };
    expect(story.found).toBe(true);
    const steps = story.steps.map(({ step }) => step);
    expect(steps).toContain('create-order');
    expect(steps).toContain('write-fulfilment');
  });

  it('pauses a stream on demand and shows it', async () => {
    const isPaused = async (): Promise<boolean> => {
      const rows = await world.org.query<{ Is_Paused__c: boolean }>(
        "SELECT Is_Paused__c FROM Linnworks_Sync_Stream__c WHERE Key__c = 'fulfilment'",
      );
      return rows[0]?.Is_Paused__c === true;
    };
    await ask('Pause', { Stream__c: 'fulfilment' });
    await waitFor('the paused stream', isPaused);
    expect(await ask('Resume', { Stream__c: 'fulfilment' })).toMatchObject({ Status__c: 'Done' });
    await waitFor('the resumed stream', async () => !(await isPaused()));
  });

  it('is asked for on the command line, which says what came of it', async () => {
    expect(await command('reconcile')).toMatchObject({
      code: 0,
      output: expect.stringMatching(/\d+ of \d+ orders agree/) as string,
    });
    expect(await command('replay', '--order', orderId)).toMatchObject({
      code: 0,
      output: expect.stringContaining('trace ID') as string,
    });
    expect(await command('replay')).toMatchObject({
      code: 2,
      output: expect.stringContaining('Give the Salesforce id') as string,
    });
    expect(await command('export-audit', '--format', 'xml')).toMatchObject({ code: 2 });
    // The embedded store has one user at a time.
    expect(await command('erase-customer', '--order', orderId)).toMatchObject({
      code: 2,
      output: expect.stringContaining('Another worker uses the store') as string,
    });
  });

  it('has exactly one audit row for what was done, and each leads to a record', async () => {
    expect(await world.checkAudit()).toEqual([]);
    const steps = new Set(world.effects.map(({ step }) => step));
    expect([...steps]).toEqual(
      expect.arrayContaining(['linnworks:CreateOrders', 'salesforce:order', 'salesforce:stock']),
    );
  });

  it('still holds after a customer was erased, whose rows are empty then', async () => {
    const before = await command('export-audit');
    expect(before.output).toMatch(/^seq,at,trace_id,record,step/);
    expect(before.output).toContain(orderId);
    const erased = await command('erase-customer', '--order', orderId);
    expect(erased.code).toBe(0);
    expect(erased.output).toMatch(/links: 1\n[^]*auditRows: [1-9]/);
    const after = await command('export-audit');
    expect(after.output).not.toContain(orderId);
    expect(await command('verify-audit')).toMatchObject({ code: 0 });
  });
});
