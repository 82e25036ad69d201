import { describe, expect, it } from 'vitest';
import { ConnectorError } from '../../domain/connector-error.ts';
import { conditionsOf, type Sight } from './conditions.ts';
import { DEFAULT_THRESHOLDS } from './thresholds.ts';

/** A Tuesday. */
const NOW = new Date('2026-11-24T10:00:00Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

const QUIET: Sight = {
  ...{ now: NOW, outages: [], lastOrderAt: ago(5), stuck: [], openDifferences: 0 },
  ...{ streams: [], outOfEventsAt: null, budgets: [], open: new Set<string>() },
};
const kinds = (sight: Partial<Sight>, thresholds = DEFAULT_THRESHOLDS) =>
  conditionsOf({ ...QUIET, ...sight }, thresholds).map(({ kind, subject }) => `${kind}|${subject}`);

const stream = (lastSuccess: Date | null, isPaused = false) => ({
  ...({ key: 'stock', name: 'Stock to Salesforce', lastSuccess, isPaused } as const),
});
const outage = (system: 'Salesforce' | 'Linnworks', minutes: number) => ({
  ...{ system, since: ago(minutes), nextProbeAt: NOW },
  cause: new ConnectorError({ code: 'LW_UNAVAILABLE', kind: 'transient', message: 'Down.' }),
});

describe('an alarm', () => {
  it('is not raised while all is well', () => {
    expect(kinds({ streams: [stream(ago(29))] })).toEqual([]);
  });

  it('says that a stream is silent, unless somebody paused it or a system is down', () => {
    const silent = { streams: [stream(ago(31))] };
    expect(kinds(silent)).toEqual(['Stream Silent|stock']);
    expect(kinds({ streams: [stream(ago(31), true)] })).toEqual([]);
    expect(kinds({ ...silent, outages: [outage('Linnworks', 10)] })).toEqual([
      'System Down|Linnworks',
    ]);
    // A worker that has just started has not succeeded yet.
    expect(kinds({ streams: [stream(null)] })).toEqual([]);
    expect(kinds(silent, { ...DEFAULT_THRESHOLDS, silentMinutes: 0 })).toEqual([]);
  });

  it('waits a minute before it says that a system is down', () => {
    expect(kinds({ outages: [outage('Linnworks', 0.5)] })).toEqual([]);
    expect(kinds({ outages: [outage('Linnworks', 1), outage('Salesforce', 1)] })).toEqual([
      'System Down|Linnworks',
      'System Down|Salesforce',
    ]);
  });

  it('says that the systems do not agree, as one however many differences there are', () => {
    const [found, ...others] = conditionsOf({ ...QUIET, openDifferences: 37 }, DEFAULT_THRESHOLDS);
    expect(found).toMatchObject({ kind: 'Not In Agreement', affected: 37 });
    expect(others).toEqual([]);
  });

  it('says that events are used up for as long as the last answer holds', () => {
    expect(kinds({ outOfEventsAt: ago(19) })).toEqual(['Quota Low|Salesforce events']);
    expect(kinds({ outOfEventsAt: ago(21) })).toEqual([]);
  });

  it('has words and advice that fit the record', () => {
    const usual = { hours: 72, usual: null };
    const stuck = (['Accepted', 'On Hold', 'Parked', 'Allocated', 'Picking'] as const).map(
      (stage) => ({ stage, orders: 2_000, oldest: 9_999, limit: usual }),
    );
    const all = conditionsOf(
      {
        ...{ ...QUIET, stuck, lastOrderAt: ago(9_999), openDifferences: 2, outOfEventsAt: NOW },
        streams: [stream(ago(999))],
        budgets: [{ name: 'Salesforce API', used: 95, limit: 100, window: 'day', perHour: 50 }],
      },
      DEFAULT_THRESHOLDS,
    );
    expect(all.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['No Orders', 'Order Stuck', 'Stream Silent', 'Quota Low']),
    );
    for (const { message, whatToDo } of all) {
      expect(message.length).toBeLessThanOrEqual(255);
      expect(whatToDo.length).toBeLessThanOrEqual(255);
      expect(whatToDo).not.toBe('');
    }
  });
});
