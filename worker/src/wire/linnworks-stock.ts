import { z } from 'zod';

/** A level of a thousand million pieces is a fault, not stock; larger ones do not fit the field in Salesforce either. */
const count = z.number().int().min(-1_000_000_000).max(1_000_000_000);

/**
 * One level of one item at one location, as `Stock/GetStockItemsFull` and `Stock/GetStockLevel_Batch` give it.
 * Source: StockItemLevel in the vendor's 1.0 stock specification.
 */
export const stockLevelSchema = z.looseObject({
  Location: z.looseObject({
    StockLocationId: z.string().min(1),
    LocationName: z.string().nullish(),
  }),
  StockLevel: count,
  InOrders: count.nullish(),
  Available: count.nullish(),
  Due: count.nullish(),
  MinimumLevel: count.nullish(),
  JIT: z.boolean().nullish(),
  LastUpdateDate: z.string().nullish(),
});
export type StockLevelReply = z.infer<typeof stockLevelSchema>;

/** An item with the levels of all its locations. `ItemNumber` is the SKU here (on order lines it is the line id). */
export const stockItemSchema = z.looseObject({
  StockItemId: z.string().min(1),
  ItemNumber: z.string().trim().min(1),
  IsVariationParent: z.boolean().nullish(),
  IsCompositeParent: z.boolean().nullish(),
  isBatchedStockType: z.boolean().nullish(),
  /** Each is read by itself: a bad one does not hide the others. */
  StockLevels: z.array(z.unknown()).nullish(),
});
export type StockItemReply = z.infer<typeof stockItemSchema>;
