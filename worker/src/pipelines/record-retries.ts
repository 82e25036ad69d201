import { ConnectorError } from '../domain/connector-error.ts';
import { ERROR_CODES, errorCode, type KnownCode } from '../domain/error-codes.ts';
import { ERROR_SENTENCES } from '../domain/error-sentences.ts';
import type { Job, JobOutcome, QueueName } from '../domain/ports.ts';
import type { Problem } from '../domain/problem.ts';
import { retryDelay } from '../domain/retry.ts';
import type { StreamKey, Subject, SubjectKind } from '../domain/subject.ts';
import { problem } from '../mapping/field-row.ts';
import type { PipelineDeps } from './deps.ts';
import type { Handle } from './push-order.ts';
import { recordErrors, resolveErrors, type RecordProblems } from './record-error.ts';

/** What heals is shown when it has not healed after so many attempts (about half a minute). */
const SHOW_FROM = 5;

interface QueueFacts {
  readonly stream: StreamKey;
  readonly subject: SubjectKind;
}

const FACTS: Readonly<Record<QueueName, QueueFacts>> = {
  'orders-out': { stream: 'orders-out', subject: 'order' },
  'orders-in': { stream: 'fulfilment', subject: 'linnworks-order' },
  'orders-load': { stream: 'fulfilment', subject: 'linnworks-order' },
  'orders-import': { stream: 'fulfilment', subject: 'linnworks-order' },
  'stock-in': { stream: 'stock', subject: 'product' },
  'returns-in': { stream: 'returns', subject: 'return' },
  requests: { stream: 'worker', subject: 'stream' },
};

const isOfTheSystem = (error: unknown): boolean =>
  error instanceof ConnectorError && ['transient', 'throttled', 'auth'].includes(error.kind);

/** `CODE: sentence` is how outcomes give their reason. */
function codeOf(reason: string): KnownCode {
  const code = /^([A-Z][A-Z_]+)\b/.exec(reason)?.[1] ?? '';
  return code in ERROR_CODES ? (code as KnownCode) : 'DEFECT';
}

function subjectOf(queue: QueueName, job: Job): Subject {
  const { number } = (job.data['order'] ?? {}) as { number?: unknown };
  const label = typeof number === 'number' ? String(number) : job.key;
  return { kind: FACTS[queue].subject, id: job.key, label };
}

const toProblem = (code: KnownCode, exchange?: Problem['exchange']): Problem => ({
  ...problem('Job', code, ERROR_SENTENCES[code]),
  ...(exchange === undefined ? {} : { exchange }),
});

/** A throw over one job: what cannot heal is put aside at once, the rest climbs the ladder. */
function judgeThrow(error: unknown, { attempt }: Job): JobOutcome {
  const code = error instanceof ConnectorError ? error.code : 'DEFECT';
  const reason = `${code}: ${(error as Error).message}`;
  return errorCode(code).retry === 'later'
    ? { retryAfterMs: retryDelay(attempt), reason }
    : { dead: reason };
}

async function runAlone(deps: PipelineDeps, job: Job, handle: Handle) {
  try {
    return { outcomes: await handle([job]), thrown: undefined };
  } catch (error) {
    if (isOfTheSystem(error)) throw error;
    const fields = { traceId: job.traceId, kind: job.kind, stack: (error as Error).stack };
    deps.log.error('A job failed', fields);
    const outcomes = new Map([[job.id, judgeThrow(error, job)]]);
    return { outcomes, thrown: error instanceof ConnectorError ? error : undefined };
  }
}

/**
 * Makes every job that does not get through visible: one error on the record with its next try once the first rungs of the
 * ladder are behind it, or at once when it cannot heal. A later success solves it. Faults of a whole system are no errors
 * of records: they pass through, and the circuit of the system shows them once.
 */
export function recordingRetries(deps: PipelineDeps, queue: QueueName, handle: Handle): Handle {
  const step = `job:${queue}`;
  const about = (job: Job, problems: readonly Problem[], nextTryAt: Date | null) =>
    ({
      subject: subjectOf(queue, job),
      stream: FACTS[queue].stream,
      step,
      traceId: job.traceId,
      problems,
      again: { queue, key: job.key, kind: job.kind, data: job.data },
      nextTryAt,
    }) satisfies RecordProblems;

  const failures = (jobs: readonly Job[], outcomes: Map<string, JobOutcome>, e?: ConnectorError) =>
    jobs.flatMap((job): RecordProblems[] => {
      const outcome = outcomes.get(job.id);
      if (outcome === undefined || 'done' in outcome) return [];
      if ('dead' in outcome)
        return [about(job, [toProblem(codeOf(outcome.dead), e?.exchange)], null)];
      if (job.attempt < SHOW_FROM) return [];
      const nextTryAt = new Date(deps.clock.now().getTime() + outcome.retryAfterMs);
      return [about(job, [toProblem(codeOf(outcome.reason), e?.exchange)], nextTryAt)];
    });

  return async (jobs) => {
    const [first, ...others] = jobs;
    const isAlone = first !== undefined && others.length === 0;
    const { outcomes, thrown } = isAlone
      ? await runAlone(deps, first, handle)
      : { outcomes: await handle(jobs), thrown: undefined };
    await recordErrors(deps, failures(jobs, outcomes, thrown));
    const done = jobs.filter(({ id }) => {
      const outcome = outcomes.get(id);
      return outcome !== undefined && 'done' in outcome;
    });
    const open = await deps.tables.errors.openFor(done.map(({ key }) => key));
    const solved = open.filter((error) => error.step === step);
    await resolveErrors(deps, solved, 'Solved: a later run succeeded.');
    return outcomes;
  };
}
