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
    .select(['record', 'trace_id', 'outcome', 'attempt', 'seq'])
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

  it('say the how-many-th attempt of this effect for this record it is', async () => {
    const send = (one: Effect, call = () => Promise.resolve()) =>
      journal()
        .around([one], call, () => ['taken'])
        .catch(() => undefined);
    const attempts = async (record: string) =>
      (await rows()).filter((row) => row.record === record).map(({ attempt }) => attempt);
    await send(effect('a'), failing('data'));
    await send(effect('a', { body: 'corrected' }), failing('transient'));
    await send(effect('b'));
    await send(effect('a', { step: 'linnworks:AddNote' }));
    await send(effect('a'));
    await send(effect('a'));
    expect(await attempts('a')).toEqual([1, 2, 1, 3, 1]);
    expect(await attempts('b')).toEqual([1]);
    const ofCall = (body: string) => effect('Levels', { body, isOfCall: true });
    await send(ofCall('one'), failing('transient'));
    await send(ofCall('two'));
    await send(ofCall('one'), failing('transient'));
    await send(ofCall('one'));
    await send(ofCall('one'));
    expect(await attempts('Levels')).toEqual([1, 1, 2, 3, 1]);
  });

  it('that are written at once each have an attempt of their own', async () => {
    const send = (call: () => Promise<unknown>, outcomes: string[]) =>
      journal()
        .around([effect('a'), effect('b'), effect('c')], call, () => outcomes)
        .catch(() => undefined);
    await send(() => Promise.resolve(), ['written', 'failed: LOCKED', 'partly: 1 of 2 records']);
    await send(failing('transient'), []);
    expect((await rows()).map(({ record, attempt }) => `${record}${attempt}`)).toEqual([
      'a1',
      'b1',
      'c1',
      'a1',
      'b2',
      'c2',
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
    await journal().around(
      [effect('a')],
      () => Promise.resolve(),
      () => ['taken'],
    );
    expect((await rows())[1]).toMatchObject({ attempt: 2 });
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
