import { z } from 'zod';
import type {
  Booked,
  RefundBooking,
  RefundOptions,
  ReturnBooking,
  ReturnBookingLine,
  ReturnOptions,
} from '../domain/returns-port.ts';
import type { LinnworksClient } from './client.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();
const none = (word: string | null | undefined): string | null =>
  !word || word === 'None' ? null : word;

const returnOptionsSchema = z.looseObject({
  ReturnOptions: z.looseObject({
    CanReturn: flag,
    CanReturnInternally: flag,
    MustHaveRefund: flag,
    CannotReturnReason: text,
    Order: z
      .looseObject({
        Items: z.array(z.looseObject({ RowId: z.string(), StockItemId: text })).nullish(),
      })
      .nullish(),
  }),
});

/** POST ReturnsRefunds/GetReturnOptions. */
export async function returnOptions(
  client: LinnworksClient,
  OrderId: string,
): Promise<ReturnOptions> {
  const { ReturnOptions: options } = await client.call(
    'returnOptions',
    { OrderId },
    returnOptionsSchema,
  );
  const items = options.Order?.Items ?? [];
  return {
    canReturn: options.CanReturn === true || options.CanReturnInternally === true,
    refusal: none(options.CannotReturnReason),
    mustHaveRefund: options.MustHaveRefund ?? false,
    stockItems: Object.fromEntries(
      items.flatMap(({ RowId, StockItemId }) =>
        StockItemId ? [[RowId.toLowerCase(), StockItemId.toLowerCase()]] : [],
      ),
    ),
  };
}

const refundOptionsSchema = z.looseObject({
  RefundOptions: z.looseObject({
    CanRefund: flag,
    CanRefundInternally: flag,
    CanRefundItems: flag,
    CanRefundAdditionally: flag,
    CannotRefundReason: text,
    RefundFreeTextOrNoteMaxLength: z.number().nullish(),
  }),
});

/** POST ReturnsRefunds/GetRefundOptions. */
export async function refundOptions(
  client: LinnworksClient,
  OrderId: string,
): Promise<RefundOptions> {
  const { RefundOptions: options } = await client.call(
    'refundOptions',
    { OrderId },
    refundOptionsSchema,
  );
  return {
    canRefund: options.CanRefund === true || options.CanRefundInternally === true,
    canRefundItems: options.CanRefundItems ?? false,
    canRefundAdditionally: options.CanRefundAdditionally ?? false,
    refusal: none(options.CannotRefundReason),
    longestNote: options.RefundFreeTextOrNoteMaxLength || 255,
  };
}

function toItem(kind: ReturnBooking['kind'], line: ReturnBookingLine): object {
  const own = {
    OrderItemRowId: line.orderRowId,
    ReturnLocation: line.locationId,
    ReturnQuantity: kind === 'Resend' ? 0 : line.quantity,
    ScrapQuantity: 0,
    RefundAmount: line.refundAmount,
    ReasonCategory: line.category,
    IsFreeText: true,
    Reason: line.reason,
  };
  if (kind === 'Return') return own;
  const out = { ...own, DespatchLocationId: line.locationId, AdditionalCost: 0 };
  if (kind === 'Resend') return { ...out, ResendQuantity: line.quantity };
  return { ...out, ExchangeStockItemId: line.stockItemId, ExchangeQuantity: line.quantity };
}

const sentences = z.array(z.unknown()).nullish();
const said = (rows: readonly unknown[] | null | undefined): string[] =>
  (rows ?? []).flatMap((row) => (typeof row === 'string' && row.trim() !== '' ? row.trim() : []));

const rmaSchema = z.looseObject({ RMAHeaderId: z.number().nullish(), Errors: sentences });

/** POST ReturnsRefunds/CreateRMABooking: announces the return; nothing moves yet. */
export async function bookReturn(client: LinnworksClient, booking: ReturnBooking): Promise<Booked> {
  const items = booking.lines.map((line) => toItem(booking.kind, line));
  const body = {
    ChannelInitiated: false,
    OrderId: booking.linnworksId,
    Reference: booking.reference,
    ReturnItems: booking.kind === 'Return' ? items : [],
    ExchangeItems: booking.kind === 'Exchange' ? items : [],
    ResendItems: booking.kind === 'Resend' ? items : [],
  };
  const { RMAHeaderId: number, Errors: errors } = await client.call('createRma', body, rmaSchema);
  return number ? { number } : { refusals: said(errors) };
}

const refundSchema = z.looseObject({
  RefundHeaderId: z.number().nullish(),
  CannotRefundReason: text,
  Errors: sentences,
});

/** POST ReturnsRefunds/CreateRefund: announces the refund; no money moves by it. */
export async function bookRefund(client: LinnworksClient, booking: RefundBooking): Promise<Booked> {
  const body = {
    ChannelInitiated: false,
    OrderId: booking.linnworksId,
    RefundLines: booking.lines.map((line) => ({
      ...(line.orderRowId === null ? {} : { OrderItemRowId: line.orderRowId }),
      RefundedUnit: line.unit,
      Quantity: line.quantity,
      Amount: line.amount,
      CancelledQuantity: 0,
      ExternalReference: booking.reference,
      IsFreeText: true,
      FreeTextOrNote: line.note,
      ReasonCategory: line.category,
    })),
  };
  const reply = await client.call('createRefund', body, refundSchema);
  if (reply.RefundHeaderId) return { number: reply.RefundHeaderId };
  const why = said(reply.Errors);
  const word = none(reply.CannotRefundReason);
  return { refusals: why.length > 0 ? why : word === null ? [] : [word] };
}
