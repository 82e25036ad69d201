import type {
  ItemKind,
  StockItem,
  StockLevel,
  StockRead,
  UnreadableStock,
} from '../domain/stock.ts';
import {
  stockItemSchema,
  stockLevelSchema,
  type StockItemReply,
  type StockLevelReply,
} from './linnworks-stock.ts';
import { linnworksDate } from './to-observed-order.ts';

/** What a complete read tells of the kind; the sweep does not say whether an item is a composite. */
function kindOf(item: StockItemReply): ItemKind | null {
  if (item.IsCompositeParent) return 'Composite';
  if (item.IsVariationParent) return 'Variation';
  if (item.isBatchedStockType) return 'Batched';
  return item.IsCompositeParent === false ? 'Simple' : null;
}

function toStockLevel(level: StockLevelReply): StockLevel {
  const allocated = level.InOrders ?? 0;
  const minimum = level.MinimumLevel ?? -1;
  return {
    locationId: level.Location.StockLocationId.toLowerCase(),
    onHand: level.StockLevel,
    allocated,
    // A composite's Available is computed from its parts: take what Linnworks says where it says something.
    available: level.Available ?? level.StockLevel - allocated,
    due: level.Due ?? 0,
    minimum: minimum === -1 ? null : minimum,
    justInTime: level.JIT ?? false,
    changedAt: linnworksDate(level.LastUpdateDate),
  };
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}
const faultOf = ({ path, message }: Fault, before = ''): string =>
  `${before}${path.join('.') || 'row'}: ${message}`;

function labelOf(row: unknown, index: number): string {
  const { ItemNumber: sku, StockItemId: id } = (row ?? {}) as Record<string, unknown>;
  const named = [sku, id].find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof named === 'string' ? named.trim().slice(0, 120) : `row ${index + 1}`;
}

/**
 * Items of a reply. A level that cannot be read does not hide the other levels of its item, an item that cannot be read
 * does not hide its neighbours. An item without a SKU cannot be read.
 */
export function toStockItems(rows: readonly unknown[]): StockRead {
  const items: StockItem[] = [];
  const unreadable: UnreadableStock[] = [];
  for (const [index, row] of rows.entries()) {
    const label = labelOf(row, index);
    const parsed = stockItemSchema.safeParse(row);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      if (issue) unreadable.push({ label, fault: faultOf(issue) });
      continue;
    }
    const levels = (parsed.data.StockLevels ?? []).flatMap((value, place) => {
      const level = stockLevelSchema.safeParse(value);
      if (level.success) return [toStockLevel(level.data)];
      const [issue] = level.error.issues;
      if (issue) unreadable.push({ label, fault: faultOf(issue, `StockLevels.${place}.`) });
      return [];
    });
    const { StockItemId: id, ItemNumber: sku } = parsed.data;
    items.push({ id: id.toLowerCase(), sku: sku.trim(), kind: kindOf(parsed.data), levels });
  }
  return { items, unreadable };
}
