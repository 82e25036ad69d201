import { expect, it } from 'vitest';
import { SalesforceGateway } from '../../src/salesforce/gateway.ts';
import { createNamespace } from '../../src/salesforce/namespace.ts';
import type { RestClient } from '../../src/salesforce/rest-client.ts';
import { HandClock } from './pipelines/hand-clock.ts';

type Sent = { path: string; keys: string[] };

/** Answers each record by its key: how often it is locked before it is taken, or a code for good. */
function org(locks: Record<string, number>, refused: Record<string, string> = {}) {
  const sent: Sent[] = [];
  const rest: RestClient = {
    async call<T>(_method: unknown, path: string, body?: unknown): Promise<T> {
      const { records } = body as { records: { Key__c: string }[] };
      sent.push({ path, keys: records.map(({ Key__c: key }) => key) });
      return records.map(({ Key__c: key }) => {
        const left = locks[key] ?? 0;
        const code = left > 0 ? 'UNABLE_TO_LOCK_ROW' : refused[key];
        locks[key] = left - 1;
        if (code === undefined)
          return { id: `id-${key}`, success: true, created: true, errors: [] };
        return { success: false, errors: [{ statusCode: code, message: 'no', fields: [] }] };
      }) as T;
    },
    usage: () => undefined,
  };
  const clock = new HandClock('2026-11-24T10:00:00Z');
  return { sent, gateway: new SalesforceGateway(rest, createNamespace(''), clock) };
}
const records = (...keys: string[]) => keys.map((key) => ({ Key__c: key }));

it('writes locked records again without their neighbours, and answers in the order that was given', async () => {
  const { sent, gateway } = org({ b: 2, d: 1 }, { c: 'REQUIRED_FIELD_MISSING' });
  const results = await gateway.upsert('Linnworks_Order__c', 'Key__c', records('a', 'b', 'c', 'd'));
  expect(sent.map(({ keys }) => keys.join(''))).toEqual(['abcd', 'bd', 'b']);
  expect(results.map(({ id, errors }) => id ?? errors[0]?.statusCode)).toEqual([
    ...['id-a', 'id-b', 'REQUIRED_FIELD_MISSING', 'id-d'],
  ]);
});

it('gives a record that stays locked back to its caller after some tries', async () => {
  const { sent, gateway } = org({ b: 99 });
  const results = await gateway.upsert('Linnworks_Order__c', 'Key__c', records('a', 'b'));
  expect(sent).toHaveLength(4);
  expect(results.map(({ success }) => success)).toEqual([true, false]);
});

it('writes by external id, 200 in a call', async () => {
  const { sent, gateway } = org({});
  const keys = Array.from({ length: 450 }, (_, n) => String(n));
  await gateway.upsert('Linnworks_Order_Line__c', 'Key__c', records(...keys));
  expect(sent.map((call) => call.keys.length)).toEqual([200, 200, 50]);
  expect(sent[0]?.path).toBe('/composite/sobjects/Linnworks_Order_Line__c/Key__c');
});
