import { timestamp, type Kernel } from '../kernel.ts';
import type { Row } from '../ports.ts';
import { changedFields, childrenOf, refuse, type ObjectRules, type RuleContext } from './rules.ts';

/** Fields that stay as they are once an order is activated, whoever edits it. */
const LOCKED = ['AccountId', 'ContractId', 'EffectiveDate', 'Pricebook2Id'];

/** The category behind an order status: an org may have several statuses of one category. */
function statusCode(kernel: Kernel, status: unknown): string {
  const object = kernel.schema.findObject('OrderStatus');
  const rows = object ? kernel.store.all(object) : [];
  const found = rows.find((row) => row['ApiName'] === status)?.['StatusCode'];
  return typeof found === 'string' ? found : String(status);
}

const itemsOf = (kernel: Kernel, order: Row): Row[] =>
  childrenOf(kernel, 'OrderItem', 'OrderId', order['Id']);

function activate({ kernel, actor }: RuleContext, before: Row, after: Row): Row {
  const others = changedFields(before, after).filter((name) => name !== 'Status');
  if (others.length > 0) {
    const message = `While activating an order, you can only change its status: ${others.join(', ')}`;
    refuse('FAILED_ACTIVATION', message, others);
  }
  if (!actor.system && !kernel.access.has(actor.user, 'ActivateOrder'))
    refuse('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
  if (itemsOf(kernel, before).length === 0)
    refuse('FAILED_ACTIVATION', 'An order must have at least one product to be activated.');
  return {
    ...after,
    StatusCode: 'Activated',
    ActivatedDate: timestamp(kernel.now()),
    ActivatedById: actor.user.id,
  };
}

function checkActivatedEdit({ kernel, actor }: RuleContext, before: Row, after: Row): void {
  const changed = changedFields(before, after);
  if (changed.length === 0 || actor.system) return;
  const locked = changed.filter((name) => LOCKED.includes(name));
  if (locked.length > 0)
    refuse('FIELD_INTEGRITY_EXCEPTION', 'field integrity exception (activated order)', locked);
  if (!kernel.access.has(actor.user, 'EditActivatedOrders')) {
    const message = 'You need the Edit Activated Orders permission to change an activated order.';
    refuse('FIELD_INTEGRITY_EXCEPTION', message, changed);
  }
}

function checkPricebook({ kernel }: RuleContext, before: Row, after: Row): void {
  const isChanged = (before['Pricebook2Id'] ?? null) !== (after['Pricebook2Id'] ?? null);
  if (!isChanged || itemsOf(kernel, before).length === 0) return;
  const message = "can't change the price book of an order that has products";
  refuse('FIELD_INTEGRITY_EXCEPTION', message, ['Pricebook2Id']);
}

/** Lifecycle of an order: created as a draft, activated by itself, then locked (Object Reference, "Order"). */
export const orderRules: ObjectRules = {
  beforeSave(context, before, after) {
    const code = statusCode(context.kernel, after['Status']);
    if (!before) {
      if (code !== 'Draft') {
        const message = 'Choose a valid order status. An order must be created as a draft.';
        refuse('FAILED_ACTIVATION', message, ['Status']);
      }
      return { ...after, StatusCode: code, TotalAmount: 0 };
    }
    const wasActivated = before['StatusCode'] === 'Activated';
    if (!wasActivated && code === 'Activated') return activate(context, before, after);
    if (wasActivated) checkActivatedEdit(context, before, after);
    checkPricebook(context, before, after);
    if (wasActivated && code === 'Draft')
      return { ...after, StatusCode: code, ActivatedDate: null, ActivatedById: null };
    return { ...after, StatusCode: code };
  },
  beforeDelete(_context, row) {
    if (row['StatusCode'] === 'Activated')
      refuse('DELETE_FAILED', 'An activated order cannot be deleted.');
  },
};
