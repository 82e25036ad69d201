import type { PipelineDeps } from '../deps.ts';
import type { AskedRequest } from './request.ts';

/** The key (our fingerprint) of the error record that a request is about. */
export async function errorKeyOf(
  { salesforce }: Pick<PipelineDeps, 'salesforce'>,
  { errorId, recordId }: AskedRequest,
): Promise<string | null> {
  const id = errorId ?? recordId;
  if (id === null || !/^[a-zA-Z0-9]{15,18}$/.test(id)) return null;
  const rows = await salesforce.query(
    `SELECT Key__c FROM Linnworks_Sync_Error__c WHERE Id = '${id}'`,
  );
  const key = rows[0]?.['Key__c'];
  return typeof key === 'string' ? key : null;
}
