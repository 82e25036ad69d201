import type { Answer } from '../../domain/answers.ts';
import type { SalesforceRecord } from '../../domain/ports.ts';

/** A request that is no work on the way to Linnworks: a question, a wish about an error or about a stream. */
export interface AskedRequest {
  readonly id: string;
  readonly kind: string;
  readonly orderId: string | null;
  readonly productId: string | null;
  readonly recordId: string | null;
  readonly errorId: string | null;
  readonly stream: string | null;
  readonly causeKey: string | null;
  /** `Detail__c` as it is: JSON text of the screens; each handler reads it with its own schema. */
  readonly detail: string | null;
  readonly askedBy: string | null;
  readonly traceId: string;
}

/** What the person who asked is told. */
export interface RequestAnswer {
  readonly status: 'Done' | 'Failed';
  /** One plain sentence. */
  readonly result: string;
  readonly answer?: Answer;
}

/** Answers one request; harmless when it runs twice. May throw ConnectorError: the request then waits and is repeated. */
export type RequestHandler = (request: AskedRequest) => Promise<RequestAnswer>;

/** One handler for each value of `Linnworks_Sync_Request__c.Kind__c` that is not work on an order. */
export type RequestHandlers = Readonly<Record<string, RequestHandler>>;

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** Reads the record of the request. `traceId` is its own or a new one. */
export function toAskedRequest(record: SalesforceRecord, traceId: string): AskedRequest {
  return {
    id: String(record['Id']),
    kind: text(record['Kind__c']) ?? '',
    orderId: text(record['Order__c']),
    productId: text(record['Product__c']),
    recordId: text(record['Record_Id__c']),
    errorId: text(record['Sync_Error__c']),
    stream: text(record['Stream__c']),
    causeKey: text(record['Cause_Key__c']),
    detail: text(record['Detail__c']),
    askedBy: text(record['CreatedById']),
    traceId,
  };
}
