import type { OrgClient } from '../../../worker/sandbox/scenarios/org-client.ts';

interface Asked {
  readonly Id: string;
  readonly Kind__c: string;
  readonly Sync_Error__c: string | null;
  readonly Stream__c: string | null;
  readonly Cause_Key__c: string | null;
  readonly Record_Id__c: string | null;
  readonly Detail__c: string | null;
}
export interface ScriptedWorker {
  /** Requests in the order in which they were answered. */
  readonly answered: readonly Asked[];
  stop(): Promise<void>;
}

const FIELDS =
  'Id, Kind__c, Sync_Error__c, Stream__c, Cause_Key__c, Record_Id__c, Detail__c, Status__c';
const POLL_MS = 150;

function story(question: string): string {
  const step = (seconds: number, system: string, text: string, outcome = 'done') => ({
    at: new Date(Date.now() - seconds * 1000).toISOString(),
    system,
    step: text.toLowerCase().replaceAll(' ', '-'),
    text,
    outcome,
    attempt: outcome === 'failed' ? 2 : 1,
    durationMs: 310,
    traceId: '0199a1c2-0000-7000-8000-000000000001',
    recordId: null,
  });
  return JSON.stringify({
    type: 'story',
    question,
    found: question !== 'unknown',
    subject:
      question === 'unknown'
        ? null
        : { kind: 'order', label: question, recordId: null, linnworksNumber: 100_001 },
    steps: [
      step(30, 'Salesforce', 'The order was activated'),
      step(28, 'Linnworks', 'Linnworks gave no reply', 'failed'),
      step(4, 'Linnworks', 'Linnworks took the order'),
    ],
    isCut: false,
  });
}

/** Answers every request at once, so that the screens can be shown without the real worker. */
export function playWorker(client: OrgClient): ScriptedWorker {
  const answered: Asked[] = [];
  let isStopped = false;
  const answer = async (request: Asked): Promise<void> => {
    const detail = JSON.parse(request.Detail__c ?? '{}') as { question?: string };
    answered.push(request);
    if (request.Kind__c === 'Ignore' && request.Sync_Error__c !== null)
      await client.update('Linnworks_Sync_Error__c', request.Sync_Error__c, {
        Status__c: 'Ignored',
      });
    await client.update('Linnworks_Sync_Request__c', request.Id, {
      Status__c: 'Done',
      Result__c: `Answer to ${request.Kind__c}.`,
      ...(request.Kind__c === 'Trace' ? { Answer__c: story(detail.question ?? '') } : {}),
    });
  };
  const run = async (): Promise<void> => {
    while (!isStopped) {
      const waiting = (await client.query(
        `SELECT ${FIELDS} FROM Linnworks_Sync_Request__c WHERE Status__c = 'Pending' AND Source__c = 'User'`,
      )) as unknown as Asked[];
      for (const request of waiting) await answer(request);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  const running = run();
  return {
    answered,
    stop: () => {
      isStopped = true;
      return running;
    },
  };
}
