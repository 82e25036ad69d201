import { describe, expect, it } from 'vitest';
import type { WaitingLevel, WaitingMovement } from '../domain/stock-tables.ts';
import {
  explain,
  STOCK_LEVEL_COLUMNS,
  STOCK_MOVEMENT_COLUMNS,
  toStockLevelValues,
  toStockMovementValues,
} from './to-salesforce-stock.ts';

const leeds = { id: 'a01000000000001AAA', name: 'Leeds' };
const observedAt = new Date('2026-03-02T10:00:00Z');
const level: WaitingLevel = {
  key: 'tent-2p|leeds',
  sku: 'TENT-2P',
  stockItemId: 'a1b2c3d4-0000-0000-0000-000000000001',
  locationId: 'leeds',
  kind: 'Simple',
  onHand: 10,
  allocated: 12,
  available: -2,
  due: 5,
  minimum: null,
  justInTime: false,
  changedAt: new Date('2026-03-01T08:30:00Z'),
  observedAt,
  isMissing: false,
  productId: '01t000000000001AAA',
  isNew: true,
  tries: 0,
};
const movement: WaitingMovement = {
  id: '7',
  levelKey: 'tent-2p|leeds',
  sku: 'TENT-2P',
  stockItemId: level.stockItemId,
  locationId: 'leeds',
  productId: null,
  before: 14,
  after: 10,
  changedAt: new Date('2026-03-01T08:30:00Z'),
  observedAt,
  history: null,
  tries: 0,
};
const change = (quantity: number, levelAfter: number, note = '') => ({
  at: '2026-03-01T08:00:00.000Z',
  quantity,
  levelAfter,
  note,
});

describe('a stock level', () => {
  it('names its location once, so that later writes lock no location', () => {
    expect(toStockLevelValues(level, leeds)).toMatchObject({
      Product__c: '01t000000000001AAA',
      Location__c: leeds.id,
      Location_Name__c: 'Leeds',
      On_Hand__c: 10,
      Allocated__c: 12,
      Available__c: -2,
      Due__c: 5,
      Just_In_Time__c: false,
      Changed_At__c: '2026-03-01T08:30:00.000Z',
      Minimum__c: null,
      Observed_At__c: observedAt.toISOString(),
    });
    expect(toStockLevelValues({ ...level, isNew: false }, leeds)['Location__c']).toBeUndefined();
  });

  it('and a movement have exactly the columns of their bulk jobs', () => {
    expect(Object.keys(toStockLevelValues(level, leeds))).toEqual([...STOCK_LEVEL_COLUMNS]);
    const [values] = toStockMovementValues(movement, leeds);
    expect(Object.keys(values ?? {})).toEqual([...STOCK_MOVEMENT_COLUMNS]);
  });
});

describe('a movement', () => {
  it('stands as a whole where the history does not explain it', () => {
    const [whole, ...more] = toStockMovementValues(movement, leeds);
    expect(more).toEqual([]);
    expect(whole).toMatchObject({ Quantity__c: -4, Level_After__c: 10, Note__c: null });
    expect(toStockMovementValues(movement, leeds)[0]?.Key__c).toBe(whole?.Key__c);
  });

  it('is told in the entries of the history, with their notes', () => {
    const history = [change(-3, 11, 'Order 100001'), change(-1, 10, 'Broken')];
    const values = toStockMovementValues({ ...movement, history }, leeds);
    expect(values.map((one) => [one.Quantity__c, one.Level_After__c, one.Note__c])).toEqual([
      [-3, 11, 'Order 100001'],
      [-1, 10, 'Broken'],
    ]);
    expect(new Set(values.map(({ Key__c }) => Key__c)).size).toBe(2);
  });

  it('has a key that fits, however long the SKU is', () => {
    const long = { ...movement, levelKey: `${'x'.repeat(200)}|${'y'.repeat(36)}` };
    expect(toStockMovementValues(long, leeds)[0]?.Key__c.length).toBeLessThanOrEqual(255);
  });
});

describe('the history of Linnworks', () => {
  it('explains a change by the newest run of entries without a gap', () => {
    const history = [change(5, 15), change(-1, 10), change(-3, 11), change(20, 14), change(-6, -6)];
    expect(explain(history, 14, 10)?.map(({ quantity }) => quantity)).toEqual([-3, -1]);
  });

  it.each([
    ['it does not reach back far enough', [change(-1, 10)]],
    ['it has a gap', [change(-1, 10), change(-2, 12)]],
    ['it never came to that level', [change(-4, 9)]],
    ['it is empty', []],
  ])('explains nothing where %s', (_, history) => {
    expect(explain(history, 14, 10)).toBeNull();
  });
});
