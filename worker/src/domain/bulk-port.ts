import type { SalesforceRecord } from './ports.ts';

/** How far an ingest job is. `gone`: Salesforce does not know it, or it was given up. */
export interface BulkState {
  readonly stage: 'open' | 'working' | 'done' | 'failed' | 'gone';
  readonly processed: number;
  readonly failed: number;
  readonly message: string;
}

export interface BulkFailure {
  /** Value of the key column. */
  readonly key: string;
  /** Salesforce's status code, e.g. `UNABLE_TO_LOCK_ROW`. */
  readonly statusCode: string;
  readonly message: string;
}

/** Bulk API 2.0. Names are without namespace. Every method is one API call, `query` some more. */
export interface Bulk {
  /** @returns the id of a new upsert job; `columns` of every row that will be uploaded. */
  open(object: string, keyField: string): Promise<string>;
  /** `null` empties a field, `undefined` leaves it alone. One upload for each job. */
  upload(jobId: string, object: string, csv: string): Promise<void>;
  close(jobId: string): Promise<void>;
  state(jobId: string): Promise<BulkState>;
  abort(jobId: string): Promise<void>;
  failures(jobId: string, keyField: string): Promise<BulkFailure[]>;
  /** All rows of a query without sub-queries, some thousands at a time; empty cells are null. */
  query(soql: string): AsyncIterable<SalesforceRecord[]>;
  /** One line of CSV; the header is made by giving the names. */
  line(values: readonly (string | number | boolean | null | undefined)[]): string;
}
