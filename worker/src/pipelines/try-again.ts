import type { NewJob, QueueName } from '../domain/ports.ts';
import type { OpenError } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';

/** A job with the queue that it belongs to. */
export interface RetryJob {
  readonly queue: QueueName;
  readonly job: NewJob;
}

/** One job for each record behind these errors, however many problems it has; those that heal by themselves have none. */
export function retryJobs(errors: readonly OpenError[]): RetryJob[] {
  const jobs = new Map<string, RetryJob>();
  for (const { again, traceId } of errors) {
    if (again === null) continue;
    const { queue, key, kind, data } = again;
    jobs.set(`${queue}|${key}|${kind}`, { queue, job: { key, kind, data, traceId } });
  }
  return [...jobs.values()];
}

/** Puts the jobs into their queues together, and lets what waited for a later retry run at once. */
export async function enqueueAgain(
  { store, queue }: Pick<PipelineDeps, 'store' | 'queue'>,
  jobs: readonly RetryJob[],
): Promise<void> {
  const byQueue = Map.groupBy(jobs, (one) => one.queue);
  await store.transaction(async (tx) => {
    for (const [name, some] of byQueue)
      await queue.enqueue(
        tx,
        name,
        some.map(({ job }) => job),
      );
  });
  for (const [name, some] of byQueue)
    await queue.hurry(
      name,
      some.map(({ job }) => job.key),
    );
}
