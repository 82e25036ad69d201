import { processOrder } from '../orders/leave-order-book.ts';
import type { Account } from '../state/account.ts';
import type { Order, Parcel, Stage, StockAllocation } from '../state/order.ts';
import { newTrackingNumber } from './tracking.ts';

export const WAREHOUSE_USER = 'warehouse@merchant.example';
const CHANCE_OF_TWO_PARCELS = 0.25;

export interface StepContext {
  readonly account: Account;
  /** How many parcels to make when packing; chance decides where it is not said. */
  readonly parcels?: number | undefined;
}

/** What is on the shelves for the order: `Full` only when every linked line can be picked whole. */
function allocationOf(account: Account, order: Order): StockAllocation {
  const wanted = new Map<string, number>();
  for (const { item, quantity } of account.stock.needs(order))
    wanted.set(item.id, (wanted.get(item.id) ?? 0) + quantity);
  const onHand = [...wanted].map(([id, quantity]) => {
    const level = account.stock.byId(id)?.levels.get(order.locationId);
    const there = level ? level.onHand - level.allocated : 0;
    return there >= quantity ? 1 : there > 0 ? 0.5 : 0;
  });
  const isUnlinked = order.lines.some((line) => line.stockItemId === null && !line.isService);
  if (onHand.every((share) => share === 1) && !isUnlinked) return 'Full';
  return onHand.some((share) => share > 0) ? 'Partial' : 'Insuffient';
}

function allocate({ account }: StepContext, order: Order): boolean {
  const allocation = allocationOf(account, order);
  const isNew = order.allocation !== allocation;
  order.allocation = allocation;
  if (allocation === 'Full') {
    order.stage = 'allocated';
    order.setAside.clear();
    account.stock.reserve(order);
  }
  if (isNew) account.note(order, 'STOCK_ALLOCATED', `Allocation: ${allocation}`, WAREHOUSE_USER);
  return allocation === 'Full';
}

function startPicking({ account }: StepContext, order: Order): boolean {
  order.stage = 'picking';
  order.pickListPrinted = true;
  account.waves.add(order);
  account.note(order, 'PICKLIST_PRINTED', 'Pick list printed', WAREHOUSE_USER);
  return true;
}

function finishPicking({ account }: StepContext, order: Order): boolean {
  order.stage = 'picked';
  account.waves.finish(order);
  account.note(order, 'ORDER_PICKED', 'All items picked', WAREHOUSE_USER);
  return true;
}

/** Deals the pieces of the order out to so many parcels, line by line. */
function deal(order: Order, count: number): { rowId: string; quantity: number }[][] {
  const parcels = Array.from({ length: count }, () => new Map<string, number>());
  const pieces = order.lines
    .filter((line) => !line.isService)
    .flatMap((line) => Array.from({ length: line.quantity }, () => line.rowId));
  pieces.forEach((rowId, n) => {
    const parcel = parcels[Math.floor((n * count) / pieces.length)];
    parcel?.set(rowId, (parcel.get(rowId) ?? 0) + 1);
  });
  return parcels.map((parcel) => [...parcel].map(([rowId, quantity]) => ({ rowId, quantity })));
}

function parcelCount({ account, parcels }: StepContext, order: Order): number {
  const pieces = order.lines.reduce((sum, line) => sum + (line.isService ? 0 : line.quantity), 0);
  const byChance = account.ids.random() < CHANCE_OF_TWO_PARCELS ? 2 : 1;
  return Math.max(1, Math.min(parcels ?? byChance, pieces));
}

function weigh(account: Account, order: Order, lines: Parcel['lines']): number {
  return lines.reduce((sum, { rowId, quantity }) => {
    const id = order.lines.find((line) => line.rowId === rowId)?.stockItemId ?? '';
    return sum + (account.stock.byId(id)?.weightKg ?? 0) * quantity;
  }, 0);
}

function pack(context: StepContext, order: Order): boolean {
  const { account } = context;
  const vendor = account.postalServices.byId(order.postalServiceId)?.vendor ?? '';
  order.parcels = deal(order, parcelCount(context, order)).map((lines) => ({
    id: account.ids.guid(),
    trackingNumber: newTrackingNumber(vendor, account.ids),
    labelId: String(Math.floor(account.ids.random() * 1e9)),
    printedAt: account.clock(),
    weightKg: weigh(account, order, lines),
    lines,
  }));
  order.stage = 'packed';
  order.labelPrinted = true;
  order.invoicePrinted = true;
  order.trackingNumber = order.parcels[0]?.trackingNumber ?? '';
  account.note(order, 'SHIPPING_LABEL_PRINTED', 'Shipping label printed', WAREHOUSE_USER);
  return true;
}

function ship({ account }: StepContext, order: Order): boolean {
  processOrder(account, order, WAREHOUSE_USER);
  return true;
}

type Step = (context: StepContext, order: Order) => boolean;

/** What is done next to an order in each stage, and `null` where nothing is left. */
const NEXT: Readonly<Record<Stage, Step | null>> = {
  waiting: allocate,
  allocated: startPicking,
  picking: finishPicking,
  picked: pack,
  packed: ship,
  shipped: null,
};

export const STAGES = Object.keys(NEXT) as Stage[];

/** Takes one step. False when it cannot be taken: the goods are not there, or nothing is left to do. */
export function takeStep(context: StepContext, order: Order): boolean {
  return NEXT[order.stage]?.(context, order) ?? false;
}

/** Why the warehouse leaves this order alone; null when it may be worked on. */
export function whyNot(order: Order): string | null {
  if (order.cancelledAt) return 'it is cancelled';
  if (order.processedAt) return 'it is already shipped';
  if (order.status !== 1 && order.status !== 4) return 'it is not paid';
  if (order.parkedFor.size > 0) return `it is parked (${[...order.parkedFor].join(', ')})`;
  if (order.isLocked) return 'it is locked';
  return order.isOnHold ? 'it is on hold' : null;
}
