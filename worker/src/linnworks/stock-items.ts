import { z } from 'zod';
import { inChunks } from '../domain/chunks.ts';
import type { Linnworks } from '../domain/linnworks-port.ts';
import { skuKey, type ItemKind, type StockChange, type StockRead } from '../domain/stock.ts';
import { linnworksDate } from '../wire/to-observed-order.ts';
import { toStockItems } from '../wire/to-stock-items.ts';
import type { LinnworksClient } from './client.ts';

/** Not stated by the vendor; what is known to work. */
const IDS_PER_CALL = 100;
const SKUS_PER_CALL = 200;
const HISTORY_ROWS = 50;

const itemsSchema = z.looseObject({ StockItemsFullExtended: z.array(z.unknown()).nullish() });

/** POST Stock/GetStockItemsFullByIds: levels at all locations, and whether an item is a composite. */
async function stockItems(client: LinnworksClient, ids: readonly string[]): Promise<StockRead> {
  const rows: unknown[] = [];
  for (const StockItemIds of inChunks([...new Set(ids)], IDS_PER_CALL)) {
    const args = { StockItemIds, DataRequirements: ['StockLevels'] };
    const reply = await client.call('stockItemsById', args, itemsSchema);
    rows.push(...(reply.StockItemsFullExtended ?? []));
  }
  return toStockItems(rows);
}

const idsSchema = z.looseObject({
  Items: z.array(z.looseObject({ SKU: z.string(), StockItemId: z.string() })).nullish(),
});

/** POST Inventory/GetStockItemIdsBySKU. Archived SKUs are not found. */
async function stockIds(
  client: LinnworksClient,
  skus: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const SKUS of inChunks([...new Set(skus)], SKUS_PER_CALL)) {
    const reply = await client.call('stockIdsBySku', { SKUS }, idsSchema);
    for (const { SKU, StockItemId } of reply.Items ?? [])
      found.set(skuKey(SKU), StockItemId.toLowerCase());
  }
  return found;
}

const typesSchema = z.looseObject({
  StockItemInfo: z
    .array(
      z.looseObject({
        StockItemId: z.string(),
        IsVariationGroup: z.boolean().nullish(),
        IsCompositeParent: z.boolean().nullish(),
        InventoryTrackingType: z.number().nullish(),
      }),
    )
    .nullish(),
});

/** POST Stock/GetStockItemTypeInfo. */
async function stockKinds(
  client: LinnworksClient,
  skus: readonly string[],
): Promise<Map<string, ItemKind>> {
  const kinds = new Map<string, ItemKind>();
  for (const SKUS of inChunks([...new Set(skus)], SKUS_PER_CALL)) {
    const reply = await client.call('stockItemTypes', { SKUS, StockItemIntIds: [] }, typesSchema);
    for (const row of reply.StockItemInfo ?? []) {
      const grouped = row.IsVariationGroup ? 'Variation' : 'Simple';
      kinds.set(row.StockItemId.toLowerCase(), row.IsCompositeParent ? 'Composite' : grouped);
    }
  }
  return kinds;
}

/** More are refused: "The maximum items count for this call is 100". */
const COMPOSITES_PER_CALL = 100;

const partsSchema = z.looseObject({
  InventoryItemsCompositionByIds: z
    .record(z.string(), z.array(z.looseObject({ LinkedStockItemId: z.string() })))
    .nullish(),
});

/** POST Inventory/GetInventoryItemsCompositionByIds: the direct parts of each composite. */
async function stockParts(
  client: LinnworksClient,
  compositeIds: readonly string[],
): Promise<Map<string, string[]>> {
  const parts = new Map<string, string[]>();
  for (const InventoryItemIds of inChunks([...new Set(compositeIds)], COMPOSITES_PER_CALL)) {
    const reply = await client.call('stockParts', { InventoryItemIds }, partsSchema);
    for (const [id, of] of Object.entries(reply.InventoryItemsCompositionByIds ?? {}))
      parts.set(
        id.toLowerCase(),
        of.map(({ LinkedStockItemId }) => LinkedStockItemId.toLowerCase()),
      );
  }
  return parts;
}

const historySchema = z.looseObject({
  Data: z
    .array(
      z.looseObject({
        Date: z.string(),
        Level: z.number(),
        ChangeQty: z.number(),
        Note: z.string().nullish(),
      }),
    )
    .nullish(),
});

/** GET Stock/GetItemChangesHistory: one item at one location per call; the first page counts from 1. */
async function stockHistory(
  client: LinnworksClient,
  stockItemId: string,
  locationId: string,
): Promise<StockChange[]> {
  const args = { stockItemId, locationId, entriesPerPage: HISTORY_ROWS, pageNumber: 1 };
  const reply = await client.call('stockHistory', args, historySchema);
  return (reply.Data ?? []).flatMap(({ Date: date, Level, ChangeQty, Note }) => {
    const at = linnworksDate(date);
    return at === null ? [] : [{ at, quantity: ChangeQty, levelAfter: Level, note: Note ?? '' }];
  });
}

/** GET Inventory/GetInventoryItemsCount, without archived and deleted items. */
function stockItemCount(client: LinnworksClient): Promise<number> {
  const args = { includeDeleted: false, includeArchived: false };
  return client.call('stockItemCount', args, z.number().int());
}

type StockReads = Pick<
  Linnworks,
  'stockItems' | 'stockIds' | 'stockKinds' | 'stockParts' | 'stockHistory' | 'stockItemCount'
>;

/** Everything about stock but the sweep. */
export function stockReads(client: LinnworksClient): StockReads {
  return {
    stockItems: (ids) => stockItems(client, ids),
    stockIds: (skus) => stockIds(client, skus),
    stockKinds: (skus) => stockKinds(client, skus),
    stockParts: (ids) => stockParts(client, ids),
    stockHistory: (stockItemId, locationId) => stockHistory(client, stockItemId, locationId),
    stockItemCount: () => stockItemCount(client),
  };
}
