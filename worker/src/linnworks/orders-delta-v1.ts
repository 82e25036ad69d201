import { z } from 'zod';
import { inChunks } from '../domain/chunks.ts';
import type { FinishedPage } from '../domain/linnworks-port.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { DeltaContext } from './orders-delta-v2.ts';
import { ordersById } from './orders.ts';

const PAGE = 200;
const AHEAD_MS = 10 * 60_000;
const SORT_BY = { processed: 'dProcessedOn', cancelled: 'dCancelledOn' } as const;

const searchSchema = z.looseObject({
  ProcessedOrders: z.looseObject({
    TotalPages: z.number().nullish(),
    TotalEntries: z.number().nullish(),
    Data: z.array(z.looseObject({ pkOrderID: z.string() })).nullish(),
  }),
});

type DateField = 'processed' | 'cancelled';
type Wanted = Pick<DeltaContext, 'client' | 'source' | 'isOthersToo'>;

/**
 * POST ProcessedOrders/SearchProcessedOrders: one page, the oldest first, so that what is processed meanwhile comes
 * behind and moves no page that was read.
 */
export async function finishedOrders(
  { client, source, isOthersToo }: Wanted,
  dateField: DateField,
  from: Date,
  to: Date,
  page: number,
): Promise<FinishedPage> {
  const ours = [{ SearchField: 'Source', SearchTerm: source() }];
  const reply = await client.call(
    'searchProcessed',
    {
      SearchTerm: '',
      SearchFilters: isOthersToo?.() === true ? [] : ours,
      DateField: dateField,
      FromDate: from.toISOString(),
      ToDate: to.toISOString(),
      PageNumber: page,
      ResultsPerPage: PAGE,
      SearchSorting: { SortField: SORT_BY[dateField], SortDirection: 'ASC' },
    },
    searchSchema,
  );
  const { Data: rows, TotalPages, TotalEntries } = reply.ProcessedOrders;
  const ids = (rows ?? []).map(({ pkOrderID }) => pkOrderID.toLowerCase());
  return { ids, pages: TotalPages ?? 1, total: TotalEntries ?? ids.length };
}

async function processedIds(
  context: DeltaContext,
  dateField: DateField,
  since: Date,
): Promise<string[]> {
  // A clock of ours that is behind must not cut off what Linnworks processed last.
  const to = new Date(context.clock.now().getTime() + AHEAD_MS);
  const ids: string[] = [];
  for (let page = 1; ; page++) {
    const found = await finishedOrders(context, dateField, since, to, page);
    ids.push(...found.ids);
    if (page >= found.pages) return ids;
  }
}

/** Ids of open orders whose source is wanted. Open orders are listed per location: all of them are asked. */
export async function openOrderIds(
  { client, source, isOthersToo }: Wanted,
  locationIds: readonly string[],
): Promise<Set<string>> {
  const ours = [{ FieldCode: 'GENERAL_INFO_SOURCE', Type: 'Equal', Text: source() }];
  const lists = await Promise.all(
    locationIds.map((fulfilmentCenter) =>
      client.call(
        'allOpenOrders',
        {
          filters: { TextFields: isOthersToo?.() === true ? [] : ours },
          sorting: [],
          fulfilmentCenter,
          additionalFilter: '',
          exactMatch: true,
        },
        z.array(z.string()),
      ),
    ),
  );
  return new Set(lists.flat().map((id) => id.toLowerCase()));
}

/**
 * The documented way without v2: what was processed or cancelled since, and every open order that is wanted. v1 has no
 * "last updated", so open orders are read again at each poll and compared by content.
 */
export async function* changedByV1(
  context: DeltaContext,
  since: Date,
  locationIds: () => Promise<string[]>,
): AsyncIterable<ObservedOrder[]> {
  const ids = [
    ...(await processedIds(context, 'processed', since)),
    ...(await processedIds(context, 'cancelled', since)),
    ...(await openOrderIds(context, await locationIds())),
  ];
  for (const some of inChunks([...new Set(ids)], PAGE)) {
    const orders = await ordersById(context.client, context.clock, some, context.many);
    await context.sold?.(orders);
    yield orders;
  }
}
