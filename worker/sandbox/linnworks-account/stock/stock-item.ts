export type ItemKind = 'simple' | 'composite' | 'variation' | 'batched';

export interface Level {
  /** Physically there. */
  onHand: number;
  /** Held back for open orders. */
  inOrders: number;
  /** The part of it that the warehouse has set aside for orders it works on. */
  allocated: number;
  /** On purchase orders. */
  due: number;
  /** -1 is "not tracked". */
  minimum: number;
  justInTime: boolean;
  lastUpdated: Date;
  lastOperation: string;
  readonly rowId: string;
}

export interface StockItem {
  readonly id: string;
  readonly intId: number;
  readonly sku: string;
  title: string;
  kind: ItemKind;
  isArchived: boolean;
  barcode: string;
  price: number;
  purchasePrice: number;
  /** Percent; -1 means the country's rate. */
  taxRate: number;
  weightKg: number;
  readonly createdAt: Date;
  /** By location id. Composites and variation parents have no level of their own. */
  readonly levels: Map<string, Level>;
  parts: readonly { readonly stockItemId: string; readonly quantity: number }[];
}

export interface Movement {
  readonly at: Date;
  readonly locationId: string;
  readonly change: number;
  readonly levelAfter: number;
  readonly note: string;
}
