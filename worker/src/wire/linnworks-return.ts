import { z } from 'zod';

/** Returns and refunds as Linnworks sends them. Source: the vendor's 1.0 returnsrefunds specification. */
const text = z.string().nullish();
const flag = z.boolean().nullish();
const amount = z.number().nullish();

const status = z
  .looseObject({ StatusHeader: z.enum(['OPEN', 'PROCESSED', 'ERROR', 'ERROR_ACKED', 'PENDING']) })
  .nullish();
const errors = z.array(z.looseObject({ ErrorMessage: text, Acknowledged: flag })).nullish();

export const rmaLineSchema = z.looseObject({
  RMARowId: z.number(),
  Type: z.enum(['Return', 'Exchange', 'Resend']),
  Actioned: flag,
  ActionedDate: text,
  Deleted: flag,
  OrderItemRowId: text,
  ReturnItemSKU: text,
  ReturnItemTitle: text,
  ReturnLocation: text,
  ReturnQuantity: amount,
  ScrapQuantity: amount,
  RefundAmount: amount,
  ReasonCategory: text,
  Reason: text,
  ReasonTag: text,
  NewOrderId: text,
  ValidationError: text,
  Error: text,
  Errors: errors,
});
export type RmaLineReply = z.infer<typeof rmaLineSchema>;

const header = {
  OrderId: z.string(),
  Status: status,
  ExternalReference: text,
  CreatedDate: text,
  Actioned: flag,
  LastActionDate: text,
};

export const rmaHeaderSchema = z.looseObject({
  ...header,
  RMAHeaderId: z.number(),
  RMALines: z.array(rmaLineSchema).nullish(),
});
export type RmaHeaderReply = z.infer<typeof rmaHeaderSchema>;

export const refundLineSchema = z.looseObject({
  RefundRowId: z.string(),
  RefundedUnit: z.enum(['Item', 'Shipping', 'Service', 'Additional']).nullish(),
  RefundedItem: z
    .looseObject({ OrderItemRowId: text, ItemSKU: text, ChannelSKU: text, ItemTitle: text })
    .nullish(),
  Deleted: flag,
  Amount: amount,
  Quantity: amount,
  ReasonTag: text,
  ReasonCategory: text,
  FreeTextOrNote: text,
  ExternalReference: text,
  ValidationError: text,
  Error: text,
  Errors: errors,
});
export type RefundLineReply = z.infer<typeof refundLineSchema>;

export const refundHeaderSchema = z.looseObject({
  ...header,
  RefundHeaderId: z.number(),
  Currency: text,
  Amount: amount,
  RefundLines: z.array(refundLineSchema).nullish(),
});
export type RefundHeaderReply = z.infer<typeof refundHeaderSchema>;

/** One row of ReturnsRefunds/SearchReturnsRefundsPaged; its many personal columns are not named here. */
export const returnRowSchema = z.looseObject({
  pkOrderID: z.string(),
  Source: text,
  pkReturnId: z.number().nullish(),
  pkRefundRowId: text,
  RowType: text,
  ReturnReference: text,
  RefundReference: text,
  RefundStatus: text,
  Category: text,
  Reason: text,
  ReturnQty: amount,
  ScrapQty: amount,
  NewQty: amount,
  Amount: amount,
  PendingRefundAmount: amount,
  LastDate: text,
  ActionDate: text,
});
export type ReturnRowReply = z.infer<typeof returnRowSchema>;
