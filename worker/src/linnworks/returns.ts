import { z } from 'zod';
import type { ObservedReturn } from '../domain/observed-return.ts';
import type { ReturnHistory, ReturnRow, ReturnRowPage } from '../domain/returns-port.ts';
import { ConnectorError } from '../domain/connector-error.ts';
import { hashOf } from '../domain/hash.ts';
import {
  refundHeaderSchema,
  returnRowSchema,
  rmaHeaderSchema,
  type ReturnRowReply,
} from '../wire/linnworks-return.ts';
import { toObservedRefund, toObservedRma } from '../wire/to-observed-return.ts';
import type { LinnworksClient } from './client.ts';

/** Most rows of one page. Source: ReturnsRefunds/SearchReturnsRefundsPaged in the 1.0 specification. */
const PAGE = 200;
const MOST_PAGES = 500;

const pageSchema = z.looseObject({
  TotalEntries: z.number().nullish(),
  TotalPages: z.number().nullish(),
  Data: z.array(z.unknown()).nullish(),
});

function toRow(row: ReturnRowReply): ReturnRow[] {
  const key = row.pkRefundRowId
    ? `refund:${row.pkRefundRowId.toLowerCase()}`
    : row.pkReturnId
      ? `return:${row.pkReturnId}`
      : null;
  if (key === null) return [];
  const { pkOrderID, Source, RowType, ReturnReference, RefundReference, RefundStatus } = row;
  const { Category, Reason, ReturnQty, ScrapQty, NewQty, Amount, PendingRefundAmount } = row;
  return [
    {
      key,
      linnworksId: pkOrderID.toLowerCase(),
      source: Source ?? '',
      fingerprint: hashOf([
        ...[RowType, ReturnReference, RefundReference, RefundStatus, Category, Reason, ReturnQty],
        ...[ScrapQty, NewQty, Amount, PendingRefundAmount, row.LastDate, row.ActionDate],
      ]),
    },
  ];
}

/** GET ReturnsRefunds/SearchReturnsRefundsPaged. Its range is at most three months; a row that cannot be read is passed over. */
export async function* returnRows(
  client: LinnworksClient,
  historyType: ReturnHistory,
  dateType: 'BOOKED' | 'ACTIONED',
  from: Date,
  to: Date,
): AsyncIterable<ReturnRowPage> {
  for (let pageNum = 1; pageNum <= MOST_PAGES; pageNum++) {
    const range = { from: from.toISOString(), to: to.toISOString() };
    const query = { ...range, dateType, historyType, pageNum, numEntriesPerPage: PAGE };
    const reply = await client.call('searchReturns', query, pageSchema);
    const rows = (reply.Data ?? []).flatMap((row) => {
      const parsed = returnRowSchema.safeParse(row);
      return parsed.success ? toRow(parsed.data) : [];
    });
    yield { rows, total: reply.TotalEntries ?? rows.length };
    if (pageNum >= (reply.TotalPages ?? 1)) return;
  }
}

const rmasSchema = z.looseObject({ RMAHeaders: z.array(rmaHeaderSchema).nullish() });
const refundsSchema = z.looseObject({ RefundHeaders: z.array(refundHeaderSchema).nullish() });

/** POST ReturnsRefunds/GetRMAHeadersByOrderId and GetRefundHeadersByOrderId: one order each, there is no bulk read. */
export async function returnsOf(
  client: LinnworksClient,
  OrderId: string,
): Promise<ObservedReturn[]> {
  const [rmas, refunds] = await Promise.all([
    client.call('rmaHeaders', { OrderId }, rmasSchema),
    client.call('refundHeaders', { OrderId }, refundsSchema),
  ]);
  return [
    ...(rmas.RMAHeaders ?? []).map(toObservedRma),
    ...(refunds.RefundHeaders ?? []).map(toObservedRefund),
  ];
}

const categoriesSchema = z.array(z.looseObject({ CategoryName: z.string().nullish() })).nullable();

/** GET ProcessedOrders/GetReturnCategories. An account without the method keeps no list. */
export async function returnCategories(client: LinnworksClient): Promise<string[]> {
  try {
    const rows = await client.call('returnCategories', {}, categoriesSchema);
    return (rows ?? []).flatMap(({ CategoryName }) => CategoryName?.trim() || []);
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'data') return [];
    throw error;
  }
}
