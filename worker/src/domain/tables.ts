import type { AfterSaleTable, ReturnWishTable } from './after-sale-tables.ts';
import type { KnownCode } from './error-codes.ts';
import type { QueueName, Tx } from './ports.ts';
import type { Relation } from './linnworks-port.ts';
import type { OrderState } from './order-state.ts';
import type { Stage, StageStay } from './stage-stay.ts';
import type { OwnFacts } from './state-rules.ts';
import type { StreamKey, SubjectKind } from './subject.ts';
import type { Version } from './version.ts';

/** What the worker remembers. Reads see committed rows; writes take the transaction they belong to. */

/** The tie between a Salesforce order and its Linnworks order; an intention until the order is known to be there. */
export interface Link {
  readonly salesforceOrderId: string;
  /** `<source>|<sub-source>|<reference>`, the key in Linnworks. */
  readonly sourceKey: string;
  readonly traceId: string;
  readonly linnworksId: string | null;
  readonly linnworksNumber: number | null;
  /** Minor units of `currency`. */
  readonly expectedTotal: number | null;
  readonly currency: string | null;
  /** Hashes of what was sent last, by part of the order, to see what an edit changed. */
  readonly sentParts: Readonly<Record<string, string>>;
  /** Missing on what was sent by an older version; a put without it leaves it as it is. */
  readonly read?: ReadFrom;
}

/** The records that an order was mapped from last. */
export interface ReadFrom {
  /** Newest modification among them: whatever is not newer was read. */
  readonly stamp: string;
  /** Ids of the account, the contacts, the products. */
  readonly ids: readonly string[];
}

export interface LinkTable {
  byOrder(orderIds: readonly string[]): Promise<Map<string, Link>>;
  bySourceKey(sourceKeys: readonly string[]): Promise<Map<string, Link>>;
  byLinnworks(linnworksIds: readonly string[]): Promise<Map<string, Link>>;
  /** Orders that are open in Linnworks, as far as is known, and were mapped from one of these records. */
  openReadFrom(recordIds: readonly string[]): Promise<Link[]>;
  put(tx: Tx, links: readonly Link[]): Promise<void>;
  /** Of these orders only what they were mapped from, by their ids; what was sent meanwhile stays as it is. */
  putRead(tx: Tx, reads: ReadonlyMap<string, ReadFrom>): Promise<void>;
}

/** The last state of a Salesforce record that was written, to write only what is newer and different. */
export interface Snapshot {
  readonly key: string;
  readonly version: string;
  readonly hash: string;
  readonly state: string;
}

export interface SnapshotTable {
  get(object: string, keys: readonly string[]): Promise<Map<string, Snapshot>>;
  /** An older version never replaces a newer one. */
  put(tx: Tx, object: string, rows: readonly Snapshot[]): Promise<void>;
  /** What is forgotten is written again when it is seen next. */
  forget(tx: Tx, object: string, keys: readonly string[]): Promise<void>;
}

/** What was written last of one Linnworks order: its version, its state, and hashes of its records by key. */
export interface OrderSnapshot extends Version {
  readonly linnworksId: string;
  readonly number: number;
  readonly salesforceOrderId: string | null;
  readonly relation: Relation;
  readonly parentId: string | null;
  /** The orders whose goods it has, as they were before anybody split or merged them; empty: its own. */
  readonly origins: readonly string[];
  /** What Linnworks shows, before `own` is laid over it. */
  readonly seen: OrderState;
  readonly state: OrderState;
  /** When `state` began (ISO, UTC); null on what an older version wrote. */
  readonly stateSince: string | null;
  readonly own: OwnFacts;
  /** Of the order record by its Linnworks id, of lines, parcels and their contents by object and key. */
  readonly hashes: Readonly<Record<string, string>>;
}

export interface OrderSnapshotTable {
  get(linnworksIds: readonly string[]): Promise<Map<string, OrderSnapshot>>;
  put(tx: Tx, rows: readonly OrderSnapshot[]): Promise<void>;
  /** Those that were neither shipped nor gone when they were seen last, before the given time of our clock. */
  openBefore(observedAt: string): Promise<string[]>;
  /** Whether there is any of those. */
  isAnyOpen(): Promise<boolean>;
}

/** How many orders left a stage after so many hours. */
export interface StayCount {
  readonly stage: Stage;
  readonly hours: number;
  readonly orders: number;
  /** The first day on which one did. */
  readonly since: string;
}

/** How long orders stay in the stages of the warehouse. */
export interface StayTable {
  add(tx: Tx, stays: readonly StageStay[]): Promise<void>;
  /** Stays that ended on this day or later. */
  counts(since: string): Promise<StayCount[]>;
  forgetBefore(tx: Tx, day: string): Promise<void>;
}

/** How a record is tried again: the job that does it. */
export interface Again {
  readonly queue: QueueName;
  readonly key: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An open problem of one record. */
export interface OpenError {
  readonly fingerprint: string;
  readonly subject: SubjectKind;
  /** See `Subject.id`. */
  readonly recordId: string;
  readonly stream: StreamKey;
  /** Which run finds out whether it is still there: a later success of the same step solves it. */
  readonly step: string;
  readonly code: KnownCode;
  readonly causeKey: string;
  readonly traceId: string;
  readonly attempts: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  /** Newest modification of the records behind it: another one means that somebody corrected something. */
  readonly stamp: string;
  /** null: the next run of the stream tries it by itself. */
  readonly again: Again | null;
  /** A person set it aside; the same problem without a change stays aside. */
  readonly isIgnored: boolean;
}

export interface ErrorTable {
  /** Open and ignored errors of these records. */
  openFor(recordIds: readonly string[]): Promise<OpenError[]>;
  /** Every open error that waits for a correction. */
  waiting(): Promise<OpenError[]>;
  put(tx: Tx, errors: readonly OpenError[]): Promise<void>;
  remove(tx: Tx, fingerprints: readonly string[]): Promise<void>;
  /** Open ones with the same cause. */
  byCause(causeKey: string): Promise<OpenError[]>;
  byFingerprint(fingerprints: readonly string[]): Promise<OpenError[]>;
  /** How many are open, of one stream or of all. */
  count(stream?: StreamKey): Promise<number>;
}

export interface CursorTable {
  get(name: string): Promise<string | null>;
  set(tx: Tx, name: string, value: string): Promise<void>;
}

export interface InboxTable {
  /** Remembers the ids and returns those that were not known. */
  addNew(tx: Tx, ids: readonly string[]): Promise<string[]>;
  /** Requests whose records are gone. */
  forget(tx: Tx, ids: readonly string[]): Promise<void>;
}

/** An order that was found valid in Observe mode and was not sent. */
export interface WaitingOrder {
  readonly orderId: string;
  /** The request that is answered when it is sent. */
  readonly requestId: string | null;
  readonly traceId: string;
}

export interface ObservedTable {
  count(): Promise<number>;
  /** Which of these wait. */
  of(orderIds: readonly string[]): Promise<Set<string>>;
  put(tx: Tx, orders: readonly WaitingOrder[]): Promise<void>;
  /** Removes and returns the oldest ones. */
  take(tx: Tx, most: number): Promise<WaitingOrder[]>;
}

/** One external effect or manual action; appended, never changed. */
export interface AuditEntry {
  readonly traceId: string;
  readonly record: string;
  readonly step: string;
  readonly outcome: string;
  readonly attempt: number;
  readonly durationMs: number;
  /** SHA-256 of the body that was sent, never the body. */
  readonly bodyHash: string | null;
}

/** The last row of the chain that all rows form. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

export interface AuditRow extends AuditEntry {
  readonly at: Date;
}

/** What was done and what failed in one hour. */
export interface HourCount {
  readonly done: number;
  readonly failed: number;
}

export interface AuditTable {
  /** Outcomes that begin with `failed` count as failures; `done: 187 records` counts as 187. */
  append(tx: Tx, entries: readonly AuditEntry[]): Promise<void>;
  /** Chains what was appended since; tampering with a sealed row shows. */
  seal(): Promise<AuditHead>;
  /** Removes rows older than this, and says so in a row of its own. @returns how many. */
  expire(before: Date, traceId: string): Promise<number>;
  /** Rows of one trace, or of these records, oldest first; at most 1,000. */
  rowsOf(which: { traceId: string } | { records: readonly string[] }): Promise<AuditRow[]>;
  /** The last 24 hours, oldest first. */
  hourly(step: string, now: Date): Promise<HourCount[]>;
}

export interface Tables {
  readonly afterSale: AfterSaleTable;
  readonly returnWishes: ReturnWishTable;
  readonly links: LinkTable;
  readonly snapshots: SnapshotTable;
  readonly orders: OrderSnapshotTable;
  readonly stays: StayTable;
  readonly errors: ErrorTable;
  readonly cursors: CursorTable;
  readonly inbox: InboxTable;
  readonly observed: ObservedTable;
  readonly audit: AuditTable;
}
