import type { Clock } from '../domain/clock.ts';
import { ConnectorError } from '../domain/connector-error.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Logger } from '../domain/ports.ts';
import { linnworksOrderSchema, ordersPageSchema } from '../wire/linnworks-order.ts';
import { toObservedOrder } from '../wire/to-observed-order.ts';
import type { LinnworksClient } from './client.ts';
import type { ManyIds } from './many-ids.ts';

export interface DeltaContext {
  readonly client: LinnworksClient;
  readonly clock: Clock;
  readonly log: Logger;
  readonly many: ManyIds;
  /** Orders of other sources are left out as early as possible. */
  readonly source: () => string;
  /** Told of what changed, whatever the source. */
  readonly sold?: ((orders: readonly ObservedOrder[]) => Promise<void>) | undefined;
  /** Orders of other channels are wanted too. */
  readonly isOthersToo?: () => boolean;
}

/** The largest page is not published; fewer calls matter more than smaller replies. */
const PAGE = 500;
/** A chain of pages that does not end is a fault of the server, not of the day. */
const MOST_PAGES = 2000;

interface OrdersPage {
  readonly orders: readonly ObservedOrder[];
  /** null at the end of the chain. */
  readonly next: string | null;
}

/**
 * GET v2 /orders: one page of open, processed and cancelled orders updated since. An order that cannot be read is
 * reported and does not hide its page.
 */
async function pageOfV2(
  { client, clock, log, source, sold, isOthersToo }: DeltaContext,
  since: Date,
  token: string | null,
): Promise<OrdersPage> {
  const observedAt = clock.now();
  const reply = await client.call(
    'orders',
    {
      fromDate: since.toISOString(),
      includeProcessed: true,
      entriesPerPage: PAGE,
      searchToken: token ?? undefined,
    },
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
  await sold?.(orders);
  return {
    orders: orders.filter((order) => isOthersToo?.() === true || order.source === source()),
    next: rows.length === 0 ? null : (reply.NextSearchToken ?? null),
  };
}

/** The chain of search tokens, followed to its end. */
export async function* changedByV2(
  context: DeltaContext,
  since: Date,
): AsyncIterable<ObservedOrder[]> {
  let token: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page: OrdersPage = await pageOfV2(context, since, token);
    yield [...page.orders];
    if (page.next === null) return;
    token = page.next;
  }
  context.log.error('The order delta did not end', { pages: MOST_PAGES });
}

/** Whether v2 answers on this account, by the smallest question. */
export async function probeV2({
  client,
  clock,
  log,
}: Pick<DeltaContext, 'client' | 'clock' | 'log'>): Promise<boolean> {
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
