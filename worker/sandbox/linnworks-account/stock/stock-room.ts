import type { Ids } from '../state/ids.ts';
import type { Order } from '../state/order.ts';
import { LOCATIONS } from './locations.ts';
import type { ItemKind, Level, Movement, StockItem } from './stock-item.ts';

export interface NewItem {
  readonly sku: string;
  readonly title: string;
  readonly kind?: ItemKind;
  readonly price?: number;
  readonly taxRate?: number;
  readonly weightKg?: number;
  readonly barcode?: string;
  readonly isArchived?: boolean;
  /** On hand by location id; a location that is not named holds nothing. */
  readonly levels?: ReadonlyMap<string, number>;
  readonly parts?: readonly { readonly sku: string; readonly quantity: number }[];
}

/** The vendor's database compares SKUs without case and without spaces at the end. */
const skuKey = (sku: string): string => sku.trim().toLowerCase();

/** Stock items with their levels per location, and what orders hold back of them. */
export class StockRoom {
  readonly #byId = new Map<string, StockItem>();
  readonly #bySku = new Map<string, StockItem>();
  readonly #movements = new Map<string, Movement[]>();
  readonly #clock: () => Date;
  readonly #ids: Ids;

  constructor(clock: () => Date, ids: Ids) {
    this.#clock = clock;
    this.#ids = ids;
  }

  /** Adds the item, or gives the one of this SKU its new facts and levels. */
  put(item: NewItem): StockItem {
    const stored = this.#bySku.get(skuKey(item.sku)) ?? this.#create(item.sku);
    stored.title = item.title;
    stored.kind = item.kind ?? stored.kind;
    stored.price = item.price ?? stored.price;
    stored.taxRate = item.taxRate ?? stored.taxRate;
    stored.weightKg = item.weightKg ?? stored.weightKg;
    stored.barcode = item.barcode ?? stored.barcode;
    stored.isArchived = item.isArchived ?? stored.isArchived;
    stored.parts = (item.parts ?? []).flatMap(({ sku, quantity }) => {
      const part = this.bySku(sku);
      return part ? [{ stockItemId: part.id, quantity }] : [];
    });
    if (stored.kind === 'composite' || stored.kind === 'variation') stored.levels.clear();
    else this.#setLevels(stored, item.levels);
    return stored;
  }

  #create(sku: string): StockItem {
    const item: StockItem = {
      id: this.#ids.guid(),
      intId: this.#byId.size + 1,
      sku: sku.trim(),
      title: sku,
      kind: 'simple',
      isArchived: false,
      barcode: '',
      price: 0,
      purchasePrice: 0,
      taxRate: -1,
      weightKg: 0,
      createdAt: this.#clock(),
      levels: new Map(),
      parts: [],
    };
    this.#byId.set(item.id, item);
    this.#bySku.set(skuKey(sku), item);
    return item;
  }

  #setLevels(item: StockItem, onHand: ReadonlyMap<string, number> | undefined): void {
    for (const { id } of LOCATIONS) {
      const before = item.levels.get(id)?.onHand ?? 0;
      this.#level(item, id);
      const after = onHand?.get(id) ?? before;
      if (after !== before) this.move(item, id, after - before, 'Stock level set');
    }
  }

  #level(item: StockItem, locationId: string): Level {
    const found = item.levels.get(locationId);
    if (found) return found;
    const level: Level = {
      onHand: 0,
      inOrders: 0,
      allocated: 0,
      due: 0,
      minimum: -1,
      justInTime: false,
      lastUpdated: this.#clock(),
      lastOperation: 'CREATE',
      rowId: this.#ids.guid(),
    };
    item.levels.set(locationId, level);
    return level;
  }

  byId(id: string): StockItem | undefined {
    return this.#byId.get(id);
  }

  bySku(sku: string): StockItem | undefined {
    return this.#bySku.get(skuKey(sku));
  }

  all(): Iterable<StockItem> {
    return this.#byId.values();
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Changes what is on hand and writes the movement down. */
  move(item: StockItem, locationId: string, change: number, note: string): void {
    const level = this.#level(item, locationId);
    level.onHand += change;
    level.lastUpdated = this.#clock();
    level.lastOperation = 'ADJUST';
    const movement = { at: level.lastUpdated, locationId, change, levelAfter: level.onHand, note };
    const movements = this.#movements.get(item.id);
    if (movements) movements.push(movement);
    else this.#movements.set(item.id, [movement]);
  }

  /** Newest first. */
  movements(item: StockItem, locationId: string): Movement[] {
    const all = this.#movements.get(item.id) ?? [];
    return all.filter((movement) => movement.locationId === locationId).reverse();
  }

  /** The simple items behind so many pieces of an item: itself, or the parts of a composite. */
  pieces(item: StockItem, quantity: number): { item: StockItem; quantity: number }[] {
    if (item.kind === 'variation') return [];
    if (item.kind !== 'composite') return [{ item, quantity }];
    return item.parts.flatMap((part) => {
      const child = this.#byId.get(part.stockItemId);
      return child ? this.pieces(child, part.quantity * quantity) : [];
    });
  }

  /** What an order needs from its location, line by line; services and unlinked lines need nothing. */
  needs(order: Order): { item: StockItem; quantity: number }[] {
    return order.lines.flatMap((line) => {
      const item = line.stockItemId === null ? undefined : this.#byId.get(line.stockItemId);
      return item && !line.isService ? this.pieces(item, line.quantity) : [];
    });
  }

  /**
   * Holds the order's stock back, set aside as soon as the warehouse works on it; or gives it free when the order
   * may hold none (locked, processed, gone).
   */
  reserve(order: Order, holds = !order.isLocked && order.processedAt === null): void {
    for (const held of order.reserved) {
      const level = this.#byId.get(held.stockItemId)?.levels.get(held.locationId);
      if (!level) continue;
      level.inOrders -= held.quantity;
      level.allocated -= held.allocated;
    }
    order.reserved = [];
    if (!holds) return;
    const { locationId, stage } = order;
    order.reserved = this.needs(order).map(({ item, quantity }) => {
      const level = this.#level(item, locationId);
      const allocated = stage === 'waiting' ? 0 : quantity;
      level.inOrders += quantity;
      level.allocated += allocated;
      return { stockItemId: item.id, locationId, quantity, allocated };
    });
  }
}
