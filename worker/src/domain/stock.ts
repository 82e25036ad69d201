/** Stock as it was seen in Linnworks, in our words: no I/O, no vendor names. */
export type ItemKind = 'Simple' | 'Composite' | 'Variation' | 'Batched';

/** One SKU at one location; what is compared to find out whether anything changed. Whole units. */
export interface StockLevel {
  readonly locationId: string;
  readonly onHand: number;
  readonly allocated: number;
  /** May be negative: more is promised than is there. */
  readonly available: number;
  readonly due: number;
  /** null where Linnworks does not track a minimum (it sends -1). */
  readonly minimum: number | null;
  readonly justInTime: boolean;
  /** ISO text in UTC. */
  readonly changedAt: string | null;
}

/** An item with the levels that were read; no levels means "not told", never zero. */
export interface StockItem {
  readonly id: string;
  /** Trimmed; its case is kept for display. */
  readonly sku: string;
  /** null where the read does not tell a composite from a simple item. */
  readonly kind: ItemKind | null;
  readonly levels: readonly StockLevel[];
}

/** A row of a reply that cannot be read. */
export interface UnreadableStock {
  /** SKU, else item id, else the place on the page. */
  readonly label: string;
  /** Field and fault, without values. */
  readonly fault: string;
}

export interface StockRead {
  readonly items: readonly StockItem[];
  readonly unreadable: readonly UnreadableStock[];
}

export interface StockPage extends StockRead {
  /** Rows of the page, readable or not. */
  readonly rows: number;
  readonly isLast: boolean;
}

/** One change of a level as Linnworks' own history tells it. */
export interface StockChange {
  readonly at: string;
  readonly quantity: number;
  readonly levelAfter: number;
  readonly note: string;
}

/** SKUs are the same without regard to case and to spaces around them; spaces inside count. */
export function skuKey(sku: string): string {
  return sku.trim().toLowerCase();
}
