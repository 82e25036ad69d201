import { beforeEach, describe, expect, it } from 'vitest';
import type { SalesforceRecord, WriteResult } from '../../../src/domain/ports.ts';
import { silentLog } from '../../../src/domain/silent-log.ts';
import { pruneRecords } from '../../../src/pipelines/prune-records.ts';
import { HandClock } from './hand-clock.ts';
import { MemoryStore } from './memory-store.ts';
import { ScriptedOrg } from './scripted-org.ts';

/** Answers the questions of the pruning as an org would: by status and date. */
class OldOrg extends ScriptedOrg {
  override async query(soql: string): Promise<SalesforceRecord[]> {
    const object = /FROM (\w+)/.exec(soql)?.[1] ?? '';
    if (object === 'Linnworks_Settings__c') return super.query(soql);
    const [, field = '', before = ''] = /(\w+__c) < (\S+)/.exec(soql) ?? [];
    const statuses = [...soql.matchAll(/'(\w+)'/g)].map(([, status]) => status);
    return this.of(object).filter(
      (row) =>
        (statuses.length === 0 || statuses.includes(String(row['Status__c']))) &&
        String((row[field] as string | undefined) ?? '9999') < before,
    );
  }

  override async remove(ids: readonly string[] = []): Promise<WriteResult[]> {
    return ids.map((id) => {
      for (const [key, row] of this.written) if (row['Id'] === id) this.written.delete(key);
      return { success: true, errors: [] };
    });
  }
}

const DAY_MS = 86_400_000;
const clock = new HandClock('2026-11-24T10:00:00Z');
let org: OldOrg;
let store: MemoryStore;
let expired: Date[];
beforeEach(() => {
  org = new OldOrg();
  store = new MemoryStore();
  expired = [];
});

const ago = (days: number): string => new Date(clock.now().getTime() - days * DAY_MS).toISOString();
async function put(object: string, id: string, values: SalesforceRecord): Promise<void> {
  await org.upsert(object, 'Id', [{ Id: id, ...values }]);
}
async function prune(): Promise<string[]> {
  const audit = {
    ...store.tables.audit,
    expire: async (before: Date) => {
      expired.push(before);
      return 1;
    },
  };
  const tables = { ...store.tables, audit };
  await pruneRecords({ salesforce: org, store, tables, clock, log: silentLog });
  return [...org.written.values()].map((row) => String(row['Id']));
}

describe('what is over', () => {
  it('is removed when it is older than it is kept, and what is open stays', async () => {
    const solved = (days: number) => ({ Status__c: 'Resolved', Resolved_At__c: ago(days) });
    await put('Linnworks_Sync_Error__c', 'old', solved(91));
    await put('Linnworks_Sync_Error__c', 'new', solved(89));
    await put('Linnworks_Sync_Error__c', 'open', { Status__c: 'Open' });
    await put('Linnworks_Alarm__c', 'alarm', { Status__c: 'Closed', Closed_At__c: ago(200) });
    await put('Linnworks_Reconciliation__c', 'compared', { Finished_At__c: ago(100) });
    const repaired = { Status__c: 'Repaired', Last_Seen_At__c: ago(100) };
    await put('Linnworks_Difference__c', 'repaired', repaired);
    expect(await prune()).toEqual(['new', 'open']);
  });

  it('is forgotten in the store together with its request', async () => {
    await store.tables.inbox.addNew({}, ['answered', 'waiting']);
    const done = { Status__c: 'Done', Completed_At__c: ago(100) };
    await put('Linnworks_Sync_Request__c', 'answered', done);
    await put('Linnworks_Sync_Request__c', 'waiting', { Status__c: 'Pending' });
    expect(await prune()).toEqual(['waiting']);
    expect([...store.inbox]).toEqual(['waiting']);
  });

  it('is learned from four weeks', async () => {
    const stays = (since: string) => ({ stage: 'Packed', hours: 1, orders: 1, since }) as const;
    store.stays.push(stays(ago(30).slice(0, 10)), stays(ago(27).slice(0, 10)));
    await prune();
    expect(store.stays).toEqual([stays(ago(27).slice(0, 10))]);
  });

  it('is kept for the days of the settings', async () => {
    org.settings = { Keep_Resolved_Days__c: 7, Keep_Audit_Days__c: 30 };
    const done = { Status__c: 'Failed', Completed_At__c: ago(8) };
    await put('Linnworks_Sync_Request__c', 'answered', done);
    expect(await prune()).toEqual([]);
    expect(expired.map((date) => date.toISOString())).toEqual([ago(30)]);
  });
});
