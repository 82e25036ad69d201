import type { ChannelOrder, ChannelOrderItem } from '../domain/linnworks-port.ts';
import { toMinor } from '../domain/money.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { OrderPlace } from '../domain/order-edits.ts';
import type { Problem } from '../domain/problem.ts';
import { problem } from '../mapping/field-row.ts';
import type { MappedOrder } from '../mapping/to-linnworks-order.ts';
import type { PipelineDeps } from './deps.ts';
import { tooLate, tooLateFor } from './edit-window.ts';
import { planLines, type PlannedLine } from './plan-lines.ts';
import {
  isLineKey,
  propertiesOf,
  rowKey,
  sentProperties,
  serviceHash,
  WHOLE,
  withoutOptions,
  withPart,
  type SentParts,
} from './sent-parts.ts';

type Linnworks = PipelineDeps['linnworks'];
type Send = (
  linnworks: Linnworks,
  seen: ObservedOrder,
  order: ChannelOrder,
  edit: EditToSend,
) => Promise<void>;

interface Part {
  /** For people. */
  readonly name: string;
  /** `null`: only people can change it, over there. */
  readonly send: Send | null;
  /** A split order has it on every one of its parts. */
  readonly onEveryPart: boolean;
  /** Linnworks says the same already. */
  readonly isThere?: (seen: ObservedOrder, order: ChannelOrder, edit: EditToSend) => boolean;
}

/** Hold, park and release, from whatever was before. */
const sendState: Send = async (linnworks, { linnworksId, isOnHold, isParked }, { OrderState }) => {
  // A parked order takes no other change.
  if (OrderState !== 'Park' && isParked) await linnworks.unpark(linnworksId);
  if ((OrderState === 'Hold') !== (isOnHold === true))
    await linnworks.setHeader(linnworksId, { hold: OrderState === 'Hold' });
  if (OrderState === 'Park') await linnworks.park(linnworksId);
};

/** The whole order was sent again and its reply was lost: the total tells that it has arrived. */
const hasArrived: Part['isThere'] = (seen, _order, { mapped, before, after }) =>
  before[WHOLE] === after['terms'] &&
  toMinor(seen.totals.total, mapped.currency) === mapped.expectedTotal;

/** What Linnworks lets us change of a paid order, part by part, in the order in which the parts are sent. */
const PARTS: Readonly<Record<string, Part>> = {
  payment: {
    name: 'payment',
    send: null,
    onEveryPart: false,
    isThere: ({ paymentStatus }, order) => paymentStatus === order.PaymentStatus,
  },
  state: { name: 'hold', onEveryPart: true, send: sendState },
  customer: {
    name: 'addresses',
    onEveryPart: true,
    send: (linnworks, { linnworksId }, order) =>
      linnworks.updateCustomer(linnworksId, {
        buyerName: order.ChannelBuyerName,
        address: order.DeliveryAddress,
        billingAddress: order.BillingAddress,
      }),
  },
  service: {
    name: 'shipping service',
    onEveryPart: true,
    isThere: ({ shipping }, order) =>
      order.PostalServiceName === '' ||
      serviceHash(shipping.service) === serviceHash(order.PostalServiceName),
    send: (linnworks, { linnworksId }, order) =>
      linnworks.changeShippingMethod([linnworksId], order.PostalServiceName),
  },
  postage: {
    name: 'shipping cost',
    onEveryPart: false,
    send: (linnworks, { linnworksId }, order) =>
      linnworks.setPostage(linnworksId, order.PostalServiceCost),
  },
  header: {
    name: 'dates and references',
    onEveryPart: true,
    send: (linnworks, { linnworksId }, order) =>
      linnworks.setHeader(linnworksId, {
        despatchBy: order.DispatchBy,
        secondaryReference: order.SecondaryReferenceNumber ?? '',
      }),
  },
  properties: {
    name: 'extended properties',
    onEveryPart: true,
    send: (linnworks, { linnworksId }, _order, { mapped, before }) => {
      const now = propertiesOf(mapped);
      const names = new Set(now.map(({ Name }) => Name));
      const gone = sentProperties(before).filter((name) => !names.has(name));
      const emptied = gone.map((Name) => ({ Name, Value: '', Type: 'Order' }));
      return linnworks.setProperties(linnworksId, [...now, ...emptied]);
    },
  },
  note: {
    name: 'note',
    onEveryPart: true,
    send: async (linnworks, { linnworksId }, order) => {
      for (const { Note } of order.Notes) await linnworks.addNote([linnworksId], Note);
    },
  },
  terms: {
    name: 'discount, currency, location or tax terms',
    send: null,
    onEveryPart: false,
    isThere: hasArrived,
  },
};
/** Of another version of the worker. */
const UNKNOWN: Part = { name: 'terms', send: null, onEveryPart: false };
const ORDER_OF_PARTS = Object.keys(PARTS);

const notTaken = (message: string, path = 'Order'): Problem =>
  problem(path, 'EDIT_NOT_TAKEN', message);

export interface EditToSend {
  /** The order itself first, then the other parts that it was split into. */
  readonly seen: readonly [ObservedOrder, ...ObservedOrder[]];
  readonly mapped: MappedOrder;
  readonly before: SentParts;
  readonly after: SentParts;
  readonly changed: readonly string[];
}

/** Called after each part that arrived, so that a crash repeats at most one call. */
type Keep = (parts: SentParts) => Promise<void>;

export interface SentEdits {
  /** Names for people. */
  readonly sent: readonly string[];
  readonly problems: readonly Problem[];
  /** Lines that arrived but for their options, which change no total. */
  readonly optionsLeft: readonly string[];
}

class Sending {
  readonly sent = new Set<string>();
  readonly problems: Problem[] = [];
  readonly optionsLeft: string[] = [];
  readonly #linnworks: Linnworks;
  readonly #edit: EditToSend;
  readonly #keep: Keep;
  #parts: SentParts;

  constructor(linnworks: Linnworks, edit: EditToSend, keep: Keep) {
    this.#linnworks = linnworks;
    this.#edit = edit;
    this.#keep = keep;
    this.#parts = edit.before;
  }

  async part(key: string): Promise<void> {
    const { seen, mapped } = this.#edit;
    const { name, send, onEveryPart, isThere } = PARTS[key] ?? UNKNOWN;
    const targets = (onEveryPart ? seen : seen.slice(0, 1)).filter(
      (order) => isThere?.(order, mapped.order, this.#edit) !== true,
    );
    if (targets.length === 0) return this.#arrived(key, null);
    if (send === null) {
      const message = `The ${name} of an order that is in Linnworks cannot be changed from Salesforce.`;
      this.problems.push(notTaken(message));
      return;
    }
    for (const order of targets) {
      const late = tooLate(order) ?? tooLateFor(key, order);
      if (late !== null) {
        this.problems.push(late);
        return;
      }
    }
    for (const order of targets) await send(this.#linnworks, order, mapped.order, this.#edit);
    await this.#arrived(key, name);
  }

  async line({ part, itemNumber, step }: PlannedLine): Promise<void> {
    const [order] = this.#edit.seen;
    const { linnworksId, locationId } = order;
    const place = { linnworksId, locationId };
    if (step.do === 'refuse') {
      this.problems.push(notTaken(step.why, `OrderItem.${itemNumber}`));
      return;
    }
    const late = step.do === 'nothing' || step.do === 'leave' ? null : tooLateFor(part, order);
    if (late !== null) {
      this.problems.push(late);
      return;
    }
    let rowId = step.do === 'nothing' || step.do === 'update' ? (step.newRowId ?? null) : null;
    if (step.do === 'update') await this.#linnworks.updateLine(place, step.rowId, step.item);
    if (step.do === 'add') rowId = await this.#add(place, step.item);
    if (step.do === 'remove') await this.#linnworks.removeLine(place, step.rowId);
    if (rowId !== null) this.#parts = { ...this.#parts, [rowKey(itemNumber)]: rowId };
    if ('butNot' in step && step.butNot !== undefined) {
      if (step.do !== 'leave') this.sent.add('lines');
      this.optionsLeft.push(part);
      this.problems.push(notTaken(step.butNot, `OrderItem.${itemNumber}`));
      this.#parts = withoutOptions(this.#parts, step.item);
      await this.#keep(this.#parts);
    } else await this.#arrived(part, step.do === 'nothing' ? null : 'lines');
  }

  /** A service is added without tax: where the price includes it, the line is told so. */
  async #add(place: OrderPlace, item: ChannelOrderItem): Promise<string> {
    if (!item.IsService) return this.#linnworks.addLine(place, item);
    const rowId = await this.#linnworks.addService(place, item);
    if (item.TaxCostInclusive) await this.#linnworks.updateLine(place, rowId, item);
    return rowId;
  }

  async #arrived(part: string, name: string | null): Promise<void> {
    this.#parts = withPart(this.#parts, part, this.#edit.after);
    await this.#keep(this.#parts);
    if (name !== null) this.sent.add(name);
  }
}

/**
 * Sends the changed parts one by one.
 * @throws ConnectorError of the call that failed; the parts before it are kept.
 */
export async function sendParts(
  { linnworks }: Pick<PipelineDeps, 'linnworks'>,
  edit: EditToSend,
  keep: Keep,
): Promise<SentEdits> {
  const sending = new Sending(linnworks, edit, keep);
  const { seen, mapped, before, changed } = edit;
  const lines = planLines(seen[0], mapped.order.OrderItems, before, changed, seen.length > 1);
  for (const part of ORDER_OF_PARTS) if (changed.includes(part)) await sending.part(part);
  for (const line of lines) await sending.line(line);
  const unknown = changed.filter((part) => !isLineKey(part) && !ORDER_OF_PARTS.includes(part));
  for (const part of unknown) await sending.part(part);
  const { optionsLeft } = sending;
  return { sent: [...sending.sent], problems: distinct(sending.problems), optionsLeft };
}

/** Many lines may be refused for one reason, which is said once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((one) => [`${one.code}|${one.path}`, one])).values()];
}
