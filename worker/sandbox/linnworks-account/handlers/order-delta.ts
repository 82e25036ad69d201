import { readOrders } from '../orders/orders-delta.ts';
import type { Handlers } from './handler.ts';

export const ORDER_DELTA: Handlers = {
  'v2/orders': (args, { account }) => readOrders(account, args),
};
