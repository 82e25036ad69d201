import type { OpenError } from '../../domain/tables.ts';
import type { PipelineDeps } from '../deps.ts';
import type { AskedRequest } from './request.ts';

/** The key (our fingerprint) of the error record that a request is about. */
async function errorKeyOf(
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

/** The errors of a request: all of its cause, else the one it names. */
export async function errorsOf(
  deps: Pick<PipelineDeps, 'salesforce' | 'tables'>,
  request: AskedRequest,
): Promise<OpenError[]> {
  if (request.causeKey !== null) return deps.tables.errors.byCause(request.causeKey);
  const key = await errorKeyOf(deps, request);
  return key === null ? [] : deps.tables.errors.byFingerprint([key]);
}
