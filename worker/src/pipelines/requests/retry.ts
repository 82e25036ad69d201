import type { PipelineDeps } from '../deps.ts';
import { markRetrying } from '../record-error.ts';
import { enqueueAgain, retryJobs } from '../try-again.ts';
import type { RequestHandler } from './request.ts';
import { errorsOf } from './error-of-request.ts';

const plural = (count: number): string => (count === 1 ? '1 record' : `${count} records`);

/** Retry of errors that are not about orders: each record goes through the job that failed. */
export function createRetry(deps: PipelineDeps): RequestHandler {
  return async (request) => {
    const errors = await errorsOf(deps, request);
    if (errors.length === 0)
      return { status: 'Done', result: 'The error is no longer open; nothing is to be repeated.' };
    const jobs = retryJobs(errors);
    await enqueueAgain(deps, jobs);
    await markRetrying(
      deps,
      errors.filter(({ again }) => again !== null),
    );
    const result =
      jobs.length === 0
        ? 'The next run of the stream tries it again by itself.'
        : `Trying ${plural(jobs.length)} again.`;
    return { status: 'Done', result };
  };
}
