import { setTimeout as sleep } from 'node:timers/promises';
import type { Salesforce, SalesforceRecord } from '../domain/ports.ts';
import { newTraceId } from '../domain/trace-id.ts';

const ANSWER_WITHIN_MS = 10 * 60_000;
const ASK_EVERY_MS = 2_000;

/**
 * Asks the running worker the way people do: by a request record in Salesforce. Waits for the answer.
 * @returns the exit code: 0 done, 1 failed, 2 no answer.
 */
export async function askWorker(org: Salesforce, request: SalesforceRecord): Promise<number> {
  const traceId = newTraceId();
  const key = `cli|${traceId}`;
  const record = { Key__c: key, Source__c: 'Worker', Status__c: 'Pending', Trace_Id__c: traceId };
  const [written] = await org.upsert('Linnworks_Sync_Request__c', 'Key__c', [
    { ...record, ...request },
  ]);
  if (!written?.success) {
    const codes = written?.errors.map(({ statusCode }) => statusCode).join(', ');
    console.error(`Salesforce did not take the request (${codes ?? 'no answer'}).`);
    return 2;
  }
  console.log(`Asked, trace ID ${traceId}.`);
  for (let waited = 0; waited < ANSWER_WITHIN_MS; waited += ASK_EVERY_MS) {
    const [row] = await org.query(
      `SELECT Status__c, Result__c FROM Linnworks_Sync_Request__c WHERE Key__c = '${key}'`,
    );
    if (row !== undefined && row['Status__c'] !== 'Pending') {
      console.log(String((row['Result__c'] as string | null) ?? row['Status__c']));
      return row['Status__c'] === 'Done' ? 0 : 1;
    }
    await sleep(ASK_EVERY_MS);
  }
  console.error('No answer within ten minutes: is the worker running?');
  return 2;
}
