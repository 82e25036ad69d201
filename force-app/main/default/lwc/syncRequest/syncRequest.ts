import { createRecord } from 'lightning/uiRecordApi';
import noPermission from '@salesforce/label/c.Linnworks_No_Permission';
import REQUEST from '@salesforce/schema/Linnworks_Sync_Request__c';
import KEY from '@salesforce/schema/Linnworks_Sync_Request__c.Key__c';
import KIND from '@salesforce/schema/Linnworks_Sync_Request__c.Kind__c';
import STATUS from '@salesforce/schema/Linnworks_Sync_Request__c.Status__c';
import SOURCE from '@salesforce/schema/Linnworks_Sync_Request__c.Source__c';
import ORDER from '@salesforce/schema/Linnworks_Sync_Request__c.Order__c';
import SYNC_ERROR from '@salesforce/schema/Linnworks_Sync_Request__c.Sync_Error__c';
import CAUSE_KEY from '@salesforce/schema/Linnworks_Sync_Request__c.Cause_Key__c';
import STREAM from '@salesforce/schema/Linnworks_Sync_Request__c.Stream__c';
import PRODUCT from '@salesforce/schema/Linnworks_Sync_Request__c.Product__c';
import DETAIL from '@salesforce/schema/Linnworks_Sync_Request__c.Detail__c';
import RECORD_ID from '@salesforce/schema/Linnworks_Sync_Request__c.Record_Id__c';

/** Values of Kind__c that a person can ask for. */
export type RequestKind =
  | 'Push'
  | 'Cancel'
  | 'Return'
  | 'Refresh'
  | 'Retry'
  | 'Resync'
  | 'Reconcile'
  | 'Pause'
  | 'Resume'
  | 'SyncNow'
  | 'Correct'
  | 'Ignore'
  | 'Assign'
  | 'Repair'
  | 'Trace'
  | 'Check';

export interface RequestOptions {
  readonly orderId?: string | null;
  readonly productId?: string | null;
  readonly errorId?: string;
  readonly causeKey?: string;
  /** Key of the stream: `orders-out`, `stock`, … */
  readonly stream?: string;
  /** What it is about when it is neither an order nor a product, e.g. a Linnworks_Difference__c. */
  readonly recordId?: string;
  /** Becomes the JSON of Detail__c; its shape depends on the kind. */
  readonly detail?: object;
}

function uniquePart(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join(
    '',
  );
}

function keyOf(kind: RequestKind, options: RequestOptions): string {
  const { errorId, causeKey, recordId, orderId, productId, stream } = options;
  const about = errorId ?? causeKey ?? recordId ?? orderId ?? productId ?? stream ?? 'all';
  return `user:${kind}:${about.slice(0, 40)}:${uniquePart()}`;
}

/**
 * Asks the worker for something. Nothing is done here: the worker answers on the record.
 * @returns the key under which `c-request-watcher` finds the answer.
 * @throws what Lightning Data Service throws; `reasonOf` words it.
 */
export async function createSyncRequest(
  kind: RequestKind,
  options: RequestOptions,
): Promise<string> {
  const key = keyOf(kind, options);
  const { orderId, productId, errorId, causeKey, stream, detail } = options;
  const values: readonly [{ readonly fieldApiName: string }, unknown][] = [
    [KEY, key],
    [KIND, kind],
    [STATUS, 'Pending'],
    [SOURCE, 'User'],
    [ORDER, orderId],
    [PRODUCT, productId],
    [RECORD_ID, options.recordId ?? orderId ?? productId],
    [SYNC_ERROR, errorId],
    [CAUSE_KEY, causeKey],
    [STREAM, stream],
    [DETAIL, detail && JSON.stringify(detail)],
  ];
  const given = values.filter(([, value]) => Boolean(value));
  const fields = Object.fromEntries(given.map(([field, value]) => [field.fieldApiName, value]));
  await createRecord({ apiName: REQUEST.objectApiName, fields });
  return key;
}

interface Reason {
  readonly message?: string;
  readonly errorCode?: string;
}
/** Salesforce words these for developers; people need to know which permission set to ask for. */
const NO_PERMISSION = [
  'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
];

interface Failure extends Reason {
  readonly body?: Reason & {
    readonly output?: {
      readonly errors?: readonly Reason[];
      readonly fieldErrors?: Readonly<Record<string, readonly Reason[]>>;
    };
  };
}

/**
 * The plain sentence out of what Lightning Data Service throws: its own message is always the same, the reason stands
 * among the errors of the record or of its fields.
 */
export function reasonOf(error: unknown, otherwise: string): string {
  const { body, message } = (error ?? {}) as Failure;
  const reasons = [
    ...(body?.output?.errors ?? []),
    ...Object.values(body?.output?.fieldErrors ?? {}).flat(),
    { ...body },
    { message },
  ];
  if (reasons.some(({ errorCode }) => NO_PERMISSION.includes(errorCode ?? ''))) return noPermission;
  return reasons.find((reason) => reason.message)?.message ?? otherwise;
}
