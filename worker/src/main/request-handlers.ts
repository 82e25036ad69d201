import type { PipelineDeps } from '../pipelines/deps.ts';
import { createCheck } from '../pipelines/requests/check.ts';
import type { Reference } from '../pipelines/read-settings.ts';
import { createAssign, createCorrect, createIgnore } from '../pipelines/requests/error-wishes.ts';
import { createRefresh } from '../pipelines/requests/refresh.ts';
import type { RequestHandlers } from '../pipelines/requests/request.ts';
import { createReconcile, createRepair } from '../pipelines/requests/reconcile-wishes.ts';
import type { StockPull } from '../pipelines/stock/pull-stock.ts';
import { createRetry } from '../pipelines/requests/retry.ts';
import { createPause, createSyncNow } from '../pipelines/requests/stream-wishes.ts';
import { createTrace } from '../pipelines/requests/trace.ts';
import type { StreamGates } from '../pipelines/stream-gates.ts';

/** Which handler answers which kind of request. Work on an order (Push, Update, Cancel, Retry, Resync) is not here. */
export function requestHandlers(
  deps: PipelineDeps,
  reference: Reference,
  gates: StreamGates,
  stock: StockPull,
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
    Refresh: createRefresh(deps, reference, stock, pollNow),
    Reconcile: createReconcile(deps, reference),
    Repair: createRepair(deps),
    Trace: createTrace(deps, reference),
  };
}
