import { addNote, cancelOrder } from '../orders/leave-order-book.ts';
import type { Account } from '../state/account.ts';
import type { Order, Stage } from '../state/order.ts';
import { STAGES, WAREHOUSE_USER, whyNot } from '../warehouse/steps.ts';
import type { Pace } from '../warehouse/warehouse.ts';
import { ControlError, notNow, textOf, type Body } from './command.ts';
import type { Controlled } from './control.ts';
import { summaryOf } from './order-summary.ts';
import { actionByHand, deleteByHand, returnByHand } from './return-command.ts';
import { mergeByHand, openOrdersOf, splitByHand } from './split-and-merge.ts';

const PACES = ['paused', 'slow', 'normal', 'fast'];

function pace({ warehouse }: Controlled, { pace: wanted }: Body): object {
  const seconds = (wanted as { secondsPerStep?: unknown } | undefined)?.secondsPerStep;
  if (typeof seconds !== 'number' && !PACES.includes(String(wanted)))
    throw new ControlError(400, `A pace is one of ${PACES.join(', ')} or {secondsPerStep}`);
  warehouse.setPace(wanted as Pace);
  return { pace: wanted };
}

function step({ account, warehouse }: Controlled, body: Body): object[] {
  const to = body.to as Stage | undefined;
  if (to !== undefined && !STAGES.includes(to))
    throw new ControlError(400, `A stage is one of ${STAGES.join(', ')}`);
  const parcels = typeof body.parcels === 'number' ? body.parcels : undefined;
  const orders =
    body.reference === undefined
      ? [...account.orders.open()].filter((order) => whyNot(order) === null)
      : openOrdersOf(account, textOf(body, 'reference')).filter(
          ({ number }) => body.number === undefined || number === body.number,
        );
  for (const order of orders) {
    try {
      warehouse.advance(order, to, parcels);
    } catch (error) {
      if (body.reference !== undefined)
        throw notNow(error instanceof Error ? error.message : String(error));
    }
  }
  return orders.map((order) => summaryOf(account, order));
}

type Change = (account: Account, order: Order, body: Body) => void;

/** A command that changes every open order of the reference. */
const changing =
  (change: Change) =>
  ({ account }: Controlled, body: Body): object[] => {
    const orders = openOrdersOf(account, textOf(body, 'reference'));
    for (const order of orders) change(account, order, body);
    return orders.map((order) => summaryOf(account, order));
  };

const isOn = (body: Body): boolean => body.on !== false;

export const WAREHOUSE_COMMANDS = {
  'POST warehouse': pace,
  'POST warehouse/step': step,
  'POST warehouse/split': ({ account }: Controlled, body: Body) => splitByHand(account, body),
  'POST warehouse/merge': ({ account }: Controlled, body: Body) => mergeByHand(account, body),
  'POST warehouse/return': ({ account }: Controlled, body: Body) => returnByHand(account, body),
  'POST warehouse/return-action': ({ account }: Controlled, body: Body) =>
    actionByHand(account, body),
  'POST warehouse/return-delete': ({ account }: Controlled, body: Body) =>
    deleteByHand(account, body),
  'POST warehouse/cancel': changing((account, order, body) =>
    cancelOrder(account, order, textOf(body, 'reason'), WAREHOUSE_USER),
  ),
  'POST warehouse/hold': changing((account, order, body) => {
    order.isOnHold = isOn(body);
    account.note(order, 'ORDER_HOLD', isOn(body) ? 'On hold' : 'Hold released', WAREHOUSE_USER);
  }),
  'POST warehouse/park': changing((account, order) => {
    order.parkedFor.add('tag');
    account.note(order, 'ORDER_PARKED', 'Order parked', WAREHOUSE_USER);
  }),
  'POST warehouse/unpark': changing((account, order) => {
    order.parkedFor.clear();
    account.note(order, 'ORDER_UNPARKED', 'Order unparked', WAREHOUSE_USER);
  }),
  'POST warehouse/lock': changing((account, order, body) => {
    order.isLocked = isOn(body);
    account.stock.reserve(order);
    account.note(order, 'ORDER_LOCKED', isOn(body) ? 'Locked' : 'Unlocked', WAREHOUSE_USER);
  }),
  'POST warehouse/note': changing((account, order, body) =>
    addNote(account, order, textOf(body, 'text'), true, WAREHOUSE_USER),
  ),
};
