import { randomUUID } from 'node:crypto';
import type { Account } from '../state/account.ts';
import type { Address, Order } from '../state/order.ts';
import { isProcessed } from '../state/order.ts';
import { locationByName } from '../stock/locations.ts';
import { WAREHOUSE_USER } from '../warehouse/steps.ts';
import { ControlError, notNow, textOf, type Body } from './command.ts';
import type { Controlled } from './control.ts';
import { openOrdersOf } from './split-and-merge.ts';

type Change = (account: Account, order: Order, body: Body) => void;

const changing =
  (change: Change) =>
  ({ account }: Controlled, body: Body): object => {
    for (const order of openOrdersOf(account, textOf(body, 'reference')))
      change(account, order, body);
    return {};
  };

/** No trace is left: not among the open orders, not among the processed ones. */
function erase(account: Account, order: Order): void {
  account.stock.reserve(order, false);
  account.orders.remove(order);
}

function move(account: Account, order: Order, body: Body): void {
  const location = locationByName(textOf(body, 'location'));
  if (!location) throw new ControlError(400, `There is no location ${textOf(body, 'location')}`);
  order.locationId = location.id;
  account.stock.reserve(order);
  account.note(order, 'ORDER_MOVED', `Moved to ${location.name}`, WAREHOUSE_USER);
}

/** The label and its tracking number are void; the goods are still picked. */
function voidLabel(account: Account, order: Order): void {
  if (!order.labelPrinted) throw notNow(`Order ${order.number} has no label`);
  order.stage = 'picked';
  order.labelPrinted = false;
  order.trackingNumber = '';
  order.parcels = [];
  account.note(order, 'SHIPPING_LABEL_CANCELLED', 'Shipping label cancelled', WAREHOUSE_USER);
}

/** A rule of the account adds a free line: a leaflet, a sample, gift wrapping. */
function addLine(account: Account, order: Order, body: Body): void {
  const sku = textOf(body, 'sku');
  const item = account.stock.bySku(sku);
  if (!item) throw new ControlError(400, `There is no item ${sku}`);
  order.lines.push({
    rowId: randomUUID(),
    itemNumber: '',
    channelSku: sku,
    stockItemId: item.id,
    title: item.title,
    isService: false,
    quantity: 1,
    pricePerUnit: 0,
    taxInclusive: false,
    taxRate: 0,
    discountPercent: 0,
    options: [],
    addedAt: account.clock(),
  });
  account.stock.reserve(order);
  account.note(order, 'RULE_EXECUTED', `Added ${sku}`, 'Rules engine');
}

/** Some pieces leave while the rest waits: the order stays open and is marked. */
function partShip(account: Account, order: Order, body: Body): void {
  const asked = Array.isArray(body.lines)
    ? (body.lines as { sku: string; quantity: number }[])
    : [];
  for (const { sku, quantity } of asked) {
    const line = order.lines.find(({ channelSku }) => channelSku === sku);
    if (!line || quantity > line.quantity)
      throw new ControlError(
        400,
        `Order ${order.number} has no ${quantity} pieces of ${sku} to send ahead`,
      );
    order.partShipped.set(line.rowId, quantity);
  }
  account.note(order, 'ORDER_PART_SHIPPED', 'Part of the order has left', WAREHOUSE_USER);
}

/** Some pieces are set aside in their racks; the rest is missing. */
function setAside(account: Account, order: Order, body: Body): void {
  const asked = Array.isArray(body.lines)
    ? (body.lines as { sku: string; quantity: number; binRack: string }[])
    : [];
  for (const { sku, quantity, binRack } of asked) {
    const line = order.lines.find(({ channelSku }) => channelSku === sku);
    if (!line) throw new ControlError(400, `Order ${order.number} has no ${sku}`);
    order.setAside.set(line.rowId, { binRack, quantity });
  }
  order.allocation = 'Partial';
  account.note(order, 'STOCK_ALLOCATED', 'Allocation: Partial', WAREHOUSE_USER);
}

function despatchBy(account: Account, order: Order, body: Body): void {
  order.despatchBy = new Date(textOf(body, 'at'));
  account.note(order, 'DESPATCH_DATE', `Despatch by ${textOf(body, 'at')}`, 'Rules engine');
}

const NOBODY: Partial<Address> = {
  fullName: '',
  company: '',
  address1: '',
  address2: '',
  address3: '',
  town: '',
  postCode: '',
  phoneNumber: '',
  emailAddress: '',
};

/** `PIIRedactionDays` are over: the account blanks who bought it. */
function redact({ account }: Controlled, body: Body): object {
  const orders = account.orders.byReference(textOf(body, 'reference'));
  if (!orders.some(isProcessed)) throw notNow('Only processed orders are redacted');
  for (const order of orders) {
    order.buyerName = '';
    order.deliveryAddress = { ...order.deliveryAddress, ...NOBODY };
    order.billingAddress = { ...order.billingAddress, ...NOBODY };
    order.notes = [];
    account.orders.touch(order);
  }
  return {};
}

/** What people and rules do at a desk, not at the shelves. */
export const OFFICE_COMMANDS = {
  'POST warehouse/delete': changing(erase),
  'POST warehouse/move': changing(move),
  'POST warehouse/void-label': changing(voidLabel),
  'POST warehouse/part-ship': changing(partShip),
  'POST warehouse/add-line': changing(addLine),
  'POST warehouse/set-aside': changing(setAside),
  'POST warehouse/despatch-by': changing(despatchBy),
  'POST warehouse/redact': redact,
  'POST warehouse/folder': changing((account, order, body) => {
    order.folders.add(textOf(body, 'name'));
    account.note(order, 'ORDER_FOLDER', `Folder ${textOf(body, 'name')}`, WAREHOUSE_USER);
  }),
  'POST warehouse/identifier': changing((account, order, body) => {
    order.identifiers.add(textOf(body, 'name'));
    account.note(order, 'ORDER_IDENTIFIER', `Tagged ${textOf(body, 'name')}`, WAREHOUSE_USER);
  }),
};
