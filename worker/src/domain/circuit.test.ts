import { beforeEach, describe, expect, it } from 'vitest';
import { Circuit, type Outage } from './circuit.ts';
import { ConnectorError } from './connector-error.ts';
import type { KnownCode } from './error-codes.ts';

let now: number;
let changes: (Outage | null)[];
let calls: number;
let circuit: Circuit;
beforeEach(() => {
  now = 0;
  changes = [];
  calls = 0;
  const clock = { now: () => new Date(now), sleep: async () => undefined };
  circuit = new Circuit('Linnworks', clock, (outage) => changes.push(outage));
});

const call = (code?: KnownCode) =>
  circuit.run(async () => {
    calls += 1;
    if (code !== undefined)
      throw new ConnectorError({ code, kind: 'transient', message: 'It does not answer.' });
    return 'answer';
  });
const fail = async (times: number, code: KnownCode = 'LW_UNAVAILABLE'): Promise<void> => {
  for (let time = 0; time < times; time++) await expect(call(code)).rejects.toThrow();
};

describe('a circuit', () => {
  it('opens after four failures in a row and asks nothing more', async () => {
    await fail(4);
    await expect(call()).rejects.toMatchObject({ code: 'LW_UNAVAILABLE', retryAfterMs: 5_000 });
    expect(calls).toBe(4);
    expect(changes).toHaveLength(1);
  });

  it('does not open while something succeeds in between', async () => {
    await fail(3);
    await call();
    await fail(3);
    expect(changes).toEqual([]);
  });

  it('takes a refusal for an answer', async () => {
    await fail(3);
    await fail(3, 'LW_REFUSED');
    await fail(3);
    expect(changes).toEqual([]);
  });

  it('lets one probe through, ever more rarely, and closes with the first success', async () => {
    await fail(4);
    now = 5_000;
    await fail(1);
    expect(circuit.outage?.nextProbeAt).toEqual(new Date(15_000));
    now = 14_999;
    await fail(1);
    expect(calls).toBe(5);
    now = 15_000;
    await expect(call()).resolves.toBe('answer');
    expect(changes.at(-1)).toBeNull();
    expect(changes).toHaveLength(2);
  });

  it('opens at once when the day is used up', async () => {
    await fail(1, 'SF_LIMIT_EXCEEDED');
    expect(circuit.outage?.cause.code).toBe('SF_LIMIT_EXCEEDED');
  });

  it('probes at most every two minutes however long it lasts', async () => {
    await fail(4);
    for (let probe = 0; probe < 12; probe++) {
      now = circuit.outage?.nextProbeAt.getTime() ?? now;
      await fail(1);
    }
    expect((circuit.outage?.nextProbeAt.getTime() ?? 0) - now).toBe(120_000);
  });
});
