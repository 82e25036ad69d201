import type { Job, JobOutcome } from '../domain/ports.ts';
import { addressOf, linnworksCallName } from './call-names.ts';
import type { Metrics } from './metrics.ts';
import { codeOf, withSpan } from './tracing.ts';

/** Runs a call to another system and remembers how long it took and how it ended. */
export type ObserveCall = <T>(call: string, work: () => Promise<T>) => Promise<T>;

/** Every call becomes a span and a line in the histogram; errors count by their stable code. */
export function observeCalls({ calls }: Pick<Metrics, 'calls'>, system: string): ObserveCall {
  return (call, work) =>
    withSpan(
      `${system} ${call}`,
      { 'connector.system': system, 'connector.call': call },
      async () => {
        const end = calls.startTimer({ system, call });
        try {
          const result = await work();
          end({ outcome: 'ok' });
          return result;
        } catch (error) {
          end({ outcome: codeOf(error) });
          throw error;
        }
      },
    );
}

/** Answers of Linnworks by status; waiting for the quota is not part of the time. */
export function observedFetch({ calls }: Pick<Metrics, 'calls'>, send: typeof fetch): typeof fetch {
  return (input, init) => {
    const call = linnworksCallName(addressOf(input));
    const attributes = { 'connector.system': 'linnworks', 'connector.call': call };
    return withSpan(`linnworks ${call}`, attributes, async () => {
      const end = calls.startTimer({ system: 'linnworks', call });
      try {
        const response = await send(input, init);
        end({ outcome: response.ok ? 'ok' : `HTTP_${response.status}` });
        return response;
      } catch (error) {
        end({ outcome: 'NO_REPLY' });
        throw error;
      }
    });
  };
}

type Handle = (jobs: Job[]) => Promise<Map<string, JobOutcome>>;

const outcomeOf = (outcome: JobOutcome | undefined): string => {
  if (outcome === undefined || 'retryAfterMs' in outcome) return 'retry';
  return 'done' in outcome ? 'done' : 'dead';
};

/** A batch is one span that names the trace IDs of its jobs (twenty at most), so that one order can be found in it. */
export function observedHandle(
  { jobs: counter }: Pick<Metrics, 'jobs'>,
  queue: string,
  handle: Handle,
): Handle {
  return (jobs) => {
    const traceIds = jobs.slice(0, 20).map(({ traceId }) => traceId);
    const attributes = { 'connector.jobs': jobs.length, 'connector.trace_ids': traceIds };
    return withSpan(queue, attributes, async () => {
      const outcomes = await handle(jobs);
      for (const { id } of jobs) counter.inc({ queue, outcome: outcomeOf(outcomes.get(id)) });
      return outcomes;
    });
  };
}
