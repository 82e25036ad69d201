import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SalesforceRecord } from '../../src/domain/ports.ts';
import { silentLog } from '../../src/domain/silent-log.ts';
import { eraseRecords } from '../../src/pipelines/erase-records.ts';
import { verifyAudit } from '../../src/queue/audit-chain.ts';
import { eraseCustomer } from '../../src/queue/erase-customer.ts';
import { openJobQueue, type JobQueue } from '../../src/queue/job-queue.ts';
import type { OpenStore } from '../../src/queue/open-store.ts';
import { createTables } from '../../src/queue/tables/tables.ts';
import { ScriptedOrg } from './pipelines/scripted-org.ts';
import { useTemporaryStore } from './temporary-store.ts';

const MANY = 1_200;
const OURS = Array.from({ length: MANY }, (_, n) => `801${String(n).padStart(15, '0')}`);
const [FIRST = '', SECOND = ''] = OURS;
const OTHER = '801999999999999AAA';

let store: OpenStore;
let queue: JobQueue;
useTemporaryStore((opened) => (store = opened));
beforeAll(async () => {
  queue = await openJobQueue(store.connection, silentLog, true);
}, 120_000);
afterAll(() => queue?.stop());

async function fill(): Promise<void> {
  await sql`insert into connector.link (salesforce_order_id, source_key, trace_id, linnworks_id, sent_parts)
    values (${FIRST}, 'a', 't', 'guid-1', '{"customer":"hash","note":"hash","lines":"hash"}'),
      (${OTHER}, 'b', 't', 'guid-9', '{"customer":"hash"}')`.execute(store.db);
  await sql`insert into connector.order_snapshot
    (linnworks_id, number, salesforce_order_id, relation, observed_at, is_exact, seen, state, own, hashes)
    values ('guid-2', 2, ${FIRST}, 'Split', '2026-11-25', true, 'Accepted', 'Accepted', '{}', '{}')`.execute(
    store.db,
  );
  await sql`insert into connector.after_sale (linnworks_id, return_keys)
    values ('guid-2', '["return:7"]')`.execute(store.db);
  const { audit } = createTables(store.db);
  const records = [FIRST, SECOND, 'guid-1', 'guid-2', 'return:7', OTHER, 'guid-9'];
  await store.transaction(async (tx) => {
    await audit.append(
      tx,
      records.map((record) => ({
        ...{ traceId: 't', record, step: 'create-order', outcome: 'x', attempt: 1 },
        ...{ durationMs: 1, bodyHash: 'hash' },
      })),
    );
    const job = (key: string) => ({ key, kind: 'Return', data: { detail: 'text' }, traceId: 't' });
    await queue.enqueue(tx, 'requests', [job(FIRST), job(OTHER)]);
  });
}

describe('the erasure of a customer with many orders', () => {
  it('empties what is kept of each order, its parts and its returns, and of nobody else', async () => {
    await fill();
    expect(await eraseCustomer(store.db, OURS, 'stream:worker')).toEqual({
      ...{ links: 1, openErrors: 0, finishedJobs: 0, waitingJobs: 1, auditRows: 5 },
    });
    const rows = await store.db
      .selectFrom('audit')
      .select(['record', 'body_hash', 'erased_at'])
      .where('step', '=', 'create-order')
      .execute();
    expect(rows.filter((row) => row.erased_at === null).map(({ record }) => record)).toEqual([
      OTHER,
      'guid-9',
    ]);
    const links = await store.db
      .selectFrom('link')
      .select('sent_parts')
      .orderBy('source_key')
      .execute();
    expect(links.map((row) => row.sent_parts)).toEqual([{ lines: 'hash' }, { customer: 'hash' }]);
    // The chain of the audit still fits together.
    expect(await verifyAudit(store.db)).toMatchObject({ faults: [], erased: 5 });
  });

  it('empties the records in Salesforce by queries that are not too long', async () => {
    const asked: string[] = [];
    class Org extends ScriptedOrg {
      override async query(soql: string): Promise<SalesforceRecord[]> {
        asked.push(soql);
        return soql.includes('Linnworks_Sync_Error__c') ? [{ Id: `e${asked.length}` }] : [];
      }
    }
    const org = new Org();
    expect(await eraseRecords(org, OURS)).toEqual({
      errorRecords: 12,
      requestRecords: 0,
      stories: 0,
    });
    expect(asked).toHaveLength(25);
    // A query is part of an address, which may have some 16,000 characters.
    expect(Math.max(...asked.map(({ length }) => length))).toBeLessThan(8_000);
    expect(org.of('Linnworks_Sync_Error__c')).toHaveLength(12);
    expect(org.of('Linnworks_Sync_Error__c')[0]).toMatchObject({ Masked_Request__c: null });
  });
});
