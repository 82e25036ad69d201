import type jsforce from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestOrg, type TestOrg } from '../test/running-org.ts';

const LEVEL = 'Linnworks_Stock_Level__c';
let org: TestOrg;
let client: jsforce.Connection;

beforeAll(async () => {
  org = await startTestOrg();
  client = await org.connect('integration');
  await client.sobject('Linnworks_Location__c').create({ Name: 'Leeds', Linnworks_Id__c: 'leeds' });
});
afterAll(() => org.close());

const load = (input: string | object[], more: object = {}) =>
  client.bulk2.loadAndWaitForResults({
    object: LEVEL,
    operation: 'upsert',
    externalIdFieldName: 'Key__c',
    input: input,
    pollInterval: 20,
    pollTimeout: 10_000,
    ...more,
  });
const levels = async (key: string) =>
  (
    await client.query(
      `SELECT Key__c, On_Hand__c, Location_Name__c, Location__r.Linnworks_Id__c FROM ${LEVEL} WHERE Key__c LIKE '${key}%' ORDER BY Key__c`,
    )
  ).records;

describe('jsforce with Bulk API 2.0', () => {
  it('upserts rows, and a bad one does not hold up its neighbours', async () => {
    const csv =
      'Key__c,On_Hand__c,Location_Name__c,Location__r.Linnworks_Id__c\n' +
      'one|a,1,"Leeds, ""north""",leeds\n' +
      'two|a,many,Leeds,leeds\n' +
      'three|a,3,Leeds,nowhere\n' +
      'four|a,-4,Leeds,\n';
    const results = await load(csv);
    expect(results.successfulResults).toHaveLength(2);
    expect(results.successfulResults[0]).toMatchObject({ sf__Created: 'true', Key__c: 'one|a' });
    expect(
      results.failedResults.map((row) => {
        const { Key__c: key, sf__Error: error } = row as unknown as Record<string, string>;
        return [key, error];
      }),
    ).toEqual([
      ['two|a', expect.stringMatching(/^JSON_PARSER_ERROR:/)],
      ['three|a', expect.stringMatching(/^INVALID_FIELD:.*nowhere/)],
    ]);
    expect(await levels('one')).toMatchObject([
      {
        On_Hand__c: 1,
        Location_Name__c: 'Leeds, "north"',
        Location__r: { Linnworks_Id__c: 'leeds' },
      },
    ]);
  });

  it('leaves a field alone where the cell is empty, and empties it for #N/A', async () => {
    await load('Key__c,On_Hand__c,Location_Name__c\nfive|a,5,Leeds\nsix|a,6,Leeds\n');
    await load('Key__c,On_Hand__c,Location_Name__c\nfive|a,,York\nsix|a,#N/A,\n');
    expect(await levels('five')).toMatchObject([{ On_Hand__c: 5, Location_Name__c: 'York' }]);
    expect(await levels('six')).toMatchObject([{ On_Hand__c: null, Location_Name__c: 'Leeds' }]);
  });

  it('fails the whole job for an unknown column', async () => {
    const job = client.bulk2.createJob({
      object: LEVEL,
      operation: 'upsert',
      externalIdFieldName: 'Key__c',
    });
    await job.open();
    await job.uploadData('Key__c,Nope__c\na,1\n');
    await job.close();
    await expect(job.poll(20, 5_000)).rejects.toThrow();
    await expect(job.check()).resolves.toMatchObject({
      state: 'Failed',
      errorMessage: 'InvalidBatch : Field name not found : Nope__c',
    });
  });

  it('deletes by id and takes records out with a query job', async () => {
    const rows = Array.from({ length: 250 }, (_, n) => `many-${n}|a,${n}`).join('\n');
    await load(`Key__c,On_Hand__c\n${rows}\n`);
    const stream = await client.bulk2.query(
      `SELECT Id, Key__c, Location__r.Linnworks_Id__c FROM ${LEVEL} WHERE Key__c LIKE 'many-%'`,
      { pollInterval: 20, pollTimeout: 5_000 },
    );
    const found = (await stream.toArray()) as { Id: string }[];
    expect(found).toHaveLength(250);
    const removed = await load(`Id\n${found.map(({ Id }) => Id).join('\n')}\n`, {
      operation: 'delete',
      externalIdFieldName: undefined,
    });
    expect(removed.successfulResults).toHaveLength(250);
    expect(await levels('many')).toEqual([]);
  });

  it('counts every request, every batch and every query job', async () => {
    const before = await client.request<Limits>('/limits');
    await load('Key__c,On_Hand__c\nseven|a,7\n');
    const after = await client.request<Limits>('/limits');
    const used = (name: string) => (before[name]?.Remaining ?? 0) - (after[name]?.Remaining ?? 0);
    expect(used('DailyBulkApiBatches')).toBe(1);
    // Open, upload, close, at least one poll, three results, and the limits themselves.
    expect(used('DailyApiRequests')).toBeGreaterThanOrEqual(8);
    expect(used('DailyBulkV2QueryJobs')).toBe(0);
  });

  it('keeps the order of a job', async () => {
    const job = client.bulk2.createJob({ object: LEVEL, operation: 'insert' });
    await job.open();
    await expect(job.close()).rejects.toThrow();
    await job.uploadData('Key__c\neight|a\n');
    await expect(job.uploadData('Key__c\neight|a\n')).rejects.toThrow();
    await job.close();
    await job.poll(20, 5_000);
    await expect(job.close()).rejects.toThrow();
  });
});

type Limits = Record<string, { Remaining: number }>;
