import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { hashOf } from '../../domain/hash.ts';
import { newTraceId } from '../../domain/trace-id.ts';
import { setUpAnswers, type ChannelAnswer } from './channel-set-up.ts';
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

const ADD_NEW_USER = '/channel/add-new-user';
const WRONG_TOKEN = { Error: 'The authorization token is wrong.' };
/** What a refusal has beside its error, so that it has the shape of an answer. */
const LISTS: Readonly<Record<string, object>> = {
  '/channel/inventory-update': { Products: [] },
  '/channel/price-update': { Products: [] },
  '/channel/products': { HasMorePages: false, Products: [] },
  '/channel/orders': { HasMorePages: false, Orders: [] },
  '/channel/despatch': { Orders: [] },
};

/** The first call has no token yet: it comes with the address that the merchant gave to Linnworks. */
function addressOf(path: string, body: unknown): { address: string; given: unknown } {
  if (path.startsWith(`${ADD_NEW_USER}/`))
    return {
      address: ADD_NEW_USER,
      given: decodeURIComponent(path.slice(ADD_NEW_USER.length + 1)),
    };
  const { AuthorizationToken: given } = (body ?? {}) as { AuthorizationToken?: unknown };
  return { address: path, given: path === ADD_NEW_USER ? null : given };
}

const TRY_AGAIN = 'The connector is busy. Please send this again.';

type Wake = (task: 'stock-look' | 'fulfilment') => void;

/** What is pushed goes the way of everything that was asked for: stored first, read soon. */
function pushAnswers(deps: StockDeps, wake: Wake): Record<string, ChannelAnswer> {
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
  return { '/channel/inventory-update': inventory, '/channel/despatch': despatch };
}

/**
 * A Linnworks channel integration: what connects it (channel-set-up.ts) and its pushes (InventoryUpdate, Despatch). The quantity of a push is the channel's, not
 * the level of a location: a push says which items changed, and their levels are read like those that an order names.
 * The reply echoes every SKU: what is not echoed, Linnworks may leave out later.
 * @param wake reads what was asked for, and what changed among orders, as soon as possible.
 */
export function createChannel(deps: StockDeps, token: string, wake: Wake): Channel {
  const answers = { ...setUpAnswers(deps, token), ...pushAnswers(deps, wake) };
  return async (path, body) => {
    const { address, given } = addressOf(path, body);
    const answer = answers[address];
    if (answer === undefined) return null;
    return isToken(given, token) ? answer(body) : { ...WRONG_TOKEN, ...LISTS[address] };
  };
}
