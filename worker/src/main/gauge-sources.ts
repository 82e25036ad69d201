import { QUEUES } from '../queue/job-queue.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { GaugeSources } from '../telemetry/metrics.ts';
import type { Systems } from './connect-systems.ts';

/** Where the gauges of /metrics are read from. */
export function gaugeSources({ deps, queue, usage }: Systems, schedule: Schedule): GaugeSources {
  return {
    backlog: async () => {
      const counts = QUEUES.map(async (name) => [name, await queue.backlog(name)] as const);
      return Object.fromEntries(await Promise.all(counts));
    },
    openErrors: () => deps.tables.errors.count(),
    budgets: usage,
    lastSuccess: () =>
      Object.fromEntries(schedule.tasks.map((name) => [name, schedule.lastSuccess(name)])),
  };
}
