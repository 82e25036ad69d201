import { errorCode } from '../domain/error-codes.ts';
import { maskedText } from '../domain/mask.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import type { Problem } from '../domain/problem.ts';
import type { StreamKey, Subject } from '../domain/subject.ts';
import type { Again, OpenError } from '../domain/tables.ts';

/** What went wrong with one record in one run; no problems: the run succeeded, and solves what it complained of before. */
export interface RecordProblems {
  readonly subject: Subject;
  readonly stream: StreamKey;
  /** Which run says so, e.g. `send`, `cancel`, `write-fulfilment`: it only solves errors of its own. */
  readonly step: string;
  readonly traceId: string;
  readonly problems: readonly Problem[];
  /** Newest modification of the records behind it, where a correction can be seen by that. */
  readonly stamp?: string;
  /** The job that tries it again; null when the next run of the stream does. */
  readonly again: Again | null;
  /** When it is tried again by itself. */
  readonly nextTryAt?: Date | null;
}

/** What went wrong with one order on its way to Linnworks. */
export interface OrderProblems {
  readonly orderId: string;
  readonly label: string;
  readonly traceId: string;
  readonly stamp: string;
  readonly problems: readonly Problem[];
  readonly linnworksId?: string;
}

export function aboutOrder(order: OrderProblems): RecordProblems {
  const { orderId: id, label, traceId, stamp, problems, linnworksId } = order;
  return {
    subject: { kind: 'order', id, label, orderId: id, linnworksId },
    stream: 'orders-out',
    step: 'send',
    traceId,
    stamp,
    problems,
    again: { queue: 'orders-out', key: id, kind: 'retry', data: {} },
  };
}

const KIND_LABEL = {
  transient: 'Transient',
  throttled: 'Throttled',
  auth: 'Auth',
  config: 'Config',
  data: 'Data',
  conflict: 'Conflict',
  defect: 'Defect',
} as const;

const SALESFORCE_ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

function links({ kind, id, orderId, productId, linnworksId }: Subject): SalesforceRecord {
  const order = kind === 'order' ? id : orderId;
  const product = kind === 'product' && SALESFORCE_ID.test(id) ? id : productId;
  return {
    ...(order === undefined ? {} : { Order__c: order }),
    ...(product === undefined ? {} : { Product__c: product }),
    ...(linnworksId === undefined ? {} : { Linnworks_Order__r: { Linnworks_Id__c: linnworksId } }),
  };
}

/** The field to correct: as the problem says, else a field of the order itself that waits for a person. */
function correction({ kind, id }: Subject, { path, code, correct }: Problem): SalesforceRecord {
  const field = /^Order\.\w+$/.test(path) && path !== 'Order.OrderItems' ? path : null;
  const isOwn = kind === 'order' && field !== null && errorCode(code).retry === 'when-changed';
  const found = correct ?? (isOwn ? { recordId: id, field } : null);
  return {
    Correct_Record_Id__c: found?.recordId ?? null,
    Correct_Field__c: found?.field.slice(0, 120) ?? null,
  };
}

/** The `Linnworks_Sync_Error__c` of one problem. */
export function toErrorRecord(
  { subject, nextTryAt }: RecordProblems,
  problem: Problem,
  error: OpenError,
): SalesforceRecord {
  return {
    Key__c: error.fingerprint,
    Cause_Key__c: error.causeKey.slice(0, 255),
    Status__c: 'Open',
    Kind__c: KIND_LABEL[errorCode(problem.code).kind],
    Code__c: problem.code,
    Message__c: problem.message.slice(0, 255),
    What_To_Do__c: problem.whatToDo.slice(0, 255),
    Field_Path__c: problem.path.slice(0, 255),
    Stream__c: error.stream,
    Record_Id__c: subject.id.slice(0, 36),
    Record_Label__c: subject.label.slice(0, 120),
    ...links(subject),
    ...correction(subject, problem),
    Masked_Request__c: problem.exchange ? maskedText(problem.exchange.request) : null,
    Masked_Reply__c: problem.exchange ? maskedText(problem.exchange.reply) : null,
    Trace_Id__c: error.traceId,
    Attempts__c: error.attempts,
    First_Seen_At__c: error.firstSeenAt.toISOString(),
    Last_Seen_At__c: error.lastSeenAt.toISOString(),
    Next_Try_At__c: nextTryAt?.toISOString() ?? null,
    Resolved_At__c: null,
    Resolution__c: null,
  };
}
