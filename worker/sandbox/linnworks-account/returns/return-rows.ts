import type { Account } from '../state/account.ts';
import type { Order, OrderLine } from '../state/order.ts';
import type { Refund, RefundLine, Rma, RmaLine } from './return-records.ts';

/** `PostSaleStatus` of a booking. */
export const statusOf = (actionedAt: Date | null, error: string | null = null): object => ({
  StatusHeader: error ? 'ERROR' : actionedAt ? 'PROCESSED' : 'OPEN',
  StatusDetail: {
    StatusTag: actionedAt ? 'ACTIONED' : 'BOOKED',
    StatusDescription: actionedAt ? 'Actioned' : 'Booked',
    Actionable: actionedAt === null,
    ActionDescription: actionedAt ? '' : 'Action',
    EditableFields: [],
  },
});

const lineOf = (order: Order, rowId: string | null): OrderLine | undefined =>
  order.lines.find((line) => line.rowId === rowId);

export const skuOf = (account: Account, line: OrderLine | undefined): string | undefined =>
  account.stock.byId(line?.stockItemId ?? '')?.sku ?? line?.channelSku;

/** `VerifiedRMAItem`. */
export function rmaItem(account: Account, order: Order, rma: Rma, line: RmaLine): object {
  const sent = lineOf(order, line.orderRowId);
  const out = account.stock.byId(line.sendStockItemId ?? '');
  const isExchange = line.type === 'Exchange';
  return {
    RMARowId: line.rowId,
    RMAHeaderId: rma.id,
    Type: line.type,
    Status: statusOf(rma.actionedAt),
    ExternalReference: rma.reference,
    CreatedDate: rma.createdAt,
    Actioned: rma.actionedAt !== null,
    ActionedDate: rma.actionedAt,
    Deleted: false,
    OrderItemRowId: line.orderRowId,
    ReturnItemSKU: skuOf(account, sent),
    ReturnItemTitle: sent?.title,
    ReturnLocation: line.returnLocationId,
    ReturnQuantity: line.returnQuantity,
    ScrapQuantity: line.scrapQuantity,
    RefundAmount: line.refundAmount,
    RefundRowId: line.refundRowId,
    ReasonCategory: line.category,
    IsFreeText: line.reasonTag === '',
    Reason: line.reason,
    ReasonTag: line.reasonTag,
    SubReasonTag: line.subReasonTag,
    ResendQuantity: line.type === 'Resend' ? line.sendQuantity : 0,
    ExchangeStockItemId: isExchange ? line.sendStockItemId : undefined,
    ExchangeSKU: isExchange ? out?.sku : undefined,
    ExchangeTitle: isExchange ? out?.title : undefined,
    ExchangeQuantity: isExchange ? line.sendQuantity : 0,
    DespatchLocationId: line.sendQuantity > 0 ? line.despatchLocationId : undefined,
    AdditionalCost: line.additionalCost,
    NewOrderId: line.newOrderId,
    Errors: [],
  };
}

const headerColumns = (order: Order, booking: Rma | Refund): object => ({
  OrderId: order.id,
  NumOrderId: order.number,
  Status: statusOf(booking.actionedAt, 'error' in booking ? booking.error : null),
  OrderSource: order.source,
  OrderSubSource: order.subSource,
  ChannelInitiated: booking.channelInitiated,
  CreatedDate: booking.createdAt,
  Actioned: booking.actionedAt !== null,
  LastActionDate: booking.actionedAt,
});

/** `OrderRMAHeader`. */
export const rmaHeader = (account: Account, order: Order, rma: Rma): object => ({
  ...headerColumns(order, rma),
  RMAHeaderId: rma.id,
  ExternalReference: rma.reference,
  RMALines: rma.lines.map((line) => rmaItem(account, order, rma, line)),
});

/** `VerifiedRefund`. */
export function refundItem(
  account: Account,
  order: Order,
  refund: Refund,
  line: RefundLine,
): object {
  const sent = lineOf(order, line.orderRowId);
  return {
    RefundRowId: line.rowId,
    RefundHeaderId: refund.id,
    Status: statusOf(refund.actionedAt, refund.error),
    RefundedUnit: line.unit,
    IsShippingRefund: line.unit === 'Shipping',
    IsAdditionalRefund: line.unit === 'Additional',
    IsCancellation: line.cancelledQuantity > 0,
    RefundedItem: sent && {
      OrderItemRowId: sent.rowId,
      ReturnRowId: line.returnRowId,
      ItemSKU: skuOf(account, sent),
      ChannelSKU: sent.channelSku,
      ItemTitle: sent.title,
      CancelledQuantity: line.cancelledQuantity,
    },
    Errors: refund.error
      ? [{ RefundRowId: line.rowId, ErrorMessage: refund.error, Acknowledged: false }]
      : [],
    Actioned: refund.actionedAt !== null,
    ActionedDate: refund.actionedAt,
    ChannelInitiated: refund.channelInitiated,
    Internal: true,
    Deleted: false,
    ExternalReference: line.externalReference,
    IsFreeText: line.reasonTag === '',
    FreeTextOrNote: line.text,
    Amount: line.amount,
    Quantity: line.quantity,
    ReasonTag: line.reasonTag,
    SubReasonTag: line.subReasonTag,
    ReasonCategory: line.category,
  };
}

export const refundReference = (refund: Refund): string => `REF-${refund.id}`;

/** `OrderRefundHeader`. */
export const refundHeader = (account: Account, order: Order, refund: Refund): object => ({
  ...headerColumns(order, refund),
  RefundHeaderId: refund.id,
  ExternalReference: refund.lines[0]?.externalReference || refundReference(refund),
  Currency: order.currency,
  Amount: refund.lines.reduce((sum, { amount }) => sum + amount, 0),
  RefundLines: refund.lines.map((line) => refundItem(account, order, refund, line)),
  RefundLink: '',
});
