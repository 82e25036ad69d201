import { hashOf } from '../domain/hash.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Tx } from '../domain/ports.ts';
import type { OwnFacts } from '../domain/state-rules.ts';
import type { PipelineDeps } from './deps.ts';
import { observedJob } from './poll-fulfilment.ts';
import { ordersBeingWritten } from './write-fulfilment.ts';

type Deps = Pick<PipelineDeps, 'store' | 'tables' | 'queue'>;

/**
 * Keeps what only we know of Linnworks orders (a wish to cancel, pieces that were taken out) with what was written of
 * them last, and has them shown again with it. Orders that were never written have nothing to keep it with.
 * @param orders as they were seen last.
 * @param also stored in the same transaction.
 */
export async function noteOwnFacts(
  { store, tables, queue }: Deps,
  orders: readonly ObservedOrder[],
  change: (own: OwnFacts, linnworksId: string) => OwnFacts,
  also: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<void> {
  const ids = orders.map(({ linnworksId }) => linnworksId);
  await ordersBeingWritten.run(ids, async () => {
    const last = await tables.orders.get(ids);
    const changed = orders.flatMap((order) => {
      const before = last.get(order.linnworksId);
      if (before === undefined) return [];
      const own = change(before.own, order.linnworksId);
      return hashOf(own) === hashOf(before.own) ? [] : [{ order, snapshot: { ...before, own } }];
    });
    await store.transaction(async (tx) => {
      await tables.orders.put(
        tx,
        changed.map(({ snapshot }) => snapshot),
      );
      await queue.enqueue(
        tx,
        'orders-in',
        changed.map(({ order }) => observedJob(order)),
      );
      await also(tx);
    });
  });
}
