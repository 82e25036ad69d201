import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  auditHead,
  eraseAudit,
  expireAudit,
  sealAudit,
  verifyAudit,
} from '../../src/queue/audit-chain.ts';
import type { OpenStore } from '../../src/queue/open-store.ts';
import { createTables } from '../../src/queue/tables/tables.ts';
import { useTemporaryStore } from './temporary-store.ts';

let store: OpenStore;
useTemporaryStore((opened) => (store = opened));

const entry = (record: string) => ({
  traceId: `trace-${record}`,
  record,
  step: 'create-order',
  outcome: 'guid',
  attempt: 1,
  durationMs: 12.4,
  bodyHash: 'abc',
});

async function append(...records: string[]): Promise<void> {
  const { audit } = createTables(store.db);
  await store.transaction((tx) => audit.append(tx, records.map(entry)));
}
const faults = async (): Promise<readonly string[]> => (await verifyAudit(store.db)).faults;
const run = (text: string) => sql.raw(text).execute(store.db);

beforeEach(async () => {
  await run('truncate connector.audit');
  await append('a', 'b', 'c');
  await sealAudit(store.db);
  await append('d');
  await sealAudit(store.db);
});

describe('the chain of the audit', () => {
  it('holds while nobody touches it, and goes on where it was', async () => {
    expect(await verifyAudit(store.db)).toMatchObject({ rows: 4, erased: 0, faults: [] });
    expect((await auditHead(store.db)).seq).toBe(4);
  });

  it('gives each row one place, whoever seals at the same time', async () => {
    for (let n = 0; n < 20; n++) {
      await append(`e${n}`, `f${n}`);
      await Promise.all([sealAudit(store.db), sealAudit(store.db), sealAudit(store.db)]);
    }
    expect(await verifyAudit(store.db)).toMatchObject({ rows: 44, faults: [] });
  });

  it('leaves what is not sealed yet for later', async () => {
    await append('e');
    expect(await verifyAudit(store.db)).toMatchObject({ rows: 4, faults: [] });
  });

  it.each([
    [
      'a changed row',
      "update connector.audit set outcome = 'other' where seq = 2",
      /Row 2 was changed/,
    ],
    [
      'a changed time',
      "update connector.audit set at = at + interval '1 s' where seq = 3",
      /Row 3/,
    ],
    ['a removed row', 'delete from connector.audit where seq = 2', /Rows 2 to 2 are missing/],
    ['a removed beginning', 'delete from connector.audit where seq <= 2', /nothing says why/],
    [
      'an erasure that nobody asked for',
      "update connector.audit set record = 'x', erased_at = now() where seq = 1",
      /1 rows are erased, and nothing says why/,
    ],
  ])('shows %s', async (_what, statement, sentence) => {
    await run(statement);
    expect((await faults()).join(' ')).toMatch(sentence);
  });

  it('shows a removed end, and a chain that was made anew, by what Salesforce was told', async () => {
    const anchor = await auditHead(store.db);
    await run('delete from connector.audit where seq = 4');
    expect((await verifyAudit(store.db, anchor)).faults.join(' ')).toMatch(
      /at the end are missing/,
    );
    await append('other');
    await sealAudit(store.db);
    expect((await verifyAudit(store.db, anchor)).faults.join(' ')).toMatch(/Salesforce was told/);
  });

  it('still holds after a customer was erased, and nothing of the customer is left', async () => {
    expect(await eraseAudit(store.db, ['b', 'd'], 'trace-erase')).toBe(2);
    await sealAudit(store.db);
    expect(await verifyAudit(store.db)).toMatchObject({ rows: 5, erased: 2, faults: [] });
    const left = await store.db.selectFrom('audit').select(['record', 'body_hash']).execute();
    expect(left.map(({ record }) => record)).not.toContain('b');
    expect(left.filter(({ body_hash }) => body_hash !== null)).toHaveLength(2);
  });

  it('still holds after old rows have expired', async () => {
    const removed = await expireAudit(store.db, new Date(Date.now() + 1_000), 'trace-expire');
    expect(removed).toBe(4);
    await append('e');
    await sealAudit(store.db);
    expect(await verifyAudit(store.db)).toMatchObject({ rows: 2, faults: [] });
  });
});
