import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/domain/clock.ts';
import { ConnectorError } from '../../src/domain/connector-error.ts';
import type { Effect } from '../../src/domain/effects.ts';
import { silentLog } from '../../src/domain/silent-log.ts';
import { sealAudit, verifyAudit } from '../../src/queue/audit-chain.ts';
import { completeLeftRows, createEffectJournal } from '../../src/queue/effect-journal.ts';
import type { OpenStore } from '../../src/queue/open-store.ts';
import { useTemporaryStore } from './temporary-store.ts';

let store: OpenStore;
useTemporaryStore((opened) => (store = opened));
beforeEach(async () => {
  await sql`truncate connector.audit, connector.link, connector.order_snapshot`.execute(store.db);
});

const effect = (record: string, more: Partial<Effect> = {}): Effect => ({
  step: 'linnworks:CancelOrder',
  record,
  traceId: null,
  otherwise: record,
  body: { record },
  ...more,
});
const journal = () => createEffectJournal(store.db, systemClock, silentLog);
const rows = () =>
  store.db
    .selectFrom('audit')
    .select(['record', 'trace_id', 'outcome', 'seq'])
    .orderBy('id')
    .execute();
const failing = (kind: 'data' | 'transient') => () =>
  Promise.reject(new ConnectorError({ code: 'LW_REFUSED', kind, message: 'No.' }));

describe('rows of effects', () => {
  it('are there before the call, and are sealed when its outcome is known', async () => {
    const during = await journal().around(
      [effect('a'), effect('b')],
      async () => {
        await sealAudit(store.db);
        return rows();
      },
      () => ['written', 'failed: LOCKED'],
    );
    expect(during).toMatchObject([
      { record: 'a', outcome: 'sending', seq: null },
      { record: 'b', outcome: 'sending', seq: null },
    ]);
    await sealAudit(store.db);
    expect(await rows()).toMatchObject([
      { record: 'a', outcome: 'written', seq: '1' },
      { record: 'b', outcome: 'failed: LOCKED', seq: '2' },
    ]);
    expect((await verifyAudit(store.db)).faults).toEqual([]);
  });

  it('tell a refusal, which did nothing, from a silence, of which nobody knows', async () => {
    const around = (kind: 'data' | 'transient') =>
      journal().around([effect(kind)], failing(kind), () => []);
    await expect(around('data')).rejects.toThrow('No.');
    await expect(around('transient')).rejects.toThrow('No.');
    expect((await rows()).map(({ outcome }) => outcome)).toEqual([
      'failed: LW_REFUSED',
      'unknown: LW_REFUSED',
    ]);
  });

  it('of a worker that was killed in between are completed by the next one', async () => {
    // The call never comes back.
    void journal().around(
      [effect('a')],
      () => new Promise(() => undefined),
      () => [],
    );
    await expect.poll(rows).toMatchObject([{ outcome: 'sending' }]);
    await completeLeftRows(store.db);
    await sealAudit(store.db);
    const [row] = await rows();
    expect(row?.seq).toBe('1');
    expect(row?.outcome).toMatch(/^unknown: the worker was stopped/);
  });

  it('lead to the request of their order, also those of its other parts', async () => {
    await sql`insert into connector.link (salesforce_order_id, source_key, trace_id, linnworks_id)
      values ('801', 'a|b|c', 'trace-of-request', 'guid-1')`.execute(store.db);
    await sql`insert into connector.order_snapshot
      (linnworks_id, number, salesforce_order_id, relation, observed_at, is_exact, seen, state, own, hashes)
      values ('guid-2', 2, '801', 'Split', '2026-11-25', true, 'Accepted', 'Accepted', '{}', '{}')`.execute(
      store.db,
    );
    const effects = ['801', 'guid-1', 'guid-2', 'guid-3'].map((id) => effect(id));
    await journal().around(
      [...effects, effect('guid-4', { traceId: 'own' })],
      () => Promise.resolve(),
      () => Array.from({ length: 5 }, () => 'taken'),
    );
    expect((await rows()).map(({ trace_id: trace }) => trace)).toEqual([
      ...Array.from({ length: 3 }, () => 'trace-of-request'),
      ...['guid-3', 'own'],
    ]);
  });
});
