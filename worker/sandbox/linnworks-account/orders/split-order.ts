import { codedBadRequest } from '../http/refusal.ts';
import type { Account } from '../state/account.ts';
import type { Order, OrderLine } from '../state/order.ts';

export interface PartLine {
  readonly rowId: string;
  readonly quantity: number;
}

export interface Part {
  readonly lines: readonly PartLine[];
  readonly postalServiceId?: string | undefined;
  readonly isParked?: boolean | undefined;
}

const FRESH_WORK = {
  stage: 'waiting',
  allocation: 'NotAllocated',
  pickListPrinted: false,
  labelPrinted: false,
  invoicePrinted: false,
  trackingNumber: '',
} as const;

/** A new order with the same customer and terms, without lines, money of its own or warehouse history. */
export function siblingOf(account: Account, order: Order): Order {
  return {
    ...order,
    ...FRESH_WORK,
    id: account.ids.guid(),
    number: account.orders.takeNumber(),
    parkedFor: new Set(),
    folders: new Set(order.folders),
    identifiers: new Set(order.identifiers),
    lines: [],
    notes: order.notes.map((note) => ({ ...note, id: account.ids.guid() })),
    properties: order.properties.map((property) => ({ ...property, id: account.ids.guid() })),
    audit: [],
    pickWaveIds: [],
    partShipped: new Map(),
    setAside: new Map(),
    parcels: [],
    reserved: [],
    postageCost: 0,
    discount: { ...order.discount, value: 0 },
  };
}

function takeLines(account: Account, order: Order, lines: readonly PartLine[]): OrderLine[] {
  return lines.map(({ rowId, quantity }) => {
    const line = order.lines.find((candidate) => candidate.rowId === rowId);
    if (!line || quantity < 1 || quantity > line.quantity)
      throw codedBadRequest(`Order ${order.number} has not ${quantity} of row ${rowId}`, '-');
    line.quantity -= quantity;
    return { ...line, rowId: account.ids.guid(), quantity };
  });
}

/** What was packed is unpacked: its label says the wrong weight. Picking goes on where it was. */
function unpack(order: Order): void {
  if (order.stage !== 'packed') return;
  order.stage = 'picked';
  order.labelPrinted = false;
  order.invoicePrinted = false;
  order.trackingNumber = '';
  order.parcels = [];
}

/**
 * Splits off one new order per part. The original keeps the rest, its postage and its discount; parts carry its
 * references, notes and properties, and line ids as on the channel. Warehouse work on the parts starts anew.
 * @throws Refusal 400 when a part asks for more than there is, or nothing would stay; nothing has changed then.
 */
export function splitOrder(account: Account, order: Order, parts: readonly Part[]): Order[] {
  const asked = parts.flatMap(({ lines }) => lines);
  const pieces = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  if (asked.reduce((sum, { quantity }) => sum + quantity, 0) >= pieces)
    throw codedBadRequest(`Order ${order.number} would be empty after the split`, '-');
  const before = order.lines.map((line) => ({ ...line }));
  const created: Order[] = [];
  try {
    for (const part of parts) {
      const child = siblingOf(account, order);
      child.lines = takeLines(account, order, part.lines);
      child.postalServiceId = part.postalServiceId ?? order.postalServiceId;
      if (part.isParked) child.parkedFor.add('asked');
      created.push(child);
    }
  } catch (error) {
    order.lines = before;
    throw error;
  }
  order.lines = order.lines.filter((line) => line.quantity > 0);
  unpack(order);
  account.stock.reserve(order);
  for (const child of created) {
    account.stock.reserve(child);
    account.orders.add(child, { hasKey: false });
    account.relate('SPLIT', order, child);
    account.note(child, 'ORDER_SPLIT', `Split from order ${order.number}`);
  }
  account.note(order, 'ORDER_SPLIT', `Split into ${created.length + 1} orders`);
  return created;
}
