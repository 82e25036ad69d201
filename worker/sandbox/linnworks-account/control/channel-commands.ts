import { createOrders } from '../orders/create-orders.ts';
import type { ChannelOrder } from '../orders/channel-order.ts';
import { processOrder } from '../orders/leave-order-book.ts';
import type { Account } from '../state/account.ts';
import type { Order } from '../state/order.ts';
import { WAREHOUSE_USER } from '../warehouse/steps.ts';
import { ControlError, type Body } from './command.ts';
import type { Controlled } from './control.ts';
import { summaryOf } from './order-summary.ts';

const DAY_MS = 24 * 60 * 60_000;

function save(account: Account, sent: ChannelOrder): Order {
  const [id] = createOrders(account, { orders: [sent] });
  const order = account.orders.byId(id ?? '');
  if (!order) throw new ControlError(400, `Order ${sent.ReferenceNumber ?? ''} is there already`);
  return order;
}

/** A marketplace of the account brings orders: what its integration would download. */
function sell({ account }: Controlled, { orders }: Body): object[] {
  if (!Array.isArray(orders)) throw new ControlError(400, 'orders is a list of channel orders');
  return (orders as ChannelOrder[]).map((sent) => summaryOf(account, save(account, sent)));
}

const pastOrder = (n: number, sku: string, source: string, at: Date): ChannelOrder => ({
  Source: source,
  SubSource: 'Past',
  ReferenceNumber: `PAST-${n}`,
  ReceivedDate: at.toISOString(),
  DispatchBy: at.toISOString(),
  PaymentStatus: 'Paid',
  PaidOn: at.toISOString(),
  Currency: 'GBP',
  UseChannelTax: true,
  AutomaticallyLinkBySKU: true,
  ChannelBuyerName: `Buyer ${n}`,
  DeliveryAddress: { FullName: `Buyer ${n}`, Address1: '1 Past Lane', Town: 'Leeds' },
  OrderItems: [
    {
      ...{ ItemNumber: `${n}-1`, ChannelSKU: sku, ItemTitle: `Title of ${sku}`, Qty: 1 },
      ...{ PricePerUnit: 12, TaxCostInclusive: true, UseChannelTax: true, TaxRate: 20 },
    },
  ],
});

/** Orders that were shipped before anybody looked, evenly over the days before now. */
function past({ account }: Controlled, body: Body): object {
  const { count, days = 30, sku, source = 'AMAZON' } = body;
  if (typeof count !== 'number' || typeof days !== 'number' || typeof sku !== 'string')
    throw new ControlError(400, 'count and days are numbers, sku is a text');
  const now = account.clock().getTime();
  const first = account.orders.size;
  for (let n = 0; n < count; n++) {
    const at = new Date(now - days * DAY_MS * (1 - n / count));
    const order = save(account, pastOrder(first + n, sku, String(source), at));
    processOrder(account, order, WAREHOUSE_USER);
    order.processedAt = at;
    // Long ago: a reader of the delta, who looks back a day, does not meet it.
    order.lastUpdated = at;
  }
  return { count };
}

export const CHANNEL_COMMANDS = { 'POST sell': sell, 'POST past': past };
