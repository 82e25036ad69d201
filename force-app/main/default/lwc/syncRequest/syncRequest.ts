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
import RECORD_ID from '@salesforce/schema/Linnworks_Sync_Request__c.Record_Id__c';

export type RequestKind = 'Push' | 'Cancel' | 'Retry' | 'SyncNow';

export interface RequestOptions {
  readonly orderId?: string | null;
  readonly errorId?: string;
  readonly causeKey?: string;
}

function uniquePart(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join(
    '',
  );
}

/**
 * Asks the worker for something. Nothing is done here: the worker answers on the record.
 * @returns the key under which the answer can be found.
 */
export async function createSyncRequest(
  kind: RequestKind,
  options: RequestOptions,
): Promise<string> {
  const about = options.errorId ?? options.causeKey ?? options.orderId ?? 'all';
  const key = `user:${kind}:${about.slice(0, 40)}:${uniquePart()}`;
  const fields: Record<string, unknown> = {
    [KEY.fieldApiName]: key,
    [KIND.fieldApiName]: kind,
    [STATUS.fieldApiName]: 'Pending',
    [SOURCE.fieldApiName]: 'User',
  };
  if (options.orderId) {
    fields[ORDER.fieldApiName] = options.orderId;
    fields[RECORD_ID.fieldApiName] = options.orderId;
  }
  if (options.errorId) fields[SYNC_ERROR.fieldApiName] = options.errorId;
  if (options.causeKey) fields[CAUSE_KEY.fieldApiName] = options.causeKey;
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
