import { z } from 'zod';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { DeltaContext } from './orders-delta-v2.ts';
import { chunk, ordersById } from './orders.ts';

const PAGE = 200;
const AHEAD_MS = 10 * 60_000;
const SORT_BY = { processed: 'dProcessedOn', cancelled: 'dCancelledOn' } as const;

const searchSchema = z.looseObject({
  ProcessedOrders: z.looseObject({
    TotalPages: z.number().nullish(),
    Data: z.array(z.looseObject({ pkOrderID: z.string(), Source: z.string().nullish() })).nullish(),
  }),
});

type DateField = 'processed' | 'cancelled';

/** One page, the oldest first: what is processed meanwhile comes behind and moves no page that was read. */
async function search(context: DeltaContext, dateField: DateField, since: Date, page: number) {
  const reply = await context.client.call(
    'searchProcessed',
    {
      SearchTerm: '',
      SearchFilters: [{ SearchField: 'Source', SearchTerm: context.source() }],
      DateField: dateField,
      FromDate: since.toISOString(),
      // A clock of ours that is behind must not cut off what Linnworks processed last.
      ToDate: new Date(context.clock.now().getTime() + AHEAD_MS).toISOString(),
      PageNumber: page,
      ResultsPerPage: PAGE,
      SearchSorting: { SortField: SORT_BY[dateField], SortDirection: 'ASC' },
    },
    searchSchema,
  );
  const { Data: rows, TotalPages } = reply.ProcessedOrders;
  return {
    ids: (rows ?? []).map(({ pkOrderID }) => pkOrderID),
    pages: TotalPages ?? 1,
  };
}

async function processedIds(
  context: DeltaContext,
  dateField: DateField,
  since: Date,
): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page++) {
    const found = await search(context, dateField, since, page);
    ids.push(...found.ids);
    if (page >= found.pages) return ids;
  }
}

/** Ids of open orders of our source. Open orders are listed per location: all of them are asked. */
export async function openOrderIds(
  context: DeltaContext,
  locationIds: readonly string[],
): Promise<Set<string>> {
  const lists = await Promise.all(
    locationIds.map((fulfilmentCenter) =>
      context.client.call(
        'allOpenOrders',
        {
          filters: {
            TextFields: [
              { FieldCode: 'GENERAL_INFO_SOURCE', Type: 'Equal', Text: context.source() },
            ],
          },
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
 * The documented way without v2: what was processed or cancelled since, and every open order of our source. v1 has no
 * "last updated", so open orders are read again at each poll and compared by content.
 */
export async function* changedByV1(
  context: DeltaContext,
  since: Date,
  locationIds: readonly string[],
): AsyncIterable<ObservedOrder[]> {
  const ids = [
    ...(await processedIds(context, 'processed', since)),
    ...(await processedIds(context, 'cancelled', since)),
    ...(await openOrderIds(context, locationIds)),
  ];
  for (const some of chunk([...new Set(ids)], PAGE)) {
    const orders = await ordersById(context.client, context.clock, some);
    await context.sold?.(orders);
    yield orders;
  }
}
