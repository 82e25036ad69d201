import { z } from 'zod';

/**
 * An order as the reads give it: v2 `GET /orders` and v1 `Orders/GetOrdersById` differ in a few fields, and both leave
 * out what is null. Unknown fields are dropped, so that personal data cannot travel further; of `CustomerInfo` only
 * is-redacted.ts asks whether anybody is in it. Sources: Order and ProcessedOrder in orders-v2, OrderDetails in the 1.0
 * orders specification.
 */
const text = z.string().nullish();
const flag = z.boolean().nullish();
const amount = z.number().nullish();
/** An id that is none would be stored as the tie of an order, and asked for in vain ever after. */
const id = z.guid();

const binRack = z.object({ BinRack: text, Quantity: z.number().nullish() });

const item = z.object({
  RowId: id,
  ItemNumber: text,
  SKU: text,
  ChannelSKU: text,
  Title: text,
  IsService: flag,
  IsUnlinked: flag,
  Quantity: z.number(),
  PartShippedQty: z.number().nullish(),
  PricePerUnit: amount,
  Discount: amount,
  TaxRate: amount,
  CostIncTax: amount,
  AdditionalInfo: z.array(z.object({ Property: text, Value: text })).nullish(),
  BinRack: text,
  BinRacks: z.array(binRack).nullish(),
});

const generalInfo = z.object({
  Status: z.number().nullish(),
  ReferenceNum: text,
  ExternalReferenceNum: text,
  Source: text,
  SubSource: text,
  ReceivedDate: text,
  DespatchByDate: text,
  LabelPrinted: flag,
  PickListPrinted: flag,
  IsParked: flag,
  IsLocked: flag,
  IsCancelled: flag,
  HoldOrCancel: flag,
  PartShipped: flag,
  PickwaveIds: z.array(z.number()).nullish(),
  Identifiers: z.array(z.object({ Name: text, Tag: text })).nullish(),
  StockAllocationType: z.union([z.string(), z.number()]).nullish(),
});

export const linnworksOrderSchema = z.object({
  OrderId: id,
  NumOrderId: z.int().positive(),
  Processed: z.boolean(),
  ProcessedOn: text,
  ProcessedDateTime: text,
  PaidOn: text,
  PaidDateTime: text,
  LastUpdated: text,
  FulfilmentLocationId: text,
  GeneralInfo: generalInfo,
  CustomerInfo: z.unknown().optional(),
  ShippingInfo: z
    .looseObject({
      Vendor: text,
      PostalServiceName: text,
      TrackingNumber: text,
      TotalWeight: amount,
    })
    .nullish(),
  TotalsInfo: z
    .looseObject({
      Currency: text,
      Subtotal: amount,
      PostageCost: amount,
      Tax: amount,
      TotalCharge: amount,
      TotalDiscount: amount,
    })
    .nullish(),
  ExtendedProperties: z.array(z.object({ Name: text, Value: text })).nullish(),
  Folders: z.array(z.string()).nullish(),
  FolderName: z.array(z.string()).nullish(),
  Items: z.array(item).nullish(),
});
export type LinnworksOrderReply = z.infer<typeof linnworksOrderSchema>;
export type LinnworksItemReply = z.infer<typeof item>;

/** One page of the v2 order delta. Source: GetOrdersResponse in orders-v2. */
export const ordersPageSchema = z.looseObject({
  TotalOrders: z.number().nullish(),
  NextSearchToken: z.string().nullish(),
  OpenOrders: z.array(z.unknown()).nullish(),
  ProcessedOrders: z.array(z.unknown()).nullish(),
});
