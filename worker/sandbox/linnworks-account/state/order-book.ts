import { isProcessed, orderKey, type Order } from './order.ts';

const FIRST_NUMBER = 100_001;

/**
 * Every order of the account with the indexes its reads need. Orders that were merged away or deleted are gone
 * from it, as they are from the vendor's API.
 */
export class OrderBook {
  readonly #byId = new Map<string, Order>();
  readonly #byNumber = new Map<number, Order>();
  readonly #byKey = new Map<string, string>();
  readonly #byReference = new Map<string, Set<string>>();
  readonly #open = new Set<string>();
  /** Append-only, ascending; an entry is stale when its order was touched again later. */
  #changes: { readonly at: number; readonly id: string }[] = [];
  readonly #hidden = new Set<string>();
  #nextNumber = FIRST_NUMBER;
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /**
   * Readers of the delta do not see the order's change yet: its transaction is still open.
   * @returns commits it; its time stays the one of the change.
   */
  hide(order: Order): () => void {
    this.#hidden.add(order.id);
    return () => this.#hidden.delete(order.id);
  }

  takeNumber(): number {
    return this.#nextNumber++;
  }

  /** `hasKey` is false for orders that are not what a channel's reference points to: parts of a split, say. */
  add(order: Order, { hasKey = true } = {}): void {
    this.#byId.set(order.id, order);
    this.#byNumber.set(order.number, order);
    if (hasKey) this.#byKey.set(orderKey(order.source, order.subSource, order.reference), order.id);
    for (const reference of [order.reference, order.secondaryReference])
      this.#refer(reference, order);
    this.touch(order);
  }

  #refer(reference: string, order: Order): void {
    const key = reference.trim().toLowerCase();
    if (key === '') return;
    const ids = this.#byReference.get(key);
    if (ids) ids.add(order.id);
    else this.#byReference.set(key, new Set([order.id]));
  }

  /** After its references were changed. Old references still lead to it: people search by them. */
  reindex(order: Order): void {
    if (this.byKey(order.source, order.subSource, order.reference) === undefined)
      this.#byKey.set(orderKey(order.source, order.subSource, order.reference), order.id);
    for (const reference of [order.reference, order.secondaryReference])
      this.#refer(reference, order);
  }

  /** Notes a change: moves `lastUpdated`, which never goes back, and keeps the open set right. */
  touch(order: Order): void {
    const last = this.#changes.at(-1)?.at ?? 0;
    const at = Math.max(this.#clock().getTime(), last);
    order.lastUpdated = new Date(at);
    this.#changes.push({ at, id: order.id });
    if (isProcessed(order)) this.#open.delete(order.id);
    else this.#open.add(order.id);
    if (this.#changes.length > 4 * this.#byId.size + 1000) this.#dropStaleChanges();
  }

  #dropStaleChanges(): void {
    this.#changes = this.#changes.filter(
      ({ at, id }) => this.#byId.get(id)?.lastUpdated.getTime() === at,
    );
  }

  remove(order: Order): void {
    this.#byId.delete(order.id);
    this.#byNumber.delete(order.number);
    this.#open.delete(order.id);
    const key = orderKey(order.source, order.subSource, order.reference);
    if (this.#byKey.get(key) === order.id) this.#byKey.delete(key);
  }

  byId(id: string): Order | undefined {
    return this.#byId.get(id);
  }

  byNumber(number: number): Order | undefined {
    return this.#byNumber.get(number);
  }

  byKey(source: string, subSource: string, reference: string): Order | undefined {
    const id = this.#byKey.get(orderKey(source, subSource, reference));
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** By reference or secondary reference, oldest first. */
  byReference(reference: string): Order[] {
    const ids = this.#byReference.get(reference.trim().toLowerCase()) ?? new Set<string>();
    return [...ids].flatMap((id) => this.#byId.get(id) ?? []);
  }

  *open(): Iterable<Order> {
    for (const id of this.#open) {
      const order = this.#byId.get(id);
      if (order) yield order;
    }
  }

  all(): Iterable<Order> {
    return this.#byId.values();
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Orders last updated at `from` or later, in the order of their last update. */
  changedSince(from: Date): Order[] {
    const found = new Map<string, Order>();
    for (let n = this.#firstChangeAt(from.getTime()); n < this.#changes.length; n++) {
      const { at, id } = this.#changes[n] ?? { at: 0, id: '' };
      const order = this.#byId.get(id);
      if (order?.lastUpdated.getTime() !== at || this.#hidden.has(id)) continue;
      found.delete(id);
      found.set(id, order);
    }
    return [...found.values()];
  }

  #firstChangeAt(time: number): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#changes[middle]?.at ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
