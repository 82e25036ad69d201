import type { RequestHandler, RequestHandlers } from '../pipelines/requests/request.ts';

/** Which handler answers which kind of request. Work on an order (Push, Update, Cancel, Retry, Resync) is not here. */
export function requestHandlers(runNow: (task: string) => void): RequestHandlers {
  const pollNow: RequestHandler = async () => {
    for (const task of ['fulfilment', 'reconcile']) runNow(task);
    return { status: 'Done', result: 'Linnworks is being asked now.' };
  };
  return { SyncNow: pollNow, Refresh: pollNow, Reconcile: pollNow };
}
