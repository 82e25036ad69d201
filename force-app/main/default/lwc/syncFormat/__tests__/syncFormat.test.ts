import { ago, badgeOf, fill, toneOf } from 'c/syncFormat';

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
