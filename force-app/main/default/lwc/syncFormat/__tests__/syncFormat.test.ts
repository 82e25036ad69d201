import { ago, badgeOf, duration, fill, grouped, toneOf, until } from 'c/syncFormat';

const NOW = new Date('2026-03-02T12:00:00Z').getTime();

describe('syncFormat', () => {
  it.each([
    [null, 'c.Linnworks_Never'],
    ['2026-03-02T11:59:58Z', 'c.Linnworks_Just_Now'],
    ['2026-03-02T11:59:20Z', 'c.Linnworks_Seconds_Ago'],
    ['2026-03-02T11:20:00Z', 'c.Linnworks_Minutes_Ago'],
    ['2026-03-02T03:00:00Z', 'c.Linnworks_Hours_Ago'],
    ['2026-02-20T03:00:00Z', 'c.Linnworks_Days_Ago'],
    ['2026-03-02T12:00:09Z', 'c.Linnworks_Just_Now'],
  ])('says how long ago %s was', (value, label) => {
    expect(ago(value, NOW)).toBe(label);
  });

  it.each([
    [40, 'c.Linnworks_Milliseconds'],
    [4_000, 'c.Linnworks_Seconds'],
    [240_000, 'c.Linnworks_Minutes'],
    [7_200_000, 'c.Linnworks_Hours'],
    [172_800_000, 'c.Linnworks_Days'],
  ])('says how long %d ms are', (ms, label) => {
    expect(duration(ms)).toBe(label);
  });

  it('says when something comes, that it is due, or nothing', () => {
    expect(until(null, NOW)).toBe('');
    expect(until('2026-03-02T12:00:30Z', NOW)).toBe('c.Linnworks_In_Time');
    expect(until('2026-03-02T11:59:00Z', NOW)).toBe('c.Linnworks_Due_Now');
  });

  it('groups figures', () => {
    expect(grouped(1204)).toBe(new Intl.NumberFormat().format(1204));
  });

  it('fills in what is there and leaves the rest', () => {
    expect(fill('{0} of {1} per {2}', 3, 150)).toBe('3 of 150 per {2}');
  });

  it('has a colour for every state, and none for an unknown one', () => {
    expect([toneOf('Shipped'), toneOf('Parked'), toneOf('Cancelled'), toneOf('New')]).toEqual([
      'success',
      'warning',
      'error',
      'neutral',
    ]);
    expect(badgeOf(null)).toBe('slds-badge');
  });
});
