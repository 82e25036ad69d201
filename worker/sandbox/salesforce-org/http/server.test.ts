import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestOrg, type TestOrg } from '../test/running-org.ts';

let org: TestOrg;
beforeEach(async () => {
  org = await startTestOrg();
});
afterEach(() => org.close());

async function control(method: string, command: string, body?: unknown) {
  const response = await fetch(`${org.url}/__org/${command}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const LEVEL = 'Linnworks_Stock_Level__c';
const count = (): number =>
  org.core.query(org.control.admin(), `SELECT COUNT() FROM ${LEVEL}`).totalSize;

describe('the daily allocation', () => {
  it('is counted, shown and enforced', async () => {
    expect((await org.call('GET', 'limits')).headers.get('sforce-limit-info')).toBe(
      'api-usage=1/100000',
    );
    await control('POST', 'limits', { daily: 2 });
    expect((await org.call('GET', 'limits')).status).toBe(200);
    expect(await org.call('GET', 'limits')).toMatchObject({
      status: 403,
      body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
    });
    expect((await control('GET', 'limits-used')).body).toMatchObject({ used: 2, limit: 2 });
  });
});

describe('faults', () => {
  it('answer instead of the work, so many times', async () => {
    const rule = { match: { method: 'POST', path: '/sobjects/' }, status: 503, times: 1 };
    await control('POST', 'faults', [rule]);
    expect((await org.call('POST', `sobjects/${LEVEL}`, { Key__c: 'a' })).status).toBe(503);
    expect((await org.call('POST', `sobjects/${LEVEL}`, { Key__c: 'a' })).status).toBe(201);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('cut the connection %s the work', async (cut, written) => {
    await control('POST', 'faults', [{ match: { path: '/sobjects/' }, cut, times: 1 }]);
    await expect(org.call('POST', `sobjects/${LEVEL}`, { Key__c: 'a' })).rejects.toThrow();
    expect(count()).toBe(written);
  });
});

describe('the control address', () => {
  it('seeds records that refer to each other, all or none', async () => {
    const records = [
      { object: 'Account', ref: 'acme', values: { Name: 'Acme' } },
      { object: 'Contact', ref: 'ann', values: { LastName: 'Ann', AccountId: '@{acme}' } },
    ];
    const seeded = await control('POST', 'seed', { records });
    expect(Object.keys(seeded.body['ids'] as object)).toEqual(['acme', 'ann']);
    const bad = [
      { object: LEVEL, values: { Key__c: 'k' } },
      { object: LEVEL, values: {} },
    ];
    expect((await control('POST', 'seed', { records: bad })).status).toBe(400);
    expect(count()).toBe(0);
  });

  it('logs requests and forgets everything on reset', async () => {
    await org.call('POST', `sobjects/${LEVEL}`, { Key__c: 'a' });
    await expect
      .poll(async () => (await control('GET', 'requests')).body['requests'])
      .toMatchObject([{ method: 'POST', status: 201, username: 'admin@merchant.example' }]);
    await control('POST', 'reset');
    expect(count()).toBe(0);
    expect((await org.call('GET', 'limits')).status).toBe(401);
    expect((await control('POST', 'token', { username: 'admin@merchant.example' })).status).toBe(
      200,
    );
  });
});

describe('what is not modelled', () => {
  it.each(['tooling/query', 'jobs/query', 'sobjects/Opportunity', 'search'])(
    'is a 404: %s',
    async (address) => {
      expect(await org.call('GET', address)).toMatchObject({
        status: 404,
        body: [{ errorCode: 'NOT_FOUND' }],
      });
    },
  );
});

describe('a database file', () => {
  it('keeps records and tokens over a restart', async () => {
    const databaseFile = path.join(tmpdir(), `org-${process.pid}.sqlite`);
    const before = await startTestOrg({ databaseFile });
    await before.call('POST', `sobjects/${LEVEL}`, { Key__c: 'kept' });
    const token = before.control.issue('admin@merchant.example') ?? '';
    await before.close();
    const after = await startTestOrg({ databaseFile });
    try {
      expect(after.core.session(token)).toMatchObject({ username: 'admin@merchant.example' });
      const soql = `SELECT Key__c FROM ${LEVEL}`;
      expect(after.core.query(after.control.admin(), soql).totalSize).toBe(1);
    } finally {
      await after.close();
      for (const end of ['', '-shm', '-wal']) rmSync(`${databaseFile}${end}`, { force: true });
    }
  });
});
