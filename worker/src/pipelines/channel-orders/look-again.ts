import type { PipelineDeps } from '../deps.ts';
import { enqueueAgain, retryJobs } from '../try-again.ts';
import { IMPORT_STEP } from './import-orders.ts';

/** As many as one run reads of Linnworks in two calls; the longest waiting first. */
const MOST_AT_ONCE = 200;

/**
 * Orders of other channels that wait for a product, a price or a decision about their buyer are tried again: whatever was
 * corrected, and wherever, nobody needs to press a button.
 * @returns how many are tried.
 */
export async function lookAgainAtImports(
  deps: Pick<PipelineDeps, 'store' | 'tables' | 'queue'>,
): Promise<number> {
  const waiting = (await deps.tables.errors.waiting())
    .filter(({ step }) => step === IMPORT_STEP)
    .sort((a, b) => a.lastSeenAt.getTime() - b.lastSeenAt.getTime());
  const jobs = retryJobs(waiting).slice(0, MOST_AT_ONCE);
  const keys = jobs.map(({ job }) => job.key);
  const underWay = await deps.queue.waiting('orders-import', keys);
  const fresh = jobs.filter(({ job }) => !underWay.has(job.key));
  if (fresh.length > 0) await enqueueAgain(deps, fresh);
  return fresh.length;
}
