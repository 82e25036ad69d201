import type { Salesforce } from '../domain/ports.ts';

/** A query with more ids is too long for its address. */
const IDS_PER_QUERY = 100;

export interface ErasedRecords {
  readonly errorRecords: number;
  readonly requestRecords: number;
}

const NO_TEXT_OF_ERROR = {
  Message__c: 'Erased on request.',
  Details__c: null,
  Masked_Request__c: null,
  Masked_Reply__c: null,
};
const NO_TEXT_OF_REQUEST = { Detail__c: null, Answer__c: null };

async function idsOf(org: Salesforce, object: string, ofOrder: string[], list: string) {
  const condition = ofOrder.map((field) => `${field} IN (${list})`).join(' OR ');
  const rows = await org.query(`SELECT Id FROM ${object} WHERE ${condition}`);
  return rows.map(({ Id }) => String(Id as string));
}

/**
 * Takes free text of people and of refusals out of the connector's own records about these orders; what is left are codes,
 * times and ids.
 */
export async function eraseRecords(
  org: Salesforce,
  orders: readonly string[],
): Promise<ErasedRecords> {
  const [errors, requests] = [new Set<string>(), new Set<string>()];
  for (let start = 0; start < orders.length; start += IDS_PER_QUERY) {
    const some = orders.slice(start, start + IDS_PER_QUERY);
    const list = some.map((id) => `'${id}'`).join(',');
    const ofError = ['Order__c', 'Linnworks_Order__r.Order__c'];
    for (const id of await idsOf(org, 'Linnworks_Sync_Error__c', ofError, list)) errors.add(id);
    const ofRequest = ['Order__c', 'Sync_Error__r.Order__c'];
    for (const id of await idsOf(org, 'Linnworks_Sync_Request__c', ofRequest, list))
      requests.add(id);
  }
  const emptied = (ids: Iterable<string>, values: object) =>
    [...ids].map((Id) => ({ Id, ...values }));
  await org.update('Linnworks_Sync_Error__c', emptied(errors, NO_TEXT_OF_ERROR));
  await org.update('Linnworks_Sync_Request__c', emptied(requests, NO_TEXT_OF_REQUEST));
  return { errorRecords: errors.size, requestRecords: requests.size };
}
