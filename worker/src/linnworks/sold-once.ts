import { hashOf } from '../domain/hash.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';

/** Polls overlap, so that an order is met several times: so many are remembered. */
const MOST = 20_000;

/** v1 reads tell no time of the last change: their content stands for it. */
const versionOf = (order: ObservedOrder): string =>
  order.updatedAt ?? hashOf({ ...order, observedAt: '' });

/** Tells the SKUs of an order once for each change of it. What is forgotten by a restart is told once more. */
export class SoldOnce {
  readonly #seen = new Map<string, string>();

  of(
    tell: (skus: readonly string[]) => Promise<void>,
  ): (orders: readonly ObservedOrder[]) => Promise<void> {
    return async (orders) => {
      const fresh = orders.filter(
        (order) => this.#seen.get(order.linnworksId) !== versionOf(order),
      );
      const skus = fresh.flatMap(({ lines }) =>
        lines.flatMap(({ sku, isService }) => (sku === null || isService ? [] : [sku])),
      );
      if (skus.length > 0) await tell([...new Set(skus)]);
      for (const order of fresh) this.#seen.set(order.linnworksId, versionOf(order));
      for (const id of this.#seen.keys()) {
        if (this.#seen.size <= MOST) break;
        this.#seen.delete(id);
      }
    };
  }
}
