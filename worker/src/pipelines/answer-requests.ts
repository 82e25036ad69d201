import type { Answer as FullAnswer } from '../domain/answers.ts';
import type { Job, SalesforceRecord } from '../domain/ports.ts';
import type { PipelineDeps } from './deps.ts';

/** What the person or flow that asked is told. */
export interface Answer {
  readonly job: Job;
  readonly status: 'Done' | 'Failed';
  /** One plain sentence. */
  readonly result: string;
  /** Where one sentence is not enough. */
  readonly answer?: FullAnswer | undefined;
}

/** Writes the answers onto the requests behind the jobs; jobs without one (reconciliation) are passed over. */
export async function answerRequests(
  { salesforce, clock, log }: Pick<PipelineDeps, 'salesforce' | 'clock' | 'log'>,
  answers: readonly Answer[],
): Promise<void> {
  const completedAt = clock.now().toISOString();
  const records = answers.flatMap(({ job, status, result, answer }): SalesforceRecord[] => {
    const id = job.data['requestId'];
    if (typeof id !== 'string') return [];
    return [
      {
        Id: id,
        Status__c: status,
        Result__c: result.slice(0, 255),
        ...(answer === undefined ? {} : { Answer__c: JSON.stringify(answer) }),
        Trace_Id__c: job.traceId,
        Attempts__c: job.attempt,
        Completed_At__c: completedAt,
      },
    ];
  });
  if (records.length === 0) return;
  const results = await salesforce.update('Linnworks_Sync_Request__c', records);
  for (const [index, outcome] of results.entries())
    if (!outcome.success)
      log.warn('A request could not be answered', {
        requestId: records[index]?.['Id'],
        refusal: outcome.errors.map(({ statusCode }) => statusCode),
      });
}
