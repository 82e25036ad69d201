import { LOCATIONS, type StockLocation } from './locations.ts';
import type { Level, StockItem } from './stock-item.ts';
import type { StockRoom } from './stock-room.ts';

const NO_GUID = '00000000-0000-0000-0000-000000000000';

const row = (item: StockItem, location: StockLocation, level: Level): object => ({
  Location: {
    StockLocationId: location.id,
    StockLocationIntId: location.intId,
    LocationName: location.name,
    IsFulfillmentCenter: location.isFulfilmentCentre,
    IsWarehouseManaged: location.isWarehouseManaged,
  },
  StockLevel: level.onHand,
  StockValue: level.onHand * item.purchasePrice,
  MinimumLevel: level.minimum,
  InOrderBook: level.inOrders,
  InOrders: level.inOrders,
  Due: level.due,
  JIT: level.justInTime,
  Available: level.onHand - level.inOrders,
  UnitCost: item.purchasePrice,
  SKU: item.sku,
  AutoAdjust: false,
  LastUpdateDate: level.lastUpdated,
  LastUpdateOperation: level.lastOperation,
  rowid: level.rowId,
  PendingUpdate: false,
  StockItemPurchasePrice: item.purchasePrice,
  StockItemId: item.id,
  StockItemIntId: item.intId,
});

/** As many whole sets as the scarcest part allows; nothing is held back of a composite itself. */
function compositeLevel(room: StockRoom, item: StockItem, locationId: string): Level {
  const sets = (count: (level: Level) => number): number => {
    const parts = room.pieces(item, 1).map(({ item: part, quantity }) => {
      const level = part.levels.get(locationId);
      return level ? Math.floor(count(level) / quantity) : 0;
    });
    return parts.length === 0 ? 0 : Math.min(...parts);
  };
  return {
    onHand: sets((level) => level.onHand - level.inOrders),
    inOrders: 0,
    allocated: 0,
    due: 0,
    minimum: -1,
    justInTime: false,
    lastUpdated: item.createdAt,
    lastOperation: 'COMPOSITE',
    rowId: NO_GUID,
  };
}

/** `StockItemLevel` rows of an item: all locations, always. A variation parent has none. */
export function levelRows(room: StockRoom, item: StockItem): object[] {
  if (item.kind === 'variation') return [];
  return LOCATIONS.flatMap((location) => {
    const level =
      item.kind === 'composite'
        ? compositeLevel(room, item, location.id)
        : item.levels.get(location.id);
    return level ? [row(item, location, level)] : [];
  });
}
