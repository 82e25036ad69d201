import { hashOf } from '../domain/hash.ts';
import { optionHashes } from '../domain/line-options.ts';
import type { ChannelOrder, ChannelOrderItem } from '../domain/linnworks-port.ts';
import type { MappedOrder } from '../mapping/to-linnworks-order.ts';

/**
 * What was sent last, by the part of the order that has a call of its own: hashes, so that an edit shows which calls it
 * needs and no personal data is kept. Lines are `line:<ItemNumber>` → `<pieces>:<hash>`, and `:<hash of each option>` where
 * it has options; a line that was added later is found again by `row:<ItemNumber>` → the row id that Linnworks gave it.
 */
export type SentParts = Readonly<Record<string, string>>;

/** The terms of the whole order that was sent again, until its reply is known. */
export const WHOLE = 'whole';
const LINE = 'line:';
const ROW = 'row:';
export const lineKey = (itemNumber: string): string => `${LINE}${itemNumber}`;
export const rowKey = (itemNumber: string): string => `${ROW}${itemNumber}`;
export const isLineKey = (part: string): boolean => part.startsWith(LINE);
export const itemNumberOf = (key: string): string => key.slice(key.indexOf(':') + 1);

/** Linnworks finds services by name, whatever the case. */
export const serviceHash = (name: string | null): string =>
  hashOf((name ?? '').trim().toLowerCase());
/** No service was asked for: Linnworks chooses. */
export const NO_SERVICE = serviceHash('');

/** Enough to tell two states of one line apart; an order of 1,000 lines stays small. */
const lineHash = (item: ChannelOrderItem): string =>
  hashOf({ ...item, ItemTitle: undefined }).slice(0, 16);

/** Pieces of the line that were sent last; null for a line that was never sent. */
export function sentQuantity(parts: SentParts, itemNumber: string): number | null {
  const value = parts[lineKey(itemNumber)];
  return value === undefined ? null : Number(value.slice(0, value.indexOf(':')));
}

/** Hashes of the options that were sent with the line. */
export function sentOptions(parts: SentParts, itemNumber: string): string[] {
  const [, , options = ''] = parts[lineKey(itemNumber)]?.split(':') ?? [];
  return options.match(/.{16}/g) ?? [];
}

/** The same line with other pieces: what a part-cancellation leaves. */
export function withQuantity(parts: SentParts, itemNumber: string, quantity: number): SentParts {
  const before = parts[lineKey(itemNumber)];
  if (before === undefined) return parts;
  return { ...parts, [lineKey(itemNumber)]: `${quantity}${before.slice(before.indexOf(':'))}` };
}

/** A line that arrived but for its options, which stays a change: its pieces are those that were sent last. */
export function withoutOptions(parts: SentParts, { ItemNumber, Qty }: ChannelOrderItem): SentParts {
  const key = lineKey(ItemNumber);
  return key in parts
    ? withQuantity(parts, ItemNumber, Qty)
    : { ...parts, [key]: `${Qty}:without options` };
}

/** What identifies the order or never changes by an edit. The conversion rate moves daily by itself. */
const FIXED = ['Source', 'SubSource', 'ReferenceNumber', 'ExternalReference', 'ReceivedDate'];
const BY_OTHER_PARTS = [
  ...['ChannelBuyerName', 'DeliveryAddress', 'BillingAddress', 'Notes', 'OrderItems'],
  ...['PostalServiceName', 'MatchPostalServiceTag', 'PostalServiceCost', 'OrderState'],
  ...['PaymentStatus', 'PaidOn', 'DispatchBy', 'SecondaryReferenceNumber', 'ConversionRate'],
];

/** Everything that no other part covers: a change of it is told, not lost. */
function termsOf({ order, location }: MappedOrder): string {
  const covered = new Set([...FIXED, ...BY_OTHER_PARTS, 'ExtendedProperties']);
  const rest = Object.entries(order).filter(([name]) => !covered.has(name));
  return hashOf([rest, location.toLowerCase()]);
}

/** The trace belongs to the first try and stays. */
export const propertiesOf = ({ order }: MappedOrder): ChannelOrder['ExtendedProperties'] =>
  order.ExtendedProperties.filter(({ Name }) => Name !== 'SF_TraceId');

/** Names of the extended properties that were sent last. */
export const sentProperties = ({ properties = '' }: SentParts): string[] =>
  properties.split('\n').flatMap((row) => (row === '' ? [] : row.slice(0, row.lastIndexOf('='))));

export function sentPartsOf(mapped: MappedOrder): SentParts {
  const order: ChannelOrder = mapped.order;
  const lines = order.OrderItems.map((item) => {
    const options = optionHashes(item.Options ?? []).join('');
    const whole = `${item.Qty}:${lineHash(item)}`;
    return [lineKey(item.ItemNumber), options === '' ? whole : `${whole}:${options}`] as const;
  });
  return {
    payment: order.PaymentStatus,
    state: order.OrderState,
    customer: hashOf([order.ChannelBuyerName, order.DeliveryAddress, order.BillingAddress]),
    service: serviceHash(order.PostalServiceName),
    postage: hashOf(order.PostalServiceCost),
    header: hashOf([order.DispatchBy, order.SecondaryReferenceNumber ?? '']),
    properties: propertiesOf(mapped)
      .map(({ Name, Value }) => `${Name}=${hashOf(Value).slice(0, 16)}`)
      .join('\n'),
    note: hashOf(order.Notes.map(({ Note }) => Note)),
    terms: termsOf(mapped),
    ...Object.fromEntries(lines),
  };
}

/** Parts that differ from what was sent last, lines that are gone included. */
export function changedParts(before: SentParts, after: SentParts): string[] {
  const hashOnly = (part: string, value: string | undefined): string | undefined =>
    isLineKey(part) ? value?.slice(value.indexOf(':')) : value;
  // Of an order that was sent before this part was watched: nothing is known, and nothing is claimed.
  const isNew = (part: string): boolean =>
    part === 'properties' && !(part in before) && 'terms' in before;
  const gone = Object.keys(before).filter((part) => isLineKey(part) && !(part in after));
  const changed = Object.keys(after).filter(
    (part) => !isNew(part) && hashOnly(part, before[part]) !== hashOnly(part, after[part]),
  );
  return [...changed, ...gone];
}

/** The parts after everything was sent: the rows of lines that are still there are kept. */
export function merged(before: SentParts, after: SentParts): SentParts {
  const rows = Object.entries(before).filter(
    ([part]) => part.startsWith(ROW) && lineKey(itemNumberOf(part)) in after,
  );
  return { ...after, ...Object.fromEntries(rows) };
}

/** One part as sent now, or forgotten where the order has it no more. */
export function withPart(before: SentParts, part: string, after: SentParts): SentParts {
  const value = after[part];
  if (value !== undefined) return { ...before, [part]: value };
  const dropped = new Set([part, ...(isLineKey(part) ? [rowKey(itemNumberOf(part))] : [])]);
  return Object.fromEntries(Object.entries(before).filter(([key]) => !dropped.has(key)));
}
