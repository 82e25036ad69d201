/** What pipelines are given; adapters implement it. Types only. */
export type SalesforceRecord = Record<string, unknown>;

export interface WriteResult {
  readonly id?: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly { statusCode: string; message: string; fields: string[] }[];
}

/** Records of one object that are written by an external id. */
export interface Upsert {
  readonly object: string;
  readonly keyField: string;
  readonly records: readonly SalesforceRecord[];
}

/** The org over REST. Object and field names are without namespace in both directions. */
export interface Salesforce {
  /** Every page; attributes stripped; child relationships as arrays. */
  query(soql: string): Promise<SalesforceRecord[]>;
  /** As `query`, up to five in one call; the answers in the order given. */
  queryMany(soqls: readonly string[]): Promise<SalesforceRecord[][]>;
  /** Chunks of 200 by external id; results in the order given; repeats only what is safe to repeat. */
  upsert(
    object: string,
    keyField: string,
    records: readonly SalesforceRecord[],
  ): Promise<WriteResult[]>;
  /** As `upsert`, for several objects in their order, up to five chunks in one call. */
  upsertMany(upserts: readonly Upsert[]): Promise<WriteResult[][]>;
  /** New records without a key of ours: sent once, never repeated. */
  create(object: string, records: readonly SalesforceRecord[]): Promise<WriteResult[]>;
  /** Each record with its Id. */
  update(object: string, records: readonly SalesforceRecord[]): Promise<WriteResult[]>;
  remove(ids: readonly string[]): Promise<WriteResult[]>;
  describe(object: string): Promise<{
    /** Whether this user may create and edit records of the object. */
    createable?: boolean;
    updateable?: boolean;
    fields: {
      name: string;
      type: string;
      length: number;
      /** Missing where nobody asks. */
      createable?: boolean;
      updateable: boolean;
      nillable: boolean;
      /** Of a lookup: the objects that it may lead to, and its name in a path. */
      referenceTo?: readonly string[];
      relationshipName?: string | null;
    }[];
  }>;
  limits(): Promise<Record<string, { Max: number; Remaining: number }>>;
  /** Daily API calls as the last reply counted them. */
  usage(): { used: number; limit: number } | undefined;
}

/** A database transaction; only the store and its tables look inside. */
export type Tx = object;

export interface Store {
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export type QueueName =
  | 'orders-out'
  | 'orders-in'
  | 'orders-load'
  | 'orders-import'
  | 'stock-in'
  | 'returns-in'
  | 'requests';

export interface NewJob {
  /** Jobs of one key run one at a time, in the order they were enqueued. */
  readonly key: string;
  readonly kind: string;
  readonly data: object;
  readonly traceId: string;
}

export interface Job {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly data: Record<string, unknown>;
  readonly traceId: string;
  /** 1 at the first run. */
  readonly attempt: number;
  readonly createdAt: Date;
}

export type JobOutcome =
  | { readonly done: true }
  | { readonly retryAfterMs: number; readonly reason: string }
  | { readonly dead: string };

export interface Queue {
  /** Only inside a transaction, so that work and cursor are stored together. */
  enqueue(tx: Tx, queue: QueueName, jobs: readonly NewJob[]): Promise<void>;
  /** Jobs of these keys that wait for a retry run at once. */
  hurry(queue: QueueName, keys: readonly string[]): Promise<void>;
  /** Which of these keys have a job that is not finished. */
  waiting(queue: QueueName, keys: readonly string[]): Promise<Set<string>>;
  /** Starts loops that hand batches to `handle`; a job without an outcome is retried. */
  work(
    queue: QueueName,
    options: { batchSize: number; loops: number },
    handle: (jobs: Job[]) => Promise<Map<string, JobOutcome>>,
  ): Promise<void>;
}

/** What belongs to a line of the log; fields that would take the place of its sentence or its level are refused. */
export type LogFields = Record<string, unknown> & {
  readonly message?: never;
  readonly level?: never;
};

/** Structured log; a child carries its fields (traceId, record, stream) into every line. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  child(fields: LogFields): Logger;
}
