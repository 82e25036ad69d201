import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { hashOf } from '../../domain/hash.ts';
import { newTraceId } from '../../domain/trace-id.ts';
import type { StockDeps } from './stock-deps.ts';

/** Linnworks waits ten seconds; an answer in time that asks it to come again is better than none. */
const ANSWER_WITHIN_MS = 8_000;

const inventorySchema = z.looseObject({
  Products: z.array(z.looseObject({ SKU: z.string() })).nullish(),
});
const despatchSchema = z.looseObject({
  Orders: z
    .array(
      z.looseObject({
        ReferenceNumber: z.string(),
        Items: z.array(z.looseObject({ SKU: z.string().nullish() })).nullish(),
      }),
    )
    .nullish(),
});

/** Answers one push; null when the address is not one of these. */
export type Channel = (path: string, body: unknown) => Promise<object | null>;

function isToken(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(expected)));
}

/** Rejects when the work takes too long; the work itself goes on and does no harm. */
async function inTime<T>({ clock }: StockDeps, work: Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = clock.sleep(ANSWER_WITHIN_MS, done.signal).then(() => {
    throw new Error('late');
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}

const TRY_AGAIN = 'The connector is busy. Please send this again.';

/**
 * The pushes of a Linnworks channel integration (InventoryUpdate, Despatch). The quantity of a push is the channel's, not
 * the level of a location: a push says which items changed, and their levels are read like those that an order names.
 * The reply echoes every SKU: what is not echoed, Linnworks may leave out later.
 * @param wake reads what was asked for, and what changed among orders, as soon as possible.
 */
export function createChannel(
  deps: StockDeps,
  token: string,
  wake: (task: 'stock-look' | 'fulfilment') => void,
): Channel {
  const ask = async (skus: readonly string[]): Promise<string | null> => {
    const traceId = newTraceId();
    const at = deps.clock.now();
    const storing = deps.store.transaction((tx) => deps.stock.looks.ask(tx, skus, traceId, at));
    try {
      await inTime(deps, storing);
      wake('stock-look');
      return null;
    } catch (error) {
      const reason = (error as Error).message;
      deps.log.warn('A push of Linnworks could not be stored', { reason, traceId });
      return TRY_AGAIN;
    }
  };
  const inventory = async (body: unknown): Promise<object> => {
    const parsed = inventorySchema.safeParse(body);
    if (!parsed.success) return { Error: 'The request cannot be read.', Products: [] };
    const skus = (parsed.data.Products ?? []).map(({ SKU }) => SKU);
    const error = await ask(skus);
    return { Error: error, Products: skus.map((SKU) => ({ SKU, Error: error })) };
  };
  const despatch = async (body: unknown): Promise<object> => {
    const parsed = despatchSchema.safeParse(body);
    if (!parsed.success) return { Error: 'The request cannot be read.', Orders: [] };
    const orders = parsed.data.Orders ?? [];
    const error = await ask(
      orders.flatMap(({ Items }) => (Items ?? []).flatMap(({ SKU }) => SKU ?? [])),
    );
    wake('fulfilment');
    return {
      Error: error,
      Orders: orders.map(({ ReferenceNumber }) => ({ ReferenceNumber, Error: error })),
    };
  };
  return async (path, body) => {
    const isInventory = path === '/channel/inventory-update';
    if (!isInventory && path !== '/channel/despatch') return null;
    const given = (body as { AuthorizationToken?: unknown } | null)?.AuthorizationToken;
    const list = isInventory ? 'Products' : 'Orders';
    if (!isToken(given, token)) return { Error: 'The authorization token is wrong.', [list]: [] };
    return isInventory ? inventory(body) : despatch(body);
  };
}
