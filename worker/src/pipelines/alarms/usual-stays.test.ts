import { describe, expect, it } from 'vitest';
import type { StayCount } from '../../domain/tables.ts';
import { stayLimits } from './usual-stays.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const counts = (orders: number, hours: number, since = '2026-11-10'): StayCount => ({
  ...{ stage: 'Picking', hours, orders, since },
});
const picking = (...known: StayCount[]) => stayLimits(known, 72, NOW).get('Picking');

describe('how long an order may stay in a stage', () => {
  it('is twice what nineteen of twenty orders need', () => {
    expect(picking(counts(80, 2), counts(15, 6), counts(5, 200))).toEqual({ usual: 6, hours: 12 });
    // One more that is slow, and six hours are not usual any more.
    expect(picking(counts(79, 2), counts(15, 6), counts(6, 200))).toEqual({
      ...{ usual: 200, hours: 400 },
    });
  });

  it('is a working day where the warehouse is quick', () => {
    expect(picking(counts(1_000, 1))).toEqual({ usual: 1, hours: 8 });
  });

  it.each([
    ['nothing is known', []],
    ['few orders are known', [counts(49, 2)]],
    ['only the last days are known', [counts(500, 2, '2026-11-20')]],
    ['only another stage is known', [{ ...counts(500, 2), stage: 'Packed' as const }]],
  ])('is the setting while %s', (_, known) => {
    expect(picking(...known)).toEqual({ usual: null, hours: 72 });
  });
});
