import type { AfterSale } from '../../../src/domain/after-sale.ts';
import type { OrderRelation } from '../../../src/domain/linnworks-port.ts';
import type { ObservedLine, ObservedOrder } from '../../../src/domain/observed-order.ts';

/**
 * What a warehouse and an office do with one order of four pieces, and what is true after each deed: the order, the parts
 * that it was split into, orders that parts were merged into, pick waves, and what came back.
 */
export const DEEDS = [
  ...(['allocate', 'print pick list', 'print label', 'void label'] as const),
  ...(['park', 'unpark', 'hold', 'release'] as const),
  ...(['join wave', 'pick wave', 'leave wave'] as const),
  ...(['split', 'split', 'merge', 'ship', 'cancel'] as const),
  ...(['book return', 'drop booking', 'receive a piece', 'refund'] as const),
];

export interface Deed {
  readonly what: (typeof DEEDS)[number];
  /** Which of the orders that are there, counted around. */
  readonly to: number;
}

export interface Part {
  readonly order: ObservedOrder;
  readonly isPicked: boolean;
  readonly sums: AfterSale | null;
  readonly changedAt: number;
}

/** What is true after a deed. */
export interface Moment {
  readonly parts: ReadonlyMap<string, Part>;
  /** Of orders that are gone, too. */
  readonly relations: readonly OrderRelation[];
  /** Orders that this deed changed. */
  readonly changed: readonly string[];
  /** The order whose returns this deed changed. */
  readonly returned: string | null;
}

export const ORIGINAL = 'a1';
export const SALESFORCE_ORDER = '801000000000101AAA';
export const PIECES = 4;
const NUMBER = '00000101';
const PRICE = 10;

const START = Date.parse('2026-03-02T10:00:00Z');
export const at = (moment: number, minutes = 0): string =>
  new Date(START + moment * 10_000 + minutes * 60_000).toISOString();

const lineOf = (rowId: string, quantity: number): ObservedLine => ({
  ...{ rowId, itemNumber: '802000000000101AAA', sku: 'MUG', title: 'Mug' },
  ...{ isService: false, isUnlinked: false, quantity, partShippedQuantity: null },
  ...{ allocatedQuantity: null, unitPrice: PRICE, discountPercent: 0, taxRate: 0 },
  ...{ totalIncludingTax: PRICE * quantity, binRack: null },
});

const FRESH_WORK = {
  ...{ isOnHold: false, isParked: false, isPickListPrinted: false, isLabelPrinted: false },
  ...{ allocation: 'Not Allocated' as const, pickWaves: [] },
};

function withLines(order: ObservedOrder, lines: readonly ObservedLine[]): ObservedOrder {
  const total = lines.reduce((sum, { totalIncludingTax }) => sum + totalIncludingTax, 0);
  return { ...order, lines, totals: { ...order.totals, subtotal: total, total } };
}

const FIRST: ObservedOrder = withLines(
  {
    ...{ linnworksId: ORIGINAL, number: 100001, reference: NUMBER, externalReference: null },
    ...{ source: 'SALESFORCE', subSource: 'Main', updatedAt: null, observedAt: at(0) },
    ...{ isProcessed: false, isCancelled: false, isLocked: false, isPartShipped: false },
    ...{ paymentStatus: 'Paid', receivedAt: null, despatchBy: null, paidAt: null },
    ...{ processedAt: null, locationId: '00000000-0000-0000-0000-000000000000' },
    ...{ folders: [], identifiers: [], properties: { SF_OrderId: SALESFORCE_ORDER }, lines: [] },
    shipping: { vendor: 'Royal Mail', service: null, trackingNumber: null, weightKg: 1 },
    totals: { currency: 'GBP', subtotal: 0, postage: 0, tax: 0, total: 0, discount: 0 },
    ...FRESH_WORK,
  },
  [lineOf('row-1', PIECES)],
);

const NO_RETURNS: AfterSale = { hasOpenBooking: false, returned: {}, refunded: 0 };
const isOpen = ({ order }: Part): boolean => !order.isProcessed;

/** What a deed changes of an open order; nothing where it makes no sense. */
function worked({ order, isPicked }: Part, what: Deed['what']): Partial<Part> | null {
  const facts = (some: Partial<ObservedOrder>): Partial<Part> => ({ order: { ...order, ...some } });
  const isInWave = order.pickWaves.length > 0;
  switch (what) {
    case 'allocate':
      return facts({ allocation: 'Full' });
    case 'print pick list':
      return facts({ isPickListPrinted: true });
    case 'print label':
      return facts({ isLabelPrinted: true });
    case 'void label':
      return facts({ isLabelPrinted: false });
    case 'park':
      return facts({ isParked: true });
    case 'unpark':
      return facts({ isParked: false });
    case 'hold':
      return facts({ isOnHold: true });
    case 'release':
      return facts({ isOnHold: false });
    case 'join wave':
      return facts({ pickWaves: [7] });
    case 'pick wave':
      return isInWave && !isPicked ? { isPicked: true } : null;
    case 'leave wave':
      return isInWave ? { ...facts({ pickWaves: [] }), isPicked: false } : null;
    case 'ship':
    case 'cancel':
      return facts({ isProcessed: true, isCancelled: what === 'cancel' });
    default:
      return null;
  }
}

/** Returns and refunds of a shipped order. */
function returned({ order, sums }: Part, what: Deed['what']): AfterSale | null {
  const before = sums ?? NO_RETURNS;
  const row = order.lines[0]?.rowId ?? '';
  const back = before.returned[row] ?? 0;
  switch (what) {
    case 'book return':
      return before.hasOpenBooking ? null : { ...before, hasOpenBooking: true };
    case 'drop booking':
      return before.hasOpenBooking ? { ...before, hasOpenBooking: false } : null;
    case 'receive a piece':
      return before.hasOpenBooking && back < (order.lines[0]?.quantity ?? 0)
        ? { ...before, hasOpenBooking: false, returned: { ...before.returned, [row]: back + 1 } }
        : null;
    case 'refund':
      return { ...before, refunded: order.totals.total };
    default:
      return null;
  }
}

/** The life of the order so far; each deed adds a moment. */
class Life {
  readonly moments: Moment[] = [
    {
      parts: new Map([[ORIGINAL, { order: FIRST, isPicked: false, sums: null, changedAt: 0 }]]),
      relations: [],
      changed: [ORIGINAL],
      returned: null,
    },
  ];
  #count = 1;

  get #now(): Moment {
    return this.moments.at(-1) as Moment;
  }

  do({ what, to }: Deed): void {
    const some = [...this.#now.parts.values()];
    const part = some[to % some.length];
    if (part === undefined) return;
    if (what === 'merge') return this.#merge();
    if (what === 'split') return this.#split(part);
    if (isOpen(part)) return this.#work(part, what);
    if (!part.order.isCancelled) this.#return(part, what);
  }

  end(how: 'ship' | 'cancel'): void {
    for (const part of this.#now.parts.values()) if (isOpen(part)) this.#work(part, how);
  }

  #next(changes: readonly Part[], more: Partial<Moment> = {}): void {
    const moment = this.moments.length;
    const parts = new Map(this.#now.parts);
    for (const part of changes) parts.set(part.order.linnworksId, { ...part, changedAt: moment });
    const changed = changes.map(({ order }) => order.linnworksId);
    this.moments.push({ ...this.#now, parts, changed, returned: null, ...more });
  }

  #work(part: Part, what: Deed['what']): void {
    const change = worked(part, what);
    if (change === null) return;
    const done = { ...part, ...change };
    const isOver = done.order.isProcessed;
    const processedAt = isOver ? at(this.moments.length) : null;
    this.#next([{ ...done, order: { ...done.order, processedAt } }]);
  }

  #return(part: Part, what: Deed['what']): void {
    const sums = returned(part, what);
    if (sums === null) return;
    const { linnworksId } = part.order;
    this.#next([{ ...part, sums }], { returned: linnworksId, changed: [] });
  }

  #newOrder(like: ObservedOrder, more: Partial<ObservedOrder>): Part {
    this.#count += 1;
    const linnworksId = `a${this.#count}`;
    const order = { ...like, ...FRESH_WORK, linnworksId, number: 100_000 + this.#count, ...more };
    return { order, isPicked: false, sums: null, changedAt: 0 };
  }

  /** Half of the pieces go into an order of their own; a label that was printed is void. */
  #split(part: Part): void {
    const [line] = part.order.lines;
    if (!isOpen(part) || line === undefined || line.quantity < 2) return;
    const half = Math.floor(line.quantity / 2);
    const child = this.#newOrder(part.order, {});
    const row = `row-${child.order.linnworksId}`;
    const rest = { ...part.order, isLabelPrinted: false };
    const lines = [lineOf(line.rowId, line.quantity - half), ...part.order.lines.slice(1)];
    const relation = {
      ...{ parentId: part.order.linnworksId, childId: child.order.linnworksId },
      relation: 'Split' as const,
    };
    this.#next(
      [
        { ...part, order: withLines(rest, lines) },
        { ...child, order: withLines(child.order, [lineOf(row, half)]) },
      ],
      { relations: [...this.#now.relations, relation] },
    );
  }

  /** The first two open orders travel together; both are gone and live on in relations. */
  #merge(): void {
    const [first, second] = [...this.#now.parts.values()].filter(
      (one) => isOpen(one) && !one.order.isParked,
    );
    if (first === undefined || second === undefined) return;
    const gone = [first, second].map(({ order }) => order.linnworksId);
    const named = { reference: 'MERGED', externalReference: 'MERGED', properties: {} };
    const merged = this.#newOrder(first.order, named);
    const { linnworksId: id } = merged.order;
    const lines = [...first.order.lines, ...second.order.lines].map((line, n) =>
      lineOf(`row-${id}-${n}`, line.quantity),
    );
    this.#next([{ ...merged, order: withLines(merged.order, lines) }], {
      relations: [
        ...this.#now.relations,
        ...gone.map((parentId) => ({ parentId, childId: id, relation: 'Merge' as const })),
      ],
    });
    const moment = this.#now;
    const parts = new Map([...moment.parts].filter(([one]) => !gone.includes(one)));
    this.moments[this.moments.length - 1] = { ...moment, parts };
  }
}

/** What is true after each deed. */
export function lifeOf(deeds: readonly Deed[], end: 'open' | 'shipped' | 'cancelled'): Moment[] {
  const life = new Life();
  for (const deed of deeds) life.do(deed);
  if (end !== 'open') life.end(end === 'shipped' ? 'ship' : 'cancel');
  return life.moments;
}
