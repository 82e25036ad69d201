import type { PipelineDeps } from '../pipelines/deps.ts';
import type { RequestHandler, RequestHandlers } from '../pipelines/requests/request.ts';
import { createRetry } from '../pipelines/requests/retry.ts';

/** Which handler answers which kind of request. Work on an order (Push, Update, Cancel, Retry, Resync) is not here. */
export function requestHandlers(
  deps: PipelineDeps,
  runNow: (task: string) => void,
): RequestHandlers {
  const pollNow: RequestHandler = async () => {
    for (const task of ['fulfilment', 'reconcile']) runNow(task);
    return { status: 'Done', result: 'Linnworks is being asked now.' };
  };
  return { Retry: createRetry(deps), SyncNow: pollNow, Refresh: pollNow, Reconcile: pollNow };
}
