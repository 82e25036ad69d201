import { traceOfOrder, type ObservedOrder } from '../domain/observed-order.ts';
import type { NewJob } from '../domain/ports.ts';
import type { PipelineDeps } from './deps.ts';
import { LookBack } from './look-back.ts';

type Deps = Pick<PipelineDeps, 'linnworks' | 'tables' | 'store' | 'queue' | 'clock' | 'log'>;

/** Told of the SKUs of every changed order, of other channels too: their stock has changed. */
type Sold = (skus: readonly string[]) => Promise<void>;

const CURSOR = 'orders-delta';
/** What is older is read by the first load (history/load-history.ts). */
const FIRST_LOOK_BACK_MS = 24 * 60 * 60_000;

/** What is new among these, compared with what was written last. */
async function unseen(
  { tables }: Pick<PipelineDeps, 'tables'>,
  orders: readonly ObservedOrder[],
): Promise<ObservedOrder[]> {
  const last = await tables.orders.get(orders.map(({ linnworksId }) => linnworksId));
  return orders.filter(({ linnworksId, updatedAt }) => {
    const before = last.get(linnworksId);
    // Without a version of Linnworks' own only the content can tell; that is compared when it is written.
    if (before === undefined || updatedAt === null || before.updatedAt === null) return true;
    return updatedAt > before.updatedAt;
  });
}

export function observedJob(order: ObservedOrder): NewJob {
  return {
    key: order.linnworksId,
    kind: 'observed',
    data: { order },
    traceId: traceOfOrder(order),
  };
}

/** So many are stored at once: they are written in few calls, and a long chain does not fill the memory. */
const STORED_AT_ONCE = 2_000;

/**
 * Asks Linnworks what changed and puts it into the queue. The cursor is the newest update that Linnworks told, never a
 * time of our clock, and is stored with the last orders of the chain: a crash or a broken chain reads it again.
 * @returns how many changed orders were found.
 */
async function poll(deps: Deps, lookBack: LookBack, sold?: Sold): Promise<number> {
  const now = deps.clock.now();
  const stored = await deps.tables.cursors.get(CURSOR);
  const since =
    stored === null ? new Date(now.getTime() - FIRST_LOOK_BACK_MS) : lookBack.since(stored, now);
  let newest = stored ?? since.toISOString();
  let found = 0;
  let held: ObservedOrder[] = [];
  const store = async (cursor: string | null): Promise<void> => {
    const jobs = held.map(observedJob);
    held = [];
    if (jobs.length === 0 && cursor === null) return;
    await deps.store.transaction(async (tx) => {
      await deps.queue.enqueue(tx, 'orders-in', jobs);
      if (cursor !== null) await deps.tables.cursors.set(tx, CURSOR, cursor);
    });
  };
  for await (const page of deps.linnworks.ordersChangedSince(since, sold)) {
    const orders = await unseen(deps, page);
    found += orders.length;
    held.push(...orders);
    for (const { linnworksId, updatedAt, processedAt } of page) {
      // The v1 reads tell no last update; they are asked by when orders were finished.
      const at = updatedAt ?? processedAt;
      if (at === null) continue;
      if (at > newest) newest = at;
      lookBack.note(linnworksId, at);
    }
    if (held.length >= STORED_AT_ONCE) await store(null);
  }
  lookBack.done(now);
  await store(newest === stored ? null : newest);
  return found;
}

/** Remembers between polls how far back it is worth looking. */
export function createFulfilmentPoll(deps: Deps, sold?: Sold): () => Promise<number> {
  const lookBack = new LookBack();
  return () => poll(deps, lookBack, sold);
}
