import { codedBadRequest } from '../http/refusal.ts';
import { totalsInfo, weightOf } from '../orders/order-details.ts';
import { oneOrderItem } from '../orders/order-items.ts';
import type { Account } from '../state/account.ts';
import type { Order, OrderLine } from '../state/order.ts';
import { editableOrder } from './find-order.ts';
import { typed, type Handlers } from './handler.ts';

interface OrderItem {
  readonly RowId?: string;
  readonly Quantity?: number;
  readonly PricePerUnit?: number;
  readonly Discount?: number;
  readonly TaxRate?: number;
  readonly TaxCostInclusive?: boolean;
}

interface Pricing {
  readonly PricePerUnit?: number;
  readonly DiscountPercentage?: number;
  readonly TaxRatePercentage?: number;
  readonly TaxInclusive?: boolean;
}

const result = (account: Account, order: Order, line?: OrderLine): object => ({
  TotalsInfo: totalsInfo(order),
  Item: line ? oneOrderItem(account, order, line) : undefined,
  ItemWeight: weightOf(account, order),
  TotalWeight: weightOf(account, order),
});

function changed(account: Account, order: Order, text: string): void {
  account.stock.reserve(order);
  account.note(order, 'ORDER_ITEMS_CHANGED', text);
}

function lineOf(order: Order, rowId: string | undefined): OrderLine {
  const line = order.lines.find((candidate) => candidate.rowId === rowId);
  if (!line) throw codedBadRequest('Order item not found', '-');
  return line;
}

function newLine(account: Account, line: Partial<OrderLine>): OrderLine {
  return {
    rowId: account.ids.guid(),
    itemNumber: '',
    channelSku: '',
    stockItemId: null,
    title: '',
    isService: false,
    quantity: 1,
    pricePerUnit: 0,
    taxInclusive: false,
    taxRate: 0,
    discountPercent: 0,
    options: [],
    addedAt: account.clock(),
    ...line,
  };
}

/** Later changes to an order's lines. */
export const ORDER_LINES: Handlers = {
  'Orders/UpdateOrderItem': typed<{ orderId?: string; orderItem?: OrderItem }>(
    ({ orderId, orderItem = {} }, { account }) => {
      const order = editableOrder(account, orderId);
      const line = lineOf(order, orderItem.RowId);
      line.quantity = orderItem.Quantity ?? line.quantity;
      line.pricePerUnit = orderItem.PricePerUnit ?? line.pricePerUnit;
      line.discountPercent = orderItem.Discount ?? line.discountPercent;
      line.taxRate = orderItem.TaxRate ?? line.taxRate;
      line.taxInclusive = orderItem.TaxCostInclusive ?? line.taxInclusive;
      changed(account, order, `Item ${line.channelSku} changed`);
      return result(account, order, line);
    },
  ),

  'Orders/AddOrderItem': typed<{
    orderId?: string;
    itemId?: string;
    channelSKU?: string;
    quantity?: number;
    linePricing?: Pricing;
  }>(({ orderId, itemId = '', channelSKU = '', quantity = 1, linePricing = {} }, { account }) => {
    const order = editableOrder(account, orderId);
    const item = account.stock.byId(itemId);
    if (!item) throw codedBadRequest('Stock item not found', '-');
    const line = newLine(account, {
      channelSku: channelSKU,
      stockItemId: item.id,
      title: item.title,
      quantity,
      pricePerUnit: linePricing.PricePerUnit ?? item.price,
      discountPercent: linePricing.DiscountPercentage ?? 0,
      taxRate: linePricing.TaxRatePercentage ?? Math.max(item.taxRate, 0),
      taxInclusive: linePricing.TaxInclusive ?? false,
    });
    order.lines.push(line);
    changed(account, order, `Item ${item.sku} added`);
    return result(account, order, line);
  }),

  'Orders/AddOrderService': typed<{
    OrderId?: string;
    Service?: string;
    Cost?: number;
    TaxRate?: number;
    Quantity?: number;
    DiscountPercentage?: number;
  }>(({ OrderId, Service = '', Cost = 0, TaxRate = 0, ...more }, { account }) => {
    const order = editableOrder(account, OrderId);
    const line = newLine(account, {
      title: Service,
      isService: true,
      quantity: more.Quantity ?? 1,
      pricePerUnit: Cost,
      taxRate: TaxRate,
      discountPercent: more.DiscountPercentage ?? 0,
    });
    order.lines.push(line);
    changed(account, order, `Service ${Service} added`);
    return result(account, order, line);
  }),

  'Orders/RemoveOrderItem': typed<{ orderId?: string; rowid?: string }>(
    ({ orderId, rowid }, { account }) => {
      const order = editableOrder(account, orderId);
      const line = lineOf(order, rowid);
      order.lines = order.lines.filter((other) => other !== line);
      changed(account, order, `Item ${line.channelSku} removed`);
      return result(account, order);
    },
  ),
};
