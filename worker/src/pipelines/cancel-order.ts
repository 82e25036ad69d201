import { ConnectorError } from '../domain/connector-error.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Job, JobOutcome } from '../domain/ports.ts';
import { retryDelay } from '../domain/retry.ts';
import { answerRequests, type Answer } from './answer-requests.ts';
import type { PipelineDeps } from './deps.ts';
import type { Handle } from './push-order.ts';
import type { Reference } from './read-settings.ts';

const NOTE = 'Cancelled in Salesforce.';

function reasonOf(job: Job): string {
  const detail = job.data['detail'];
  if (typeof detail !== 'string') return NOTE;
  try {
    const { reason } = JSON.parse(detail) as { reason?: unknown };
    return typeof reason === 'string' && reason.trim() !== '' ? reason.slice(0, 200) : NOTE;
  } catch {
    return NOTE;
  }
}

/** Asks Linnworks and looks again: only what is seen afterwards counts. One clear sentence each way. */
async function cancel(deps: PipelineDeps, job: Job, linnworksId: string): Promise<Answer> {
  const read = async (): Promise<ObservedOrder | undefined> =>
    (await deps.linnworks.ordersById([linnworksId]))[0];
  const failed = (result: string): Answer => ({ job, status: 'Failed', result });
  const verdict = (order: ObservedOrder | undefined): Answer | null => {
    if (order === undefined) return failed('Linnworks does not have the order any more.');
    if (order.isCancelled)
      return { job, status: 'Done', result: `Linnworks order ${order.number} is cancelled.` };
    if (order.isProcessed)
      return failed(`Too late: Linnworks order ${order.number} is already shipped.`);
    return null;
  };
  const before = await read();
  const known = verdict(before);
  if (known !== null || before === undefined)
    return known ?? failed('Linnworks does not have the order.');
  let refusal: string | null;
  try {
    refusal = await deps.linnworks.cancelOrder({
      linnworksId,
      locationId: before.locationId,
      note: reasonOf(job),
    });
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind !== 'data') throw error;
    refusal = error.message;
  }
  return (
    verdict(await read()) ?? failed(`Linnworks did not cancel the order. ${refusal ?? ''}`.trim())
  );
}

/** Handles wishes to cancel: each gets one honest answer, also when it races with the warehouse. */
export function createCancelOrder(deps: PipelineDeps, reference: Reference): Handle {
  return async (jobs) => {
    const { allowCancel } = await reference.settings();
    const links = await deps.tables.links.byOrder(jobs.map(({ key }) => key));
    const outcomes = new Map<string, JobOutcome>();
    const answers: Answer[] = [];
    for (const job of jobs) {
      const linnworksId = links.get(job.key)?.linnworksId ?? null;
      try {
        if (!allowCancel)
          answers.push({
            job,
            status: 'Failed',
            result: 'Cancelling from Salesforce is switched off in the settings.',
          });
        else if (linnworksId === null)
          answers.push({
            job,
            status: 'Failed',
            result: 'The order is not in Linnworks, so there is nothing to cancel there.',
          });
        else answers.push(await cancel(deps, job, linnworksId));
        outcomes.set(job.id, { done: true });
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        outcomes.set(job.id, { retryAfterMs: retryDelay(job.attempt), reason: error.message });
      }
    }
    await answerRequests(deps, answers);
    return outcomes;
  };
}
