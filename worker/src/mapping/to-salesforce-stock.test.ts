import { describe, expect, it } from 'vitest';
import type { StockItemReply } from '../wire/linnworks-stock.ts';
import {
  stockFingerprint,
  toStockLevelRecord,
  toStockLevels,
  toStockMovementRecord,
  type StockLevel,
} from './to-salesforce-stock.ts';

const DEFAULT_LOCATION = '00000000-0000-0000-0000-000000000000';
const observed = new Date('2026-03-02T10:00:00Z');

function item(level: object = {}, more: object = {}): StockItemReply {
  return {
    StockItemId: 'A1B2C3D4-0000-0000-0000-000000000001',
    ItemNumber: ' TENT-2P ',
    StockLevels: [
      {
        Location: { StockLocationId: DEFAULT_LOCATION, LocationName: 'Default' },
        StockLevel: 10,
        InOrders: 3,
        Due: 5,
        MinimumLevel: 2,
        LastUpdateDate: '2026-03-01T08:30:00',
        ...level,
      },
    ],
    ...more,
  };
}
function only(reply: StockItemReply): StockLevel {
  const [level] = toStockLevels(reply);
  if (!level) throw new Error('no level');
  return level;
}

describe('stock levels', () => {
  it('trims the SKU and reads a date without zone as UTC', () => {
    expect(only(item())).toMatchObject({
      key: `TENT-2P|${DEFAULT_LOCATION}`,
      available: 7,
      changedAt: '2026-03-01T08:30:00.000Z',
    });
  });

  it('believes Linnworks on what is available, below zero too', () => {
    expect(only(item({ Available: -4 })).available).toBe(-4);
  });

  it('reads a minimum of -1 and a date in the year one as nothing', () => {
    const level = only(item({ MinimumLevel: -1, LastUpdateDate: '0001-01-01T00:00:00Z' }));
    expect([level.minimum, level.changedAt]).toEqual([null, null]);
  });

  it('never reads missing levels as zero', () => {
    expect(toStockLevels(item({}, { StockLevels: [] }))).toEqual([]);
    expect(toStockLevels(item({}, { StockLevels: null }))).toEqual([]);
  });

  it.each([
    [{ IsCompositeParent: true }, 'Composite'],
    [{ IsVariationParent: true }, 'Variation'],
    [{ isBatchedStockType: true }, 'Batched'],
    [{}, 'Simple'],
  ])('tells the kind of item from %j', (more, kind) => {
    expect(only(item({}, more)).itemKind).toBe(kind);
  });
});

describe('what is written', () => {
  it('changes the fingerprint exactly when a shown figure changes', () => {
    const before = stockFingerprint(only(item()));
    expect(stockFingerprint(only(item({ LastUpdateDate: '2026-03-02T00:00:00Z' })))).toBe(before);
    expect(stockFingerprint(only(item({ InOrders: 4 })))).not.toBe(before);
  });

  it('finds the location by its Linnworks id and the product by lookup', () => {
    expect(toStockLevelRecord(only(item()), '01t000000000001AAA', observed)).toMatchObject({
      Product__c: '01t000000000001AAA',
      Location__r: { Linnworks_Id__c: DEFAULT_LOCATION },
      On_Hand__c: 10,
      Observed_At__c: observed.toISOString(),
    });
  });

  it('makes a movement of a changed level, with one key per change', () => {
    const level = only(item());
    const movement = toStockMovementRecord(level, 14, null, observed);
    expect(movement).toMatchObject({ Quantity__c: -4, Level_After__c: 10 });
    expect(toStockMovementRecord(level, 14, null, observed)?.Key__c).toBe(movement?.Key__c);
    expect(toStockMovementRecord(level, 10, null, observed)).toBeNull();
    expect(toStockMovementRecord(level, null, null, observed)).toBeNull();
  });
});
