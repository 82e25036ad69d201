import { createOrders } from '../orders/create-orders.ts';
import type { Handlers } from './handler.ts';

export const ORDER_ENTRY: Handlers = {
  'Orders/CreateOrders': (args, { account }) => createOrders(account, args),
};
