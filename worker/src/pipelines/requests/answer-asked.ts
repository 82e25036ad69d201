import type { Job, JobOutcome } from '../../domain/ports.ts';
import { answerRequests } from '../answer-requests.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Handle } from '../push-order.ts';
import type { AskedRequest, RequestAnswer, RequestHandlers } from './request.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'clock' | 'log'>;

async function answer(handlers: RequestHandlers, request: AskedRequest): Promise<RequestAnswer> {
  const handler = handlers[request.kind];
  if (handler) return handler(request);
  return {
    status: 'Failed',
    result: `The worker cannot do "${request.kind}" with this record.`,
  };
}

/** Answers questions and wishes, each by the handler of its kind; a slow one holds nobody else up. */
export function createAnswerAsked(deps: Deps, handlers: RequestHandlers): Handle {
  return async (jobs: Job[]) => {
    const outcomes = new Map<string, JobOutcome>();
    for (const job of jobs) {
      const { status, result, answer: full } = await answer(handlers, job.data as never);
      await answerRequests(deps, [
        { job: { ...job, data: { requestId: job.data['id'] } }, status, result, answer: full },
      ]);
      outcomes.set(job.id, { done: true });
    }
    return outcomes;
  };
}
