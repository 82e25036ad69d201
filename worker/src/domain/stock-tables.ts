import type { StockChange, StockItem } from './stock.ts';
import type { Tx } from './ports.ts';

/** What the worker remembers of stock: read and written side by side. Set-based, since there are hundreds of thousands. */

/** Items that were read at one moment. */
export interface StockObservation {
  readonly items: readonly StockItem[];
  /** When the question was asked: what was read earlier never replaces what was read later. */
  readonly at: Date;
  /** Number of the sweep that is under way. */
  readonly sweep: number;
}

/** A level that waits to be written, as it is to be shown. */
export interface WaitingLevel {
  readonly key: string;
  readonly sku: string;
  readonly stockItemId: string;
  readonly locationId: string;
  readonly kind: string | null;
  readonly onHand: number;
  readonly allocated: number;
  readonly available: number;
  readonly due: number;
  readonly minimum: number | null;
  readonly justInTime: boolean;
  readonly changedAt: Date | null;
  readonly observedAt: Date;
  readonly isMissing: boolean;
  readonly productId: string | null;
  readonly isNew: boolean;
  /** Failed attempts so far. */
  readonly tries: number;
}

/** Which levels are to be written now. */
export interface Wanted {
  /** Also levels of items without a product. */
  readonly unlisted: boolean;
  readonly now: Date;
  /** Only these items. */
  readonly skuKeys?: readonly string[];
  /** False: only rows that are there already. */
  readonly withNew: boolean;
}

export interface WaitingMovement {
  readonly id: string;
  readonly levelKey: string;
  readonly sku: string;
  readonly stockItemId: string;
  readonly locationId: string;
  readonly productId: string | null;
  readonly before: number;
  readonly after: number;
  readonly changedAt: Date;
  readonly observedAt: Date;
  readonly history: readonly StockChange[] | null;
  readonly tries: number;
}

export interface FailedRow {
  readonly key: string;
  readonly retryAt: Date;
}

export interface StockLevels {
  /** Stores what is newer, and a movement for each changed level that Salesforce knows. */
  observe(tx: Tx, observation: StockObservation): Promise<void>;
  /** Ids of known items by SKU key. */
  idsOf(skuKeys: readonly string[]): Promise<Map<string, string>>;
  /** SKUs in the order of their keys, with what is available of them in all. */
  skus(after: number, limit: number): Promise<{ sku: string; available: number }[]>;
  /** Which of these items have never been seen, or not with their kind. */
  withoutKind(stockItemIds: readonly string[]): Promise<Set<string>>;
  /** Items that no sweep since `sweep` has met are missing from now on. */
  markMissing(tx: Tx, sweep: number): Promise<number>;
  /** How many wait, counted up to `most`. */
  countWaiting(wanted: Wanted, most: number): Promise<number>;
  /** Levels that Salesforce has, and all that are known. */
  count(): Promise<{ written: number; known: number }>;
  /** Takes up to `limit` that wait; what they show at this moment is what will count as written. */
  claim(tx: Tx, wanted: Wanted, limit: number): Promise<WaitingLevel[]>;
  /** Those claimed came to Salesforce; the failed ones wait for their next try. */
  written(tx: Tx, keys: readonly string[], failed: readonly FailedRow[]): Promise<void>;
  /** Salesforce ids of products that are gone: their levels have none. */
  forgetProducts(tx: Tx, productIds: readonly string[]): Promise<void>;
  /** Rows of locations that are no longer chosen. */
  dropLocations(tx: Tx, keep: readonly string[]): Promise<number>;
}

export interface StockMovements {
  claim(limit: number, now: Date): Promise<WaitingMovement[]>;
  countWaiting(now: Date, most: number): Promise<number>;
  setHistory(tx: Tx, id: string, history: readonly StockChange[]): Promise<void>;
  written(tx: Tx, ids: readonly string[], failed: readonly FailedRow[]): Promise<void>;
}

/** Rows on their way in a bulk job; they are told apart from all others until the job has ended. */
export interface BulkJob {
  readonly id: string;
  readonly salesforceId: string | null;
  readonly object: string;
  readonly rows: number;
  readonly openedAt: Date;
}

export interface StockJobs {
  /** Ties up to `limit` waiting levels or movements to a new job. */
  begin(tx: Tx, job: Omit<BulkJob, 'rows'>, wanted: Wanted, limit: number): Promise<number>;
  levels(jobId: string, after: string, limit: number): Promise<WaitingLevel[]>;
  movements(jobId: string, after: string, limit: number): Promise<WaitingMovement[]>;
  opened(tx: Tx, jobId: string, salesforceId: string): Promise<void>;
  /** These were refused and wait for their next try. */
  fail(tx: Tx, job: BulkJob, failed: readonly FailedRow[]): Promise<void>;
  /** Up to `limit` of what did not fail is written. @returns how many; 0 when nothing is left. */
  finishSome(tx: Tx, job: BulkJob, limit: number): Promise<number>;
  /** Nothing of the job is left. */
  close(tx: Tx, job: BulkJob): Promise<void>;
  /** Nobody knows what came of it: everything waits again. */
  release(tx: Tx, job: BulkJob): Promise<void>;
  open(): Promise<BulkJob[]>;
}

export interface StockProducts {
  /**
   * `load` numbers one complete reading of all products.
   * @returns the SKU keys that these products carry now or carried before.
   */
  put(tx: Tx, load: number, products: readonly { id: string; skuKey: string }[]): Promise<string[]>;
  /** Products that the complete reading did not meet are gone. */
  dropOlder(tx: Tx, load: number): Promise<void>;
  /** Ties levels to the product of their SKU, where there is exactly one; of these SKUs, or of all. */
  link(tx: Tx, skuKeys?: readonly string[]): Promise<void>;
  skuKeyOf(productId: string): Promise<string | null>;
  /** SKUs that several products carry and Linnworks knows. */
  twice(most: number): Promise<{ sku: string; productIds: string[] }[]>;
  /** SKUs of Linnworks without a product. */
  missing(most: number): Promise<{ skus: string[]; total: number }>;
}

/** SKUs to be read soon: what people and orders ask for, each once. */
export interface StockLooks {
  ask(tx: Tx, skus: readonly string[], traceId: string, at: Date): Promise<void>;
  oldest(limit: number): Promise<{ skuKey: string; sku: string; traceId: string; askedAt: Date }[]>;
  /** Answered, unless it was asked again since. */
  done(tx: Tx, skuKeys: readonly string[], upTo: Date): Promise<void>;
  count(): Promise<number>;
}

/** What composites are made of, by item ids. */
export interface StockParts {
  /** Those of these that are composites and whose parts have not been read since. */
  unreadSince(stockItemIds: readonly string[], since: Date): Promise<string[]>;
  /** The parts of each composite, as they are now. */
  put(tx: Tx, parts: ReadonlyMap<string, readonly string[]>, at: Date): Promise<void>;
  /** The parts of these, at any depth, and everything that is made of one of them; at most so many. */
  sharing(stockItemIds: readonly string[], most: number): Promise<string[]>;
}

export interface StockTables {
  readonly levels: StockLevels;
  readonly movements: StockMovements;
  readonly jobs: StockJobs;
  readonly products: StockProducts;
  readonly looks: StockLooks;
  readonly parts: StockParts;
}
