import type { PipelineDeps } from '../pipelines/deps.ts';
import { createCheck } from '../pipelines/requests/check.ts';
import { createAssign, createCorrect, createIgnore } from '../pipelines/requests/error-wishes.ts';
import type { RequestHandlers } from '../pipelines/requests/request.ts';
import { createRetry } from '../pipelines/requests/retry.ts';
import { createPause, createSyncNow } from '../pipelines/requests/stream-wishes.ts';
import type { StreamGates } from '../pipelines/stream-gates.ts';

/** Which handler answers which kind of request. Work on an order (Push, Update, Cancel, Retry, Resync) is not here. */
export function requestHandlers(
  deps: PipelineDeps,
  gates: StreamGates,
  runNow: (task: string) => void,
): RequestHandlers {
  const pollNow = createSyncNow(gates, runNow);
  return {
    Check: createCheck(deps),
    Retry: createRetry(deps),
    Ignore: createIgnore(deps),
    Assign: createAssign(deps),
    Correct: createCorrect(deps),
    Pause: createPause(deps, gates, true),
    Resume: createPause(deps, gates, false),
    SyncNow: pollNow,
    Refresh: pollNow,
    Reconcile: pollNow,
  };
}
