import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Effect, Journal } from '../../src/domain/effects.ts';
import { auditedRest } from '../../src/salesforce/audited-rest.ts';
import { BOOKKEEPING } from '../../src/salesforce/effects.ts';
import { createNamespace } from '../../src/salesforce/namespace.ts';
import type { RestClient } from '../../src/salesforce/rest-client.ts';

const OBJECTS = path.resolve(import.meta.dirname, '../../../force-app/main/default/objects');

interface Noted {
  readonly effect: Effect;
  outcome: string | undefined;
}

/** A REST API that answers this, and everything that was noted about its calls. */
function audited(reply: unknown, namespace = '') {
  const noted: Noted[] = [];
  const journal: Journal = {
    async around(effects, call, outcomes) {
      const rows = effects.map((effect): Noted => ({ effect, outcome: undefined }));
      noted.push(...rows);
      const answer = await call();
      for (const [index, outcome] of outcomes(answer).entries())
        (rows[index] as Noted).outcome = outcome;
      return answer;
    },
  };
  const call = () => Promise.resolve(reply);
  const rest = { call } as unknown as RestClient;
  return { noted, rest: auditedRest(rest, journal, createNamespace(namespace)) };
}

const ok = { success: true, errors: [] };
const locked = { success: false, errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW' }] };
const collection = (type: string, ...records: object[]) => ({
  allOrNone: false,
  records: records.map((record) => ({ attributes: { type }, ...record })),
});
const brief = ({ effect: { step, record, traceId }, outcome }: Noted) =>
  [step, record, traceId, outcome] as const;

describe('what a call to Salesforce changes', () => {
  it('is one row for each order, whatever parts of it the call writes together', async () => {
    const { noted, rest } = audited({
      compositeResponse: [{ body: [ok, ok] }, { body: [ok, locked, locked] }],
    });
    await rest.call('POST', '/composite', {
      compositeRequest: [
        {
          method: 'PATCH',
          url: '/services/data/v66.0/composite/sobjects/Linnworks_Order__c/Linnworks_Id__c',
          body: collection(
            'Linnworks_Order__c',
            { Linnworks_Id__c: 'a', Trace_Id__c: 't' },
            { Linnworks_Id__c: 'b' },
          ),
        },
        {
          method: 'PATCH',
          url: '/services/data/v66.0/composite/sobjects/Linnworks_Order_Line__c/Key__c',
          body: collection(
            'Linnworks_Order_Line__c',
            { Key__c: 'a:1' },
            { Key__c: 'a:2' },
            { Key__c: 'c:1' },
          ),
        },
      ],
    });
    expect(noted.map(brief)).toEqual([
      ['salesforce:order', 'a', 't', 'partly: 2 of 3 records (UNABLE_TO_LOCK_ROW)'],
      ['salesforce:order', 'b', null, 'written'],
      ['salesforce:order', 'c', null, 'failed: UNABLE_TO_LOCK_ROW'],
    ]);
  });

  it('is the same in an org with a namespace', async () => {
    const { noted, rest } = audited([ok], 'lwsync');
    const body = collection('lwsync__Linnworks_Return_Line__c', {
      lwsync__Key__c: 'return:7:1',
      lwsync__Return__r: { lwsync__Key__c: 'return:7' },
    });
    await rest.call('PATCH', '/composite/sobjects/X/Y', body);
    expect(noted.map(brief)).toEqual([['salesforce:return', 'return:7', null, 'written']]);
  });

  it('is one row for a call that writes stock, and for a removal', async () => {
    const { noted, rest } = audited([ok, ok]);
    const body = collection('Linnworks_Stock_Level__c', { Key__c: 'a' }, { Key__c: 'b' });
    await rest.call('PATCH', '/composite/sobjects/X/Y', body);
    await rest.call('DELETE', '/composite/sobjects?ids=1,2&allOrNone=false');
    expect(noted.map(({ effect: { step, otherwise } }) => [step, otherwise])).toEqual([
      ['salesforce:stock', 'stream:stock'],
      ['salesforce:remove', 'stream:worker'],
    ]);
  });

  it('is never passed over for an object that nobody thought of', async () => {
    const { noted, rest } = audited([ok]);
    await rest.call('POST', '/composite/sobjects', collection('Invoice__c', { Name: 'x' }));
    await rest.call('POST', '/sobjects/Invoice__c', { Name: 'x' });
    expect(noted.map(({ effect }) => effect.step)).toEqual([
      'salesforce:Invoice__c',
      'salesforce:call',
    ]);
  });

  it('leaves out only what the connector writes about its own work', async () => {
    const written: string[] = [];
    for (const object of readdirSync(OBJECTS).filter((name) => /^Linnworks_.*__c$/.test(name))) {
      const { noted, rest } = audited([ok]);
      await rest.call('PATCH', '/composite/sobjects/X/Y', collection(object, { Key__c: 'k:1' }));
      if (noted.length > 0) written.push(object);
      else expect(BOOKKEEPING).toContain(object);
    }
    expect(written).toHaveLength(9);
  });
});
