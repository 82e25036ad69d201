import type { Row } from '../ports.ts';
import type { Delimiter } from './csv.ts';

export type JobState =
  'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
export type Operation = 'insert' | 'update' | 'upsert' | 'delete';

export interface JobBase {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: string;
  state: JobState;
  errorMessage: string | null;
  delimiter: Delimiter;
  lineEnding: 'LF' | 'CRLF';
}

export interface IngestJob extends JobBase {
  readonly operation: Operation;
  readonly object: string;
  readonly externalIdFieldName: string | null;
  /** What was uploaded, until it is processed. */
  data: string | null;
  header: readonly string[];
  /** Lines of the three results, as they are handed out. */
  readonly successful: string[];
  readonly failed: string[];
  readonly unprocessed: string[];
}

export interface QueryJob extends JobBase {
  readonly operation: 'query' | 'queryAll';
  readonly query: string;
  columns: readonly string[];
  records: readonly Row[];
}

const common = (job: JobBase, apiVersion: string) => ({
  id: job.id,
  createdById: job.userId,
  createdDate: job.createdAt,
  systemModstamp: job.createdAt,
  state: job.state,
  concurrencyMode: 'Parallel',
  contentType: 'CSV',
  apiVersion: Number(apiVersion),
  lineEnding: job.lineEnding,
  columnDelimiter: job.delimiter,
});

/** As Salesforce answers: figures only once the job is no longer open. */
export function ingestInfo(job: IngestJob, apiVersion: string): object {
  const isOpen = job.state === 'Open';
  return {
    ...common(job, apiVersion),
    operation: job.operation,
    object: job.object,
    ...(job.externalIdFieldName === null ? {} : { externalIdFieldName: job.externalIdFieldName }),
    ...(isOpen
      ? { contentUrl: `services/data/v${apiVersion}/jobs/ingest/${job.id}/batches` }
      : {
          jobType: 'V2Ingest',
          retries: 0,
          totalProcessingTime: 0,
          apiActiveProcessingTime: 0,
          apexProcessingTime: 0,
          numberRecordsProcessed: job.successful.length + job.failed.length,
          numberRecordsFailed: job.failed.length,
          ...(job.errorMessage === null ? {} : { errorMessage: job.errorMessage }),
        }),
  };
}

export function queryInfo(job: QueryJob, apiVersion: string): object {
  return {
    ...common(job, apiVersion),
    operation: job.operation,
    object: /\bFROM\s+(\w+)/i.exec(job.query)?.[1] ?? '',
    jobType: 'V2Query',
    ...(job.state === 'JobComplete'
      ? { numberRecordsProcessed: job.records.length, retries: 0, totalProcessingTime: 0 }
      : {}),
  };
}
