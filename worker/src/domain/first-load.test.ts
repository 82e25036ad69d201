import { describe, expect, it } from 'vitest';
import { estimateFirstLoad, type FirstLoadFacts } from './first-load.ts';

const facts: FirstLoadFacts = {
  items: 100_000,
  locations: 3,
  products: 100_000,
  keepUnlisted: false,
  maxRecords: 500_000,
  storageFree: 10_000,
};

describe('the estimate of the first load', () => {
  it('counts records, storage, calls and minutes', () => {
    expect(estimateFirstLoad(facts)).toEqual({
      records: 300_000,
      storageMb: 586,
      salesforceCalls: 46,
      linnworksCalls: 1_001,
      minutes: 9,
      fits: { limit: true, storage: true },
    });
  });

  it('leaves items without a product out, unless they are kept', () => {
    expect(estimateFirstLoad({ ...facts, products: 500 }).records).toBe(1_500);
    expect(estimateFirstLoad({ ...facts, products: 500, keepUnlisted: true }).records).toBe(
      300_000,
    );
  });

  it('uses collections for a small shop', () => {
    const small = estimateFirstLoad({ ...facts, items: 300, locations: 2 });
    expect(small).toMatchObject({ records: 600, salesforceCalls: 13, minutes: 1 });
  });

  it('says what does not fit', () => {
    const { fits } = estimateFirstLoad({ ...facts, maxRecords: 299_999, storageFree: 500 });
    expect(fits).toEqual({ limit: false, storage: false });
    expect(estimateFirstLoad({ ...facts, storageFree: null }).fits.storage).toBe(true);
  });
});
