import { describe, expect, it } from 'vitest';
import { isWorkingDay, workingHours, workingHoursBefore } from './working-time.ts';

const FRIDAY_NOON = new Date('2026-11-27T12:00:00Z');
const at = (text: string): Date => new Date(`${text}Z`);

describe('working time', () => {
  it.each([
    ['within a day', '2026-11-27T16:30', 4.5],
    ['a weekend between', '2026-11-30T09:00', 21],
    ['an end on the weekend', '2026-11-28T18:00', 12],
    ['two weekends between', '2026-12-07T12:00', 6 * 24],
    ['no time at all', '2026-11-27T12:00', 0],
    ['an end before its beginning', '2026-11-26T12:00', 0],
  ])('counts Monday to Friday: %s', (_, to, hours) => {
    expect(workingHours(FRIDAY_NOON, at(to))).toBe(hours);
  });

  it.each([0, 0.5, 12, 13, 24, 36, 120, 333])('finds the moment %d hours ago', (hours) => {
    for (const text of ['2026-11-27T12:00', '2026-11-28T05:00', '2026-11-30T00:00']) {
      const before = workingHoursBefore(at(text), hours);
      expect(workingHours(before, at(text))).toBeCloseTo(hours, 6);
      expect(hours === 0 || isWorkingDay(before)).toBe(true);
    }
  });
});
