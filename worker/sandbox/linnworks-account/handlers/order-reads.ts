import { nullReference } from '../http/refusal.ts';
import { orderDetails } from '../orders/order-details.ts';
import { typed, type Handlers } from './handler.ts';

/** Reads of single orders and of orders by their ids, open or processed. */
export const ORDER_READS: Handlers = {
  'Orders/GetOrdersById': typed<{ pkOrderIds?: string[] }>(({ pkOrderIds }, { account }) => {
    if (!pkOrderIds) throw nullReference();
    const orders = [...new Set(pkOrderIds)].flatMap((id) => account.orders.byId(id) ?? []);
    return orders.map((order) => orderDetails(account, order));
  }),

  'Orders/GetOrderDetailsByReferenceId': typed<{ ReferenceId?: string }>(
    ({ ReferenceId = '' }, { account }) =>
      account.orders
        .byReference(ReferenceId)
        .slice(0, 50)
        .map((order) => orderDetails(account, order)),
  ),

  'Orders/GetOrderDetailsByNumOrderId': typed<{ OrderId?: number }>(
    ({ OrderId = 0 }, { account }) => {
      const order = account.orders.byNumber(OrderId);
      return order ? orderDetails(account, order) : {};
    },
  ),
};
