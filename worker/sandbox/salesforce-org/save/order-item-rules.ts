import { timestamp, type Kernel } from '../kernel.ts';
import type { Row } from '../ports.ts';
import { changedFields, childrenOf, refuse, type ObjectRules, type RuleContext } from './rules.ts';

const WRONG_BOOK =
  'Order Products must have a Price Book Entry that belongs to the Price Book related to the parent Order';

const cents = (amount: number): number => Math.round(amount * 100) / 100;

function orderOf(kernel: Kernel, item: Row): Row {
  const order = kernel.store.find(String(item['OrderId']));
  return order ?? refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['OrderId']);
}

function checkQuantity(item: Row): void {
  const quantity = Number(item['Quantity']);
  if (quantity > 0) return;
  refuse('FIELD_INTEGRITY_EXCEPTION', 'Quantity must be greater than zero', ['Quantity']);
}

function create({ kernel }: RuleContext, item: Row): Row {
  const order = orderOf(kernel, item);
  if (order['StatusCode'] === 'Activated')
    refuse('FIELD_INTEGRITY_EXCEPTION', "You can't add products to an activated order.", [
      'OrderId',
    ]);
  const entry = kernel.store.find(String(item['PricebookEntryId']));
  if (!entry || (order['Pricebook2Id'] ?? null) !== entry['Pricebook2Id'])
    refuse('FIELD_INTEGRITY_EXCEPTION', WRONG_BOOK, ['PricebookEntryId']);
  if (entry['IsActive'] !== true)
    refuse('FIELD_INTEGRITY_EXCEPTION', 'pricebook entry is inactive', ['PricebookEntryId']);
  return {
    ...item,
    Product2Id: entry['Product2Id'],
    ListPrice: entry['UnitPrice'],
    UnitPrice: item['UnitPrice'] ?? entry['UnitPrice'],
  };
}

function checkActivatedEdit({ kernel, actor }: RuleContext, before: Row, after: Row): void {
  if (changedFields(before, after).length === 0 || actor.system) return;
  if (orderOf(kernel, before)['StatusCode'] !== 'Activated') return;
  if (kernel.access.has(actor.user, 'EditActivatedOrders')) return;
  const message = 'You need the Edit Activated Orders permission to change an activated order.';
  refuse('FIELD_INTEGRITY_EXCEPTION', message);
}

/** The order's total follows its products without running the order's own rules. */
function rollUp({ kernel }: RuleContext, item: Row): void {
  const order = kernel.store.find(String(item['OrderId']));
  const object = kernel.schema.findObject('Order');
  if (!order || !object) return;
  const items = childrenOf(kernel, 'OrderItem', 'OrderId', order['Id']);
  const total = cents(items.reduce((sum, { TotalPrice }) => sum + Number(TotalPrice ?? 0), 0));
  if (order['TotalAmount'] === total) return;
  const now = timestamp(kernel.now());
  kernel.store.put(object, {
    ...order,
    TotalAmount: total,
    LastModifiedDate: now,
    SystemModstamp: now,
  });
}

/** Order products: prices from the price book entry, totals, and the lock of an activated order. */
export const orderItemRules: ObjectRules = {
  beforeSave(context, before, after) {
    const item = before ? after : create(context, after);
    checkQuantity(item);
    if (before) checkActivatedEdit(context, before, item);
    const { UnitPrice, Quantity } = item;
    return {
      ...item,
      AvailableQuantity: Quantity,
      TotalPrice: cents(Number(UnitPrice) * Number(Quantity)),
    };
  },
  beforeDelete({ kernel }, row) {
    if (orderOf(kernel, row)['StatusCode'] === 'Activated')
      refuse('DELETE_FAILED', "You can't remove products from an activated order.");
  },
  afterChange: rollUp,
};
