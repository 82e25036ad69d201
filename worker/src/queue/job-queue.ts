import { fromKysely, PgBoss, type JobResult, type JobWithMetadata } from 'pg-boss';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { ConnectorError } from '../domain/connector-error.ts';
import type { Job, JobOutcome, Logger, NewJob, Queue, QueueName } from '../domain/ports.ts';
import { retryDelay } from '../domain/retry.ts';
import { inTransaction } from './open-store.ts';
import { pausable, type WorkLoops } from './work-loops.ts';

export interface JobQueue extends Queue {
  /** Waiting, retrying and running jobs. */
  backlog(queue: QueueName): Promise<number>;
  /** When the waiting job that is oldest came; null when none waits. */
  oldest(queue: QueueName): Promise<Date | null>;
  /** Hands out nothing of this queue until `resume`; waits for its running batches. Jobs keep their order. */
  pause(queue: QueueName): Promise<void>;
  /** Goes on; what waited for a retry runs at once. */
  resume(queue: QueueName): Promise<void>;
  /** Hands out nothing more and waits for running batches. */
  stop(): Promise<void>;
}

export const QUEUES: readonly QueueName[] = [
  'orders-out',
  'orders-in',
  'orders-load',
  'orders-import',
  'stock-in',
  'returns-in',
  'requests',
];
const TEN_YEARS_SECONDS = 315_360_000;
/** pg-boss keeps finished jobs; nothing here reads them after a day. */
const KEEP_FINISHED_SECONDS = 24 * 60 * 60;

/**
 * Its defaults lose work: unfinished jobs are deleted after 14 days, and a failed job is deleted after 7, which lets the
 * next one of its key pass. Retries go on for as long as it takes, each after the delay that its outcome names. A worker
 * that dies is noticed by its missing heartbeat.
 */
const QUEUE_OPTIONS = {
  policy: 'key_strict_fifo',
  notify: true,
  retryLimit: 100_000,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 900,
  heartbeatSeconds: 10,
  expireInSeconds: 600,
  retentionSeconds: TEN_YEARS_SECONDS,
  deleteAfterSeconds: KEEP_FINISHED_SECONDS,
} as const;

interface Payload {
  readonly kind: string;
  readonly traceId: string;
  readonly data: Record<string, unknown>;
}

function toJob(job: JobWithMetadata<Payload>): Job {
  return {
    id: job.id,
    key: job.singletonKey ?? '',
    kind: job.data.kind,
    data: job.data.data,
    traceId: job.data.traceId,
    attempt: job.retryCount + 1,
    createdAt: job.createdOn,
  };
}

type Handle = (jobs: Job[]) => Promise<Map<string, JobOutcome>>;

/** A fault of the whole system is nobody's in particular; any other throw may come from one bad record. */
function isSystemWide(error: unknown): boolean {
  return error instanceof ConnectorError && ['transient', 'throttled', 'auth'].includes(error.kind);
}

const reasonOf = (error: unknown): string =>
  error instanceof ConnectorError
    ? `${error.code}: ${error.message}`
    : `Unexpected: ${(error as Error).name}`;

function later({ attempt }: Job, error: unknown): JobOutcome {
  const atLeastMs = error instanceof ConnectorError ? error.retryAfterMs : 0;
  return { retryAfterMs: retryDelay(attempt, atLeastMs), reason: reasonOf(error) };
}

/** Runs a batch; when it throws for a reason of one record, each job runs alone, so that only the bad one waits. */
async function runBatch(
  jobs: Job[],
  handle: Handle,
  log: Logger,
): Promise<Map<string, JobOutcome>> {
  try {
    return await handle(jobs);
  } catch (error) {
    const fields = { jobs: jobs.length, reason: reasonOf(error), traceId: jobs[0]?.traceId };
    if (isSystemWide(error)) log.warn('A batch waits for a system to come back', fields);
    else log.error('A batch failed', { ...fields, stack: (error as Error).stack });
    if (isSystemWide(error) || jobs.length === 1)
      return new Map(jobs.map((job) => [job.id, later(job, error)]));
    const outcomes = new Map<string, JobOutcome>();
    for (const job of jobs)
      for (const [id, one] of await runBatch([job], handle, log)) outcomes.set(id, one);
    return outcomes;
  }
}

function toResult(id: string, outcome: JobOutcome | undefined): JobResult {
  if (outcome === undefined) return { id, status: 'failed', output: { reason: 'no outcome' } };
  if ('done' in outcome) return { id, status: 'completed' };
  if ('dead' in outcome) return { id, status: 'deadletter', output: { reason: outcome.dead } };
  return { id, status: 'failed', output: { reason: outcome.reason } };
}

/**
 * Opens the queue on PostgreSQL. Jobs of one key run one at a time and in order; a job that waits for its retry holds
 * its own key only.
 * @param recoverAtOnce true when nobody else can be working on these jobs: what a killed worker left runs again now.
 */
export async function openJobQueue(
  connection: pg.PoolConfig,
  log: Logger,
  recoverAtOnce: boolean,
): Promise<JobQueue> {
  const boss = new PgBoss({
    ...(connection as Record<string, never>),
    max: 5,
    // With fresh statistics the planner picks nested loops and a fetch takes seconds from some 8,000 waiting jobs on.
    options: '-c enable_nestloop=off',
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    schedule: false,
  });
  boss.on('error', (error: Error) =>
    log.error('The queue reports an error', { reason: error.message }),
  );
  await boss.start();
  for (const queue of QUEUES) {
    const dead = `${queue}-dead`;
    await boss.createQueue(dead, { retentionSeconds: TEN_YEARS_SECONDS, deleteAfterSeconds: 0 });
    await boss.createQueue(queue, { ...QUEUE_OPTIONS, deadLetter: dead });
  }
  if (recoverAtOnce) await recoverOrphans(boss);
  return createQueue(boss, log);
}

async function recoverOrphans(boss: PgBoss): Promise<void> {
  const { rows } = await boss
    .getDb()
    .executeSql("select name, id from pgboss.job where state = 'active'");
  for (const { name, id } of rows as { name: string; id: string }[])
    await boss.fail(name, id, { reason: 'the worker was killed' });
}

/** Says when each failed job of a batch runs again; the queue's own backoff does not know what the other side asked for. */
async function setDelays(boss: PgBoss, outcomes: ReadonlyMap<string, JobOutcome>): Promise<void> {
  const later = [...outcomes].flatMap(([id, outcome]) =>
    'retryAfterMs' in outcome ? [{ id, seconds: Math.ceil(outcome.retryAfterMs / 1000) }] : [],
  );
  if (later.length === 0) return;
  const text =
    'update pgboss.job set retry_delay = later.seconds, retry_backoff = false from unnest($1::uuid[], $2::int[]) as later(id, seconds) where job.id = later.id';
  const values = [later.map(({ id }) => id), later.map(({ seconds }) => seconds)];
  await boss.getDb().executeSql(text, values);
}

async function startLoop(
  boss: PgBoss,
  log: Logger,
  queue: QueueName,
  batchSize: number,
  handle: Handle,
): Promise<void> {
  let workerId = '';
  workerId = await boss.work<Payload, unknown, { perJobResults: true; includeMetadata: true }>(
    queue,
    {
      batchSize,
      perJobResults: true,
      includeMetadata: true,
      pollingIntervalSeconds: 0.5,
      notifyPollingIntervalSeconds: 0.5,
    } as { perJobResults: true; includeMetadata: true },
    async (rows: JobWithMetadata<Payload>[]) => {
      const outcomes = await runBatch(rows.map(toJob), handle, log);
      await setDelays(boss, outcomes);
      boss.notifyWorker(workerId);
      return rows.map(({ id }) => toResult(id, outcomes.get(id)));
    },
  );
}

async function waitingOf(boss: PgBoss, queue: QueueName) {
  const text =
    "select count(*)::int as n, min(created_on) as oldest from pgboss.job where name = $1 and state in ('created', 'retry', 'active')";
  const { rows } = await boss.getDb().executeSql(text, [queue]);
  return (rows as { n: number; oldest: Date | null }[])[0] ?? { n: 0, oldest: null };
}

function createQueue(boss: PgBoss, log: Logger): JobQueue {
  const loops: WorkLoops = pausable({
    start: async (queue, { options, handle }) => {
      for (let loop = 0; loop < options.loops; loop++)
        await startLoop(boss, log, queue, options.batchSize, handle);
    },
    stop: (queue) => boss.offWork(queue, { wait: true }),
  });
  return {
    async enqueue(tx, queue, jobs: readonly NewJob[]) {
      if (jobs.length === 0) return;
      const inserts = jobs.map(({ key, kind, data, traceId }) => ({
        // Jobs of a key run in the order of their ids: version 7 ids count up within a millisecond.
        id: uuidv7(),
        singletonKey: key,
        data: { kind, traceId, data },
      }));
      await boss.insert(queue, inserts, { db: fromKysely(inTransaction(tx)) });
    },
    work: (queue, options, handle) => loops.start(queue, { options, handle }),
    pause: (queue) => loops.pause(queue),
    async resume(queue) {
      await boss
        .getDb()
        .executeSql(
          "update pgboss.job set start_after = now() where name = $1 and state = 'retry'",
          [queue],
        );
      await loops.resume(queue);
    },
    async hurry(queue, keys) {
      const text =
        "update pgboss.job set start_after = now() where name = $1 and state = 'retry' and singleton_key = any($2)";
      await boss.getDb().executeSql(text, [queue, keys]);
    },
    async waiting(queue, keys) {
      if (keys.length === 0) return new Set();
      const text =
        "select distinct singleton_key as key from pgboss.job where name = $1 and state in ('created', 'retry', 'active') and singleton_key = any($2)";
      const { rows } = await boss.getDb().executeSql(text, [queue, keys]);
      return new Set((rows as { key: string }[]).map(({ key }) => key));
    },
    backlog: async (queue) => (await waitingOf(boss, queue)).n,
    oldest: async (queue) => (await waitingOf(boss, queue)).oldest,
    stop: () => boss.stop({ graceful: true, timeout: 15_000 }),
  };
}
