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

/** UTF-8, outside of the heap and never copied on its way: it may have tens of megabytes. */
export type Csv = Blob;

/** Bulk API 2.0. Names are without namespace. Every method is one API call, `query` some more. */
export interface Bulk {
  /** @returns the id of a new upsert job. */
  open(object: string, keyField: string): Promise<string>;
  /** First line of an upload; `Stock_Level__r.Key__c` names a parent by its key. */
  header(object: string, columns: readonly string[]): string;
  /** One upload for each job. */
  upload(jobId: string, csv: Csv): Promise<void>;
  close(jobId: string): Promise<void>;
  state(jobId: string): Promise<BulkState>;
  abort(jobId: string): Promise<void>;
  failures(jobId: string, keyField: string): Promise<BulkFailure[]>;
  /** All rows of a query without sub-queries, some thousands at a time; empty cells are null. */
  query(soql: string): AsyncIterable<SalesforceRecord[]>;
  /** One line of CSV: `null` empties a field, `undefined` leaves it alone. */
  line(values: readonly (string | number | boolean | null | undefined)[]): string;
}
