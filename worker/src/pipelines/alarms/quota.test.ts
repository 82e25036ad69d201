import { describe, expect, it } from 'vitest';
import { quotaConditions } from './quota.ts';

const NAME = 'Salesforce API';
const OPEN = new Set([`Quota Low|${NAME}`]);
const messages = (used: number, perHour?: number, open: ReadonlySet<string> = new Set()) =>
  quotaConditions(
    [{ name: NAME, used, limit: 10_000, window: 'day', ...(perHour ? { perHour } : {}) }],
    open,
  ).map(({ message }) => message);

describe('a budget of the day', () => {
  it('is an alarm when little is left', () => {
    expect(messages(8_900)).toEqual([]);
    expect(messages(9_050)).toEqual(['Salesforce API: 90 % of 10000 a day are used.']);
  });

  it('is an alarm hours before it ends, at the pace of the last hour', () => {
    expect(messages(6_000, 900)).toEqual([]);
    expect(messages(6_000, 1_000)).toEqual([
      'Salesforce API: 60 % of 10000 a day are used. At the pace of the last hour the rest ends within 4 hours.',
    ]);
    expect(messages(9_990, 1_000)[0]).toContain('within one hour');
  });

  it('is none while a start asks much and much is left', () => {
    expect(messages(4_000, 5_000)).toEqual([]);
  });

  it('stays one alarm at the border, and is over when there is room again', () => {
    expect(messages(8_700, undefined, OPEN)).toHaveLength(1);
    expect(messages(6_000, 600, OPEN)).toHaveLength(1);
    expect(messages(6_000, 300, OPEN)).toEqual([]);
    expect(messages(8_000, undefined, OPEN)).toEqual([]);
  });

  it('of a minute is no alarm: the worker waits for the next one', () => {
    const minute = { name: 'GetOrdersById', used: 150, limit: 150, window: 'minute' };
    expect(quotaConditions([minute], new Set())).toEqual([]);
  });
});
