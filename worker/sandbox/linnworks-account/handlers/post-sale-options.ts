import { amountsOf } from '../orders/amounts.ts';
import { orderDetails } from '../orders/order-details.ts';
import { refundedAmount } from '../returns/book-return.ts';
import { refundItem, rmaItem } from '../returns/return-rows.ts';
import type { Account } from '../state/account.ts';
import { isCancelled, isProcessed, type Order } from '../state/order.ts';
import { orderOf } from './find-order.ts';
import { typed, type Handlers } from './handler.ts';

const LONGEST_NOTE = 200;

function refundOptions(account: Account, order: Order): object {
  const isOpen = !isProcessed(order);
  const left = amountsOf(order).totalCharge - refundedAmount(account, order.id);
  const can = !isOpen && left > 0;
  const refunds = account.returns.refundsOf(order.id);
  return {
    CanRefund: can,
    CanRefundInternally: can,
    CanRefundItems: can,
    CanRefundServices: can,
    CanRefundShipping: can,
    CanRefundShippingIndependently: can,
    CanRefundAdditionally: can,
    CanRefundFreeText: true,
    RefundFreeTextOrNoteMaxLength: LONGEST_NOTE,
    CannotRefundReason: isOpen
      ? 'OpenOrderInLinnworks'
      : can
        ? 'None'
        : 'OrderIsFullyRefundedInLinnworks',
    AllExistingRefunds: refunds.flatMap((refund) =>
      refund.lines.map((line) => refundItem(account, order, refund, line)),
    ),
    Order: orderDetails(account, order),
    Errors: [],
  };
}

function returnOptions(account: Account, order: Order): object {
  const left = order.lines.some(
    (line) => line.quantity > account.returns.returnedQuantity(order.id, line.rowId),
  );
  const isShipped = isProcessed(order) && !isCancelled(order);
  return {
    CanReturn: isShipped && left,
    CanReturnInternally: isShipped && left,
    MustHaveRefund: false,
    RefundAutoPopulated: false,
    CanHaveRefund: true,
    ReturnReasons: [],
    CannotReturnReason: !isShipped
      ? 'OpenOrderInLinnworks'
      : left
        ? 'None'
        : 'AlreadyReturnedInLinnworks',
    RefundOptions: refundOptions(account, order),
    AllExistingRMAs: account.returns
      .rmasOf(order.id)
      .flatMap((rma) => rma.lines.map((line) => rmaItem(account, order, rma, line))),
    Order: orderDetails(account, order),
    Errors: [],
    Info: [],
  };
}

/** What may be done to an order after the sale. */
export const POST_SALE_OPTIONS: Handlers = {
  'ReturnsRefunds/GetReturnOptions': typed<{ OrderId?: string }>(({ OrderId }, { account }) => ({
    ReturnOptions: returnOptions(account, orderOf(account, OrderId)),
  })),

  'ReturnsRefunds/GetRefundOptions': typed<{ OrderId?: string }>(({ OrderId }, { account }) => ({
    RefundOptions: refundOptions(account, orderOf(account, OrderId)),
  })),

  'PostSale/GetCancellationOptions': typed<{ orderId?: string }>(({ orderId }, { account }) => {
    const order = orderOf(account, orderId);
    const can = !isProcessed(order) && !order.isLocked;
    return {
      CanCancel: can,
      CanCancelInternally: can,
      CanCancelOrderLines: false,
      CanCancelPartially: false,
      CanCancelFreeText: true,
      CancelFreeTextOrNoteMaxLength: LONGEST_NOTE,
      AutomaticRefundOnCancel: false,
      AllowRefundOnCancel: true,
      CancellationReasons: [],
      OrderIsLockedOnUnhandledError: false,
      Order: orderDetails(account, order),
      Errors: [],
    };
  }),
};
