import type { Job, JobOutcome } from '../domain/ports.ts';
import { createCancelOrder } from './cancel-order.ts';
import type { PipelineDeps } from './deps.ts';
import { createPushOrder, type Handle } from './push-order.ts';
import type { Reference } from './read-settings.ts';
import { createUpdateOrder } from './update-order.ts';

/** Everything that goes to Linnworks on behalf of one order, by kind of job; the queue keeps the order of each. */
export function createOrdersOut(deps: PipelineDeps, reference: Reference): Handle {
  const push = createPushOrder(deps, reference);
  const handlers: Readonly<Record<string, Handle>> = {
    push,
    retry: push,
    update: createUpdateOrder(deps, reference, push),
    cancel: createCancelOrder(deps, reference),
  };
  return async (jobs) => {
    const outcomes = new Map<string, JobOutcome>();
    for (const [kind, some] of Map.groupBy(jobs, (job: Job) => job.kind)) {
      const handle = handlers[kind];
      if (handle === undefined) deps.log.error('A job of an unknown kind was put aside', { kind });
      const results =
        handle === undefined
          ? some.map(({ id }) => [id, { done: true }] as const)
          : await handle(some);
      for (const [id, outcome] of results) outcomes.set(id, outcome);
    }
    return outcomes;
  };
}
