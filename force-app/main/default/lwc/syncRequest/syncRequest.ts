import { createRecord } from 'lightning/uiRecordApi';
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

/** The plain sentence out of what Lightning Data Service throws. */
export function reasonOf(error: unknown, otherwise: string): string {
  const { body, message } = (error ?? {}) as { body?: { message?: string }; message?: string };
  return body?.message ?? message ?? otherwise;
}
