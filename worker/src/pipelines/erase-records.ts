import type { Salesforce } from '../domain/ports.ts';
import { rowsOfIds } from './rows-where-in.ts';

export interface ErasedRecords {
  readonly errorRecords: number;
  readonly requestRecords: number;
  /** Stories that anybody had asked for: they repeat what is on errors and requests of any order. */
  readonly stories: number;
}

const NO_TEXT_OF_ERROR = {
  Message__c: 'Erased on request.',
  Details__c: null,
  Masked_Request__c: null,
  Masked_Reply__c: null,
};
const NO_TEXT_OF_REQUEST = { Detail__c: null, Answer__c: null };

/** @returns how many records were emptied. */
async function empty(
  org: Salesforce,
  object: string,
  orders: readonly string[],
  ofOrder: readonly string[],
  values: object,
): Promise<number> {
  const ids = new Set<unknown>();
  for (const field of ofOrder) {
    const soqlOf = (list: string) => `SELECT Id FROM ${object} WHERE ${field} IN (${list})`;
    for (const { Id } of await rowsOfIds(org, orders, soqlOf)) ids.add(Id);
  }
  await org.update(
    object,
    [...ids].map((Id) => ({ Id, ...values })),
  );
  return ids.size;
}

/** An answer is read when it comes; nobody misses the old ones, and what is in them cannot be asked for. */
async function emptyStories(org: Salesforce, requests: string): Promise<number> {
  const stories = await org.query(
    `SELECT Id FROM ${requests} WHERE Kind__c = 'Trace' AND Status__c IN ('Done','Failed')`,
  );
  await org.update(
    requests,
    stories.map(({ Id }) => ({ Id, ...NO_TEXT_OF_REQUEST })),
  );
  return stories.length;
}

/**
 * Takes free text of people and of refusals out of the connector's own records about these orders; what is left are codes,
 * times and ids.
 */
export async function eraseRecords(
  org: Salesforce,
  orders: readonly string[],
): Promise<ErasedRecords> {
  const [errors, requests] = ['Linnworks_Sync_Error__c', 'Linnworks_Sync_Request__c'] as const;
  const ofError = ['Order__c', 'Linnworks_Order__r.Order__c'];
  const ofRequest = ['Order__c', 'Sync_Error__r.Order__c'];
  return {
    errorRecords: await empty(org, errors, orders, ofError, NO_TEXT_OF_ERROR),
    requestRecords: await empty(org, requests, orders, ofRequest, NO_TEXT_OF_REQUEST),
    stories: await emptyStories(org, requests),
  };
}
