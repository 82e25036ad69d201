import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { ConnectorError } from '../domain/connector-error.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Logger } from '../domain/ports.ts';
import { linnworksOrderSchema, ordersPageSchema } from '../wire/linnworks-order.ts';
import { toObservedOrder } from '../wire/to-observed-order.ts';
import type { LinnworksClient } from './client.ts';
import { chunk, ordersById } from './orders.ts';

export interface DeltaContext {
  readonly client: LinnworksClient;
  readonly clock: Clock;
  readonly log: Logger;
  /** Orders of other sources are left out as early as possible. */
  readonly source: () => string;
}

const PAGE = 200;
/** A chain of pages that does not end is a fault of the server, not of the day. */
const MOST_PAGES = 2000;

/**
 * GET v2 /orders: open, processed and cancelled orders updated since. The chain of search tokens is followed to its
 * end; an order that cannot be read is reported and does not hide its page.
 */
export async function* changedByV2(
  { client, clock, log, source }: DeltaContext,
  since: Date,
): AsyncIterable<ObservedOrder[]> {
  let searchToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const observedAt = clock.now();
    const reply = await client.call(
      'orders',
      { fromDate: since.toISOString(), includeProcessed: true, entriesPerPage: PAGE, searchToken },
      ordersPageSchema,
    );
    const rows = [...(reply.OpenOrders ?? []), ...(reply.ProcessedOrders ?? [])];
    const orders = rows.flatMap((row) => {
      const parsed = linnworksOrderSchema.safeParse(row);
      if (parsed.success) return [toObservedOrder(parsed.data, observedAt)];
      const issue = parsed.error.issues[0];
      log.error('An order in the delta cannot be read', { field: issue?.path.join('.') });
      return [];
    });
    yield orders.filter((order) => order.source === source());
    if (!reply.NextSearchToken || rows.length === 0) return;
    searchToken = reply.NextSearchToken;
  }
  log.error('The order delta did not end', { pages: MOST_PAGES });
}

const searchSchema = z.looseObject({
  ProcessedOrders: z.looseObject({
    TotalPages: z.number().nullish(),
    Data: z.array(z.looseObject({ pkOrderID: z.string(), Source: z.string().nullish() })).nullish(),
  }),
});

async function processedIds(
  context: DeltaContext,
  dateField: 'processed' | 'cancelled',
  since: Date,
): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const reply = await context.client.call(
      'searchProcessed',
      {
        SearchTerm: '',
        SearchFilters: [{ SearchField: 'Source', SearchTerm: context.source() }],
        DateField: dateField,
        FromDate: since.toISOString(),
        ToDate: context.clock.now().toISOString(),
        PageNumber: page,
        ResultsPerPage: PAGE,
        SearchSorting: { SortField: 'dProcessedOn', SortDirection: 'ASC' },
      },
      searchSchema,
    );
    const { Data: rows, TotalPages: pages } = reply.ProcessedOrders;
    ids.push(...(rows ?? []).map(({ pkOrderID }) => pkOrderID));
    if (page >= (pages ?? 1)) break;
  }
  return ids;
}

async function openIds(context: DeltaContext, locationIds: readonly string[]): Promise<string[]> {
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
  return lists.flat();
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
    ...(await openIds(context, locationIds)),
  ];
  for (const some of chunk([...new Set(ids)], PAGE))
    yield await ordersById(context.client, context.clock, some);
}

/** Whether v2 answers on this account: asked once at the start, with the smallest question. */
export async function probeV2({ client, clock, log }: DeltaContext): Promise<boolean> {
  try {
    const fromDate = clock.now().toISOString();
    await client.call('orders', { fromDate, entriesPerPage: 1 }, ordersPageSchema);
    return true;
  } catch (error) {
    if (
      error instanceof ConnectorError &&
      (error.kind === 'transient' || error.kind === 'throttled')
    )
      throw error;
    log.warn('The v2 order delta does not answer; orders are followed by the v1 reads', {
      code: error instanceof ConnectorError ? error.code : 'UNKNOWN',
    });
    return false;
  }
}
