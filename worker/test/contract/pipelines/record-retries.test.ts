import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectorError } from '../../../src/domain/connector-error.ts';
import type { KnownCode } from '../../../src/domain/error-codes.ts';
import type { Job, JobOutcome } from '../../../src/domain/ports.ts';
import { recordingRetries } from '../../../src/pipelines/record-retries.ts';
import { Bench } from './bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.account.close());

const job = (attempt: number): Job => ({
  ...bench.job('guid-1'),
  kind: 'observed',
  data: { order: { number: 100_042 } },
  attempt,
});
const shown = () => bench.org.of('Linnworks_Sync_Error__c');
const run = (attempt: number, work: () => JobOutcome) => {
  const handle = async (jobs: Job[]) => new Map(jobs.map((one) => [one.id, work()]));
  return recordingRetries(bench.deps, 'orders-in', handle)([job(attempt)]);
};
const refuse = (code: KnownCode, kind: 'data' | 'defect') => (): JobOutcome => {
  throw new ConnectorError({ code, kind, message: 'No.' });
};

describe('a job that does not get through', () => {
  it('is shown with its next try once it has not healed, and solved when it has', async () => {
    const busy = () => ({ retryAfterMs: 60_000, reason: 'SF_LOCKED: the record is busy' });
    await run(4, busy);
    expect(shown()).toEqual([]);
    await run(5, busy);
    expect(shown()).toMatchObject([
      { Code__c: 'SF_LOCKED', Record_Label__c: '100042', Stream__c: 'fulfilment' },
    ]);
    expect(shown()[0]?.['Next_Try_At__c']).toEqual(expect.any(String));
    await run(6, () => ({ done: true }));
    expect(shown()).toMatchObject([{ Status__c: 'Resolved', Next_Try_At__c: null }]);
  });

  it('is put aside at once when it cannot heal, and can be tried again as it was', async () => {
    const outcomes = await run(1, refuse('SF_REFUSED', 'data'));
    expect([...outcomes.values()]).toEqual([{ dead: 'SF_REFUSED: No.' }]);
    const [error] = bench.store.errors.values();
    expect(error?.again).toMatchObject({ queue: 'orders-in', kind: 'observed' });
  });

  it('climbs the ladder when nobody knows why', async () => {
    const outcomes = await run(1, () => {
      throw new TypeError('undefined is not a function');
    });
    expect([...outcomes.values()][0]).toHaveProperty('retryAfterMs');
  });

  it('is no error of the record when a whole system is down', async () => {
    const down = () => {
      throw new ConnectorError({ code: 'LW_UNAVAILABLE', kind: 'transient', message: 'Down.' });
    };
    await expect(run(9, down)).rejects.toMatchObject({ code: 'LW_UNAVAILABLE' });
    expect(shown()).toEqual([]);
  });
});
