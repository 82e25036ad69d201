import type { StockItemReply, StockLevelReply } from '../wire/linnworks-stock.ts';
import { linnworksDate } from '../wire/to-observed-order.ts';

/** One SKU at one location, in our words; what is compared to find out whether anything changed. */
export interface StockLevel {
  /** `<sku>|<location id>`, the key of Linnworks_Stock_Level__c (compared without case there). */
  readonly key: string;
  readonly sku: string;
  readonly stockItemId: string;
  readonly itemKind: 'Simple' | 'Composite' | 'Variation' | 'Batched';
  readonly locationId: string;
  readonly locationName: string;
  readonly onHand: number;
  readonly allocated: number;
  readonly available: number;
  readonly due: number;
  /** null where Linnworks does not track a minimum (it sends -1). */
  readonly minimum: number | null;
  readonly justInTime: boolean;
  readonly changedAt: string | null;
}

function itemKind(item: StockItemReply): StockLevel['itemKind'] {
  if (item.IsCompositeParent) return 'Composite';
  if (item.IsVariationParent) return 'Variation';
  return item.isBatchedStockType ? 'Batched' : 'Simple';
}

function toStockLevel(item: StockItemReply, sku: string, level: StockLevelReply): StockLevel {
  const allocated = level.InOrders ?? 0;
  const locationId = level.Location.StockLocationId.toLowerCase();
  return {
    key: `${sku}|${locationId}`,
    sku,
    stockItemId: item.StockItemId.toLowerCase(),
    itemKind: itemKind(item),
    locationId,
    locationName: level.Location.LocationName ?? '',
    onHand: level.StockLevel,
    allocated,
    // A composite's Available is computed from its parts: take what Linnworks says where it says something.
    available: level.Available ?? level.StockLevel - allocated,
    due: level.Due ?? 0,
    minimum:
      level.MinimumLevel === undefined || level.MinimumLevel === -1
        ? null
        : (level.MinimumLevel ?? null),
    justInTime: level.JIT ?? false,
    changedAt: linnworksDate(level.LastUpdateDate),
  };
}

/**
 * The levels of one item. An item without levels gives none: an empty list may mean "not loaded" and is never read
 * as zero. SKUs are trimmed; their case is kept for display.
 */
export function toStockLevels(item: StockItemReply): StockLevel[] {
  const sku = item.ItemNumber.trim();
  if (sku === '') return [];
  return (item.StockLevels ?? []).map((level) => toStockLevel(item, sku, level));
}

/** Text that differs exactly when something that Salesforce shows differs. */
export function stockFingerprint(level: StockLevel): string {
  const { onHand, allocated, available, due, minimum, justInTime, itemKind: kind } = level;
  return [
    onHand,
    allocated,
    available,
    due,
    minimum ?? '',
    justInTime ? 1 : 0,
    kind,
    level.locationName,
  ].join('|');
}

/**
 * The record of one level for `Linnworks_Stock_Level__c`.
 * @param productId id of the Product2 with that SKU, or null: unlisted products are kept when the settings say so.
 */
export function toStockLevelRecord(
  level: StockLevel,
  productId: string | null,
  observedAt: Date,
): Record<string, unknown> {
  return {
    Key__c: level.key,
    Sku__c: level.sku,
    Product__c: productId,
    Location__r: { Linnworks_Id__c: level.locationId },
    Location_Name__c: level.locationName,
    Item_Kind__c: level.itemKind,
    On_Hand__c: level.onHand,
    Allocated__c: level.allocated,
    Available__c: level.available,
    Due__c: level.due,
    Minimum__c: level.minimum,
    Just_In_Time__c: level.justInTime,
    Is_Missing__c: false,
    Changed_At__c: level.changedAt,
    Observed_At__c: observedAt.toISOString(),
    Stock_Item_Id__c: level.stockItemId,
  };
}

/** One change of the physical level; null when only reservations or settings moved. */
export function toStockMovementRecord(
  level: StockLevel,
  levelBefore: number | null,
  productId: string | null,
  observedAt: Date,
): Record<string, unknown> | null {
  if (levelBefore === null || levelBefore === level.onHand) return null;
  const changedAt = level.changedAt ?? observedAt.toISOString();
  return {
    Key__c: `${level.key}|${changedAt}|${levelBefore}>${level.onHand}`,
    Sku__c: level.sku,
    Product__c: productId,
    Location__r: { Linnworks_Id__c: level.locationId },
    Stock_Level__r: { Key__c: level.key },
    Changed_At__c: changedAt,
    Quantity__c: level.onHand - levelBefore,
    Level_After__c: level.onHand,
  };
}
