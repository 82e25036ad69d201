import type { Job, JobOutcome, QueueName } from '../domain/ports.ts';

export interface Work {
  readonly options: { readonly batchSize: number; readonly loops: number };
  readonly handle: (jobs: Job[]) => Promise<Map<string, JobOutcome>>;
}

interface Loops {
  start(queue: QueueName, work: Work): Promise<void>;
  /** Waits for running batches. */
  stop(queue: QueueName): Promise<void>;
}

export interface WorkLoops {
  start(queue: QueueName, work: Work): Promise<void>;
  pause(queue: QueueName): Promise<void>;
  resume(queue: QueueName): Promise<void>;
}

/** Loops that can be stopped and started again; calls about one queue run one after another, and twice is as once. */
export function pausable(loops: Loops): WorkLoops {
  const known = new Map<QueueName, Work>();
  const paused = new Set<QueueName>();
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = (step: () => Promise<void>): Promise<void> => {
    const next = last.then(step);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    start: (queue, work) =>
      inOrder(async () => {
        known.set(queue, work);
        if (!paused.has(queue)) await loops.start(queue, work);
      }),
    pause: (queue) =>
      inOrder(async () => {
        if (paused.has(queue)) return;
        paused.add(queue);
        if (known.has(queue)) await loops.stop(queue);
      }),
    resume: (queue) =>
      inOrder(async () => {
        if (!paused.delete(queue)) return;
        const work = known.get(queue);
        if (work) await loops.start(queue, work);
      }),
  };
}
