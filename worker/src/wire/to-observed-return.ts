import type {
  ObservedReturn,
  ObservedReturnLine,
  ReturnStatus,
} from '../domain/observed-return.ts';
import type {
  RefundHeaderReply,
  RefundLineReply,
  RmaHeaderReply,
  RmaLineReply,
} from './linnworks-return.ts';
import { linnworksDate } from './to-observed-order.ts';

const ZERO_GUID = '00000000-0000-0000-0000-000000000000';
const blankToNull = (value: string | null | undefined): string | null => value?.trim() || null;
const round4 = (value: number | null | undefined): number =>
  Math.round((value ?? 0) * 10_000) / 10_000;

/** A GUID that points at something. */
function guid(value: string | null | undefined): string | null {
  const id = blankToNull(value)?.toLowerCase() ?? null;
  return id === ZERO_GUID ? null : id;
}

/** The sentence of the first fault that nobody has acknowledged; an acknowledged one where there is no other. */
function errorOf(lines: readonly (RmaLineReply | RefundLineReply)[]): string | null {
  const noted = lines.flatMap(({ Errors }) => Errors ?? []);
  const open = noted.find(({ Acknowledged }) => Acknowledged !== true) ?? noted[0];
  const own = lines.flatMap(({ Error: error, ValidationError: invalid }) => error || invalid || []);
  return blankToNull(open?.ErrorMessage) ?? blankToNull(own[0]);
}

type Header = Pick<RmaHeaderReply | RefundHeaderReply, 'Status' | 'Actioned'>;

function statusOf(
  { Status, Actioned }: Header,
  words: { open: ReturnStatus; done: ReturnStatus },
): ReturnStatus {
  const header = Status?.StatusHeader;
  if (header === 'ERROR' || header === 'ERROR_ACKED') return 'Failed';
  if (header === 'PROCESSED' || Actioned === true) return words.done;
  return header === 'PENDING' ? 'Pending' : words.open;
}

const isGone = (lines: readonly { Deleted?: boolean | null | undefined }[]): boolean =>
  lines.length > 0 && lines.every(({ Deleted }) => Deleted === true);

function toRmaLine(line: RmaLineReply): ObservedReturnLine {
  return {
    rowId: String(line.RMARowId),
    unit: 'Item',
    orderRowId: guid(line.OrderItemRowId),
    sku: blankToNull(line.ReturnItemSKU),
    title: blankToNull(line.ReturnItemTitle),
    quantity: line.ReturnQuantity ?? 0,
    scrapped: line.ScrapQuantity ?? 0,
    amount: round4(line.RefundAmount),
    // The zero GUID is the default location here, as on orders.
    locationId: blankToNull(line.ReturnLocation)?.toLowerCase() ?? null,
    reason: blankToNull(line.Reason) ?? blankToNull(line.ReasonTag),
    category: blankToNull(line.ReasonCategory),
    isDeleted: line.Deleted ?? false,
  };
}

function kindOf(lines: readonly RmaLineReply[]): ObservedReturn['kind'] {
  const kinds = new Set(lines.map(({ Type }) => Type));
  if (kinds.has('Exchange')) return 'Exchange';
  return kinds.has('Resend') ? 'Resend' : 'Return';
}

const actionedAt = (status: ReturnStatus, date: string | null | undefined): string | null =>
  status === 'Received' || status === 'Refunded' ? linnworksDate(date) : null;

/** An RMA with its lines; one whose lines were all taken out is cancelled. */
export function toObservedRma(rma: RmaHeaderReply): ObservedReturn {
  const lines = rma.RMALines ?? [];
  const live = lines.filter(({ Deleted }) => Deleted !== true);
  const status = isGone(lines) ? 'Cancelled' : statusOf(rma, { open: 'Booked', done: 'Received' });
  return {
    key: `rma:${rma.RMAHeaderId}`,
    linnworksId: rma.OrderId.toLowerCase(),
    kind: kindOf(lines),
    status,
    number: rma.RMAHeaderId,
    externalReference: blankToNull(rma.ExternalReference),
    currency: null,
    amount: round4(live.reduce((sum, { RefundAmount }) => sum + (RefundAmount ?? 0), 0)),
    bookedAt: linnworksDate(rma.CreatedDate),
    actionedAt: actionedAt(status, rma.LastActionDate ?? lines[0]?.ActionedDate),
    error: errorOf(lines),
    newOrderIds: [...new Set(live.flatMap(({ NewOrderId }) => guid(NewOrderId) ?? []))],
    lines: lines.map(toRmaLine),
  };
}

function toRefundLine(line: RefundLineReply): ObservedReturnLine {
  const item = line.RefundedItem;
  return {
    rowId: line.RefundRowId.toLowerCase(),
    unit: line.RefundedUnit ?? 'Item',
    orderRowId: guid(item?.OrderItemRowId),
    sku: blankToNull(item?.ItemSKU) ?? blankToNull(item?.ChannelSKU),
    title: blankToNull(item?.ItemTitle),
    quantity: line.Quantity ?? 0,
    scrapped: 0,
    amount: round4(line.Amount),
    locationId: null,
    reason: blankToNull(line.FreeTextOrNote) ?? blankToNull(line.ReasonTag),
    category: blankToNull(line.ReasonCategory),
    isDeleted: line.Deleted ?? false,
  };
}

/** A refund with its lines. Its amount is the sum of the lines that are still in it. */
export function toObservedRefund(refund: RefundHeaderReply): ObservedReturn {
  const lines = refund.RefundLines ?? [];
  const live = lines.filter(({ Deleted }) => Deleted !== true);
  const status = isGone(lines)
    ? 'Cancelled'
    : statusOf(refund, { open: 'Requested', done: 'Refunded' });
  const sum = live.reduce((total, { Amount }) => total + (Amount ?? 0), 0);
  const reference = live
    .map(({ ExternalReference }) => blankToNull(ExternalReference))
    .find(Boolean);
  return {
    key: `refund:${refund.RefundHeaderId}`,
    linnworksId: refund.OrderId.toLowerCase(),
    kind: 'Refund',
    status,
    number: refund.RefundHeaderId,
    externalReference: reference ?? blankToNull(refund.ExternalReference),
    currency: blankToNull(refund.Currency),
    amount: round4(lines.length === 0 ? refund.Amount : sum),
    bookedAt: linnworksDate(refund.CreatedDate),
    actionedAt: actionedAt(status, refund.LastActionDate),
    error: errorOf(lines),
    newOrderIds: [],
    lines: lines.map(toRefundLine),
  };
}
