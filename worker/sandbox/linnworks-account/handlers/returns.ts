import { badRequest } from '../http/refusal.ts';
import {
  actionRefund,
  actionReturn,
  bookRefund,
  bookReturn,
  faultsOfReturn,
  type AskedRmaLine,
} from '../returns/book-return.ts';
import {
  refundHeader,
  refundItem,
  refundReference,
  rmaHeader,
  rmaItem,
  statusOf,
} from '../returns/return-rows.ts';
import type { RefundedUnit } from '../returns/return-records.ts';
import { searchReturns, type ReturnsQuery } from '../returns/search-returns.ts';
import { ZERO_GUID } from '../state/ids.ts';
import { orderOf } from './find-order.ts';
import { typed, type Handlers } from './handler.ts';
import { pageOf } from './page.ts';

const LARGEST_PAGE = 200;

interface AskedItem {
  readonly OrderItemRowId?: string;
  readonly ReturnLocation?: string;
  readonly ReturnQuantity?: number;
  readonly ScrapQuantity?: number;
  readonly RefundAmount?: number;
  readonly ReasonCategory?: string;
  readonly Reason?: string;
  readonly ReasonTag?: string;
  readonly SubReasonTag?: string;
  readonly ExchangeStockItemId?: string;
  readonly ExchangeQuantity?: number;
  readonly ResendQuantity?: number;
  readonly DespatchLocationId?: string;
  readonly AdditionalCost?: number;
}

interface CreateRma {
  readonly ChannelInitiated?: boolean;
  readonly OrderId?: string;
  readonly Reference?: string;
  readonly ReturnItems?: readonly AskedItem[];
  readonly ExchangeItems?: readonly AskedItem[];
  readonly ResendItems?: readonly AskedItem[];
}

const toLine =
  (type: AskedRmaLine['type']) =>
  (item: AskedItem): AskedRmaLine => ({
    type,
    orderRowId: item.OrderItemRowId ?? '',
    returnLocationId: item.ReturnLocation ?? ZERO_GUID,
    returnQuantity: item.ReturnQuantity ?? 0,
    scrapQuantity: item.ScrapQuantity ?? 0,
    refundAmount: item.RefundAmount ?? 0,
    category: item.ReasonCategory ?? '',
    reason: item.Reason ?? '',
    reasonTag: item.ReasonTag ?? '',
    subReasonTag: item.SubReasonTag ?? '',
    sendStockItemId: item.ExchangeStockItemId ?? null,
    sendQuantity: item.ExchangeQuantity ?? item.ResendQuantity ?? 0,
    despatchLocationId: item.DespatchLocationId ?? ZERO_GUID,
    additionalCost: item.AdditionalCost ?? 0,
  });

interface AskedRefundLine {
  readonly OrderItemRowId?: string;
  readonly ReturnRowId?: number;
  readonly RefundedUnit?: RefundedUnit;
  readonly Amount?: number;
  readonly Quantity?: number;
  readonly CancelledQuantity?: number;
  readonly ExternalReference?: string;
  readonly FreeTextOrNote?: string;
  readonly ReasonTag?: string;
  readonly SubReasonTag?: string;
  readonly ReasonCategory?: string;
}

const toRefundLine = (line: AskedRefundLine) => ({
  unit: line.RefundedUnit ?? 'Item',
  orderRowId: line.OrderItemRowId ?? null,
  returnRowId: line.ReturnRowId ?? null,
  amount: line.Amount ?? 0,
  quantity: line.Quantity ?? 0,
  cancelledQuantity: line.CancelledQuantity ?? 0,
  externalReference: line.ExternalReference ?? '',
  text: line.FreeTextOrNote ?? '',
  category: line.ReasonCategory ?? '',
  reasonTag: line.ReasonTag ?? '',
  subReasonTag: line.SubReasonTag ?? '',
});

const RETURN_READS: Handlers = {
  'ReturnsRefunds/SearchReturnsRefundsPaged': typed<
    ReturnsQuery & { pageNum?: number; numEntriesPerPage?: number }
  >(({ pageNum, numEntriesPerPage = 25, ...query }, { account }) => {
    if (numEntriesPerPage > LARGEST_PAGE)
      throw badRequest(`Number of entries per page cannot be greater than ${LARGEST_PAGE}.`);
    return pageOf(searchReturns(account, query), pageNum, numEntriesPerPage);
  }),

  'ReturnsRefunds/GetRMAHeadersByOrderId': typed<{ OrderId?: string }>(
    ({ OrderId }, { account }) => {
      const order = orderOf(account, OrderId);
      const rmas = account.returns.rmasOf(order.id);
      return { RMAHeaders: rmas.map((rma) => rmaHeader(account, order, rma)) };
    },
  ),

  'ReturnsRefunds/GetRefundHeadersByOrderId': typed<{ OrderId?: string }>(
    ({ OrderId }, { account }) => {
      const order = orderOf(account, OrderId);
      const refunds = account.returns.refundsOf(order.id);
      return { RefundHeaders: refunds.map((refund) => refundHeader(account, order, refund)) };
    },
  ),
};

const RETURN_WRITES: Handlers = {
  'ReturnsRefunds/CreateRMABooking': typed<CreateRma>((request, { account }) => {
    const order = orderOf(account, request.OrderId);
    const lines = [
      ...(request.ReturnItems ?? []).map(toLine('Return')),
      ...(request.ExchangeItems ?? []).map(toLine('Exchange')),
      ...(request.ResendItems ?? []).map(toLine('Resend')),
    ];
    const Errors = faultsOfReturn(account, order, lines);
    if (Errors.length > 0) return { Items: [], Errors, Info: [] };
    const rma = bookReturn(
      account,
      order,
      lines,
      request.Reference ?? '',
      request.ChannelInitiated,
    );
    const Items = rma.lines.map((line) => rmaItem(account, order, rma, line));
    return { RMAHeaderId: rma.id, Items, Errors, Info: [] };
  }),

  'ReturnsRefunds/ActionRMABooking': typed<{ RMAHeaderId?: number; OrderId?: string }>(
    ({ RMAHeaderId, OrderId }, { account }) => {
      const order = orderOf(account, OrderId);
      const rma = account.returns.rmasOf(order.id).find(({ id }) => id === RMAHeaderId);
      if (!rma) throw badRequest('RMA not found');
      const isNew = rma.actionedAt === null;
      if (isNew) actionReturn(account, order, rma);
      return {
        RMAHeaderId: rma.id,
        Status: statusOf(rma.actionedAt),
        SuccessfullyActioned: isNew,
        Items: rma.lines.map((line) => rmaItem(account, order, rma, line)),
        Errors: isNew ? [] : ['RMA has already been actioned'],
        Info: [],
      };
    },
  ),

  'ReturnsRefunds/CreateRefund': typed<{
    ChannelInitiated?: boolean;
    OrderId?: string;
    RefundLines?: AskedRefundLine[];
  }>(({ ChannelInitiated, OrderId, RefundLines = [] }, { account }) => {
    const order = orderOf(account, OrderId);
    if (!order.processedAt)
      return { CannotRefundReason: 'OpenOrderInLinnworks', Errors: [], RefundLines: [] };
    if (RefundLines.length === 0)
      return { CannotRefundReason: 'NoNewRefundsSpecified', Errors: [], RefundLines: [] };
    const refund = bookRefund(account, order, RefundLines.map(toRefundLine), ChannelInitiated);
    return {
      RefundHeaderId: refund.id,
      RefundReference: refundReference(refund),
      Status: statusOf(refund.actionedAt),
      CannotRefundReason: 'None',
      Errors: [],
      RefundLines: refund.lines.map((line) => refundItem(account, order, refund, line)),
    };
  }),

  'ReturnsRefunds/ActionRefund': typed<{ RefundHeaderId?: number; OrderId?: string }>(
    ({ RefundHeaderId, OrderId }, { account }) => {
      const order = orderOf(account, OrderId);
      const refund = account.returns.refundsOf(order.id).find(({ id }) => id === RefundHeaderId);
      if (!refund) throw badRequest('Refund not found');
      const isNew = refund.actionedAt === null;
      if (isNew) actionRefund(account, order, refund);
      return {
        RefundHeaderId: refund.id,
        RefundReference: refundReference(refund),
        Status: statusOf(refund.actionedAt),
        SuccessfullyActioned: isNew,
        CannotRefundReason: 'None',
        Errors: isNew ? [] : ['Refund has already been actioned'],
        RefundLines: refund.lines.map((line) => refundItem(account, order, refund, line)),
      };
    },
  ),
};

export const RETURNS: Handlers = { ...RETURN_READS, ...RETURN_WRITES };
