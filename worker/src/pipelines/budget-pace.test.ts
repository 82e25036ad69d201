import { describe, expect, it } from 'vitest';
import { createBudgetPace } from './budget-pace.ts';

const MINUTE = 60_000;

function watched() {
  let now = 1_000_000_000_000;
  const pace = createBudgetPace({ now: () => new Date(now), sleep: () => Promise.resolve() });
  return (minutes: number, used: number, window = 'day') => {
    now += minutes * MINUTE;
    const [budget] = pace([{ name: 'Salesforce API', used, limit: 100_000, window }]);
    return budget?.perHour;
  };
}

describe('the pace of a daily budget', () => {
  it('is unknown for some minutes, then the growth over an hour', () => {
    const at = watched();
    expect(at(0, 1_000)).toBeUndefined();
    expect(at(4, 1_400)).toBeUndefined();
    expect(at(2, 1_600)).toBe(6_000);
    expect(at(24, 4_000)).toBe(6_000);
  });

  it('forgets what is older than an hour', () => {
    const at = watched();
    at(0, 0);
    at(30, 9_000);
    expect(at(40, 9_000)).toBe(0);
  });

  it('is nought while more calls fall out of the window than are made', () => {
    const at = watched();
    at(0, 5_000);
    expect(at(10, 4_000)).toBe(0);
  });

  it('is of no interest for a budget that refills every minute', () => {
    const at = watched();
    at(0, 10, 'minute');
    expect(at(10, 90, 'minute')).toBeUndefined();
  });
});
