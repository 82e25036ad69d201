import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestOrg, type TestOrg } from '../test/running-org.ts';

/** What screens and worker ask again and again must not read every row, however many there are. */
const ASKED = [
  [
    'a page of errors, newest first',
    `SELECT Id FROM Linnworks_Sync_Error__c WHERE Status__c = 'Open' AND Name < 'E-50' ORDER BY Name DESC, Id LIMIT 51`,
  ],
  [
    'the outbox',
    `SELECT Id FROM Linnworks_Sync_Request__c WHERE Status__c = 'Pending' AND CreatedDate >= 2026-11-24T00:00:00Z ORDER BY CreatedDate, Id LIMIT 200`,
  ],
  ['orders by id', `SELECT Id FROM Order WHERE Id IN ('801000000000001AAA')`],
  [
    'what changed',
    'SELECT Id FROM Product2 WHERE SystemModstamp >= 2026-11-24T00:00:00Z ORDER BY SystemModstamp LIMIT 200',
  ],
  [
    'lines of Linnworks orders',
    `SELECT Id FROM Linnworks_Order_Line__c WHERE Linnworks_Order__c IN ('a00000000000001AAA')`,
  ],
  ['a record by its key', `SELECT Id FROM Linnworks_Sync_Error__c WHERE Key__c = 'a'`],
] as const;

let org: TestOrg;

beforeAll(async () => {
  org = await startTestOrg({ clock: () => new Date('2026-11-24T12:00:00Z') });
});
afterAll(() => org.close());

describe('the plan of SQLite for', () => {
  it.each(ASKED)('%s uses an index', (_, soql) => {
    const { database } = org.core;
    const prepare = vi.spyOn(database, 'prepare');
    org.core.query(org.control.admin(), soql);
    const asked = prepare.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes('LIMIT ?'));
    prepare.mockRestore();
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN ${asked.join()}`)
      .all()
      .map(({ detail }) => String(detail))
      .join('\n');
    expect(plan).toContain('SEARCH t USING');
    const slow = soql.includes('ORDER BY') ? /SCAN t|TEMP B-TREE FOR ORDER BY/ : /SCAN t/;
    expect(plan).not.toMatch(slow);
  });
});
