import { describe, expect, it } from 'vitest';
import { toStockItems } from './to-stock-items.ts';

const LEEDS = '6D0B1F52-60D5-4D0C-9A53-5A3F8B2E7C01';

const level = (more: object = {}) => ({
  Location: { StockLocationId: LEEDS, LocationName: 'Leeds' },
  StockLevel: 10,
  InOrders: 3,
  Due: 5,
  MinimumLevel: 2,
  LastUpdateDate: '2026-03-01T08:30:00',
  ...more,
});
const item = (levels: unknown = [level()], more: object = {}) => ({
  StockItemId: 'A1B2C3D4-0000-0000-0000-000000000001',
  ItemNumber: ' TENT-2P ',
  StockLevels: levels,
  ...more,
});
const first = (row: object) => toStockItems([row]).items[0];

describe('stock of Linnworks', () => {
  it('trims the SKU, lowers ids and reads a date without zone as UTC', () => {
    expect(first(item())).toMatchObject({
      id: 'a1b2c3d4-0000-0000-0000-000000000001',
      sku: 'TENT-2P',
      levels: [
        { locationId: LEEDS.toLowerCase(), available: 7, changedAt: '2026-03-01T08:30:00.000Z' },
      ],
    });
  });

  it('believes Linnworks on what is available, below zero too', () => {
    expect(first(item([level({ Available: -4 })]))?.levels[0]?.available).toBe(-4);
  });

  it('reads a minimum of -1 and a date in the year one as nothing', () => {
    const read = first(item([level({ MinimumLevel: -1, LastUpdateDate: '0001-01-01T00:00:00Z' })]));
    expect(read?.levels[0]).toMatchObject({ minimum: null, changedAt: null });
  });

  it.each([[[]], [null]])('never reads missing levels (%j) as zero', (levels) => {
    expect(first(item(levels))?.levels).toEqual([]);
  });

  it.each([
    [{ IsCompositeParent: true }, 'Composite'],
    [{ IsVariationParent: true }, 'Variation'],
    [{ isBatchedStockType: true, IsCompositeParent: false }, 'Batched'],
    [{ IsCompositeParent: false }, 'Simple'],
    [{}, null],
  ])('tells the kind of item from %j', (more, kind) => {
    expect(first(item([level()], more))?.kind).toBe(kind);
  });
});

describe('stock that cannot be read', () => {
  it('hides neither the other levels of its item nor its neighbours', () => {
    const rows = [item([level({ StockLevel: 1e12 }), level()]), item(), 'nonsense'];
    const { items, unreadable } = toStockItems(rows);
    expect(items.map(({ levels }) => levels.length)).toEqual([1, 1]);
    expect(unreadable.map(({ label }) => label)).toEqual(['TENT-2P', 'row 3']);
  });

  it.each([
    [{ ItemNumber: undefined }, 'a1b2c3d4-0000-0000-0000-000000000001', /^ItemNumber: /],
    [{ ItemNumber: '  ' }, 'a1b2c3d4-0000-0000-0000-000000000001', /^ItemNumber: /],
    [{ StockItemId: 7 }, 'tent-2p', /^StockItemId: /],
    [{ StockLevels: 'many' }, 'tent-2p', /^StockLevels: /],
  ])('is named with its fault: %j', (more, label, fault) => {
    const { items, unreadable } = toStockItems([item([level()], more)]);
    expect(items).toEqual([]);
    expect(unreadable[0]?.label.toLowerCase()).toBe(label);
    expect(unreadable[0]?.fault).toMatch(fault);
  });

  it('says nothing of the value', () => {
    const { unreadable } = toStockItems([item([level({ StockLevel: 'seven-secret' })])]);
    expect(unreadable[0]?.fault).toMatch(/^StockLevels\.0\.StockLevel: /);
    expect(unreadable[0]?.fault).not.toMatch(/secret/);
  });
});
