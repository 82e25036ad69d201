import { hashOf } from '../domain/hash.ts';
import type { QueueName, SalesforceRecord } from '../domain/ports.ts';
import type { StreamKey } from '../domain/subject.ts';
import type { Budget } from './budget-pace.ts';
import type { PipelineDeps } from './deps.ts';
import type { Reason } from './stream-gates.ts';
import type { StreamRow } from './stream-rows.ts';

/** What the running worker knows of itself. */
export interface Vitals {
  readonly version: string;
  readonly workerId: string;
  readonly streaming: () => string;
  readonly lastSuccess: (task: string) => Date | null;
  readonly failure: (task: string) => string | null;
  readonly backlog: (queue: QueueName) => Promise<number>;
  /** When the job that waits longest was put into the queue. */
  readonly oldest: (queue: QueueName) => Promise<Date | null>;
  /** Why a stream stands still; empty while it runs. */
  readonly pausedBy: (stream: StreamKey) => readonly Reason[];
  /** Sentences for people about the way of the orders, while it runs. */
  readonly warnings: () => readonly string[];
  readonly budgets: () => readonly Budget[];
}

const OBJECT = 'Linnworks_Sync_Stream__c';
type Deps = Pick<PipelineDeps, 'salesforce' | 'tables' | 'clock'>;

/** A person's pause is no failure; a system that is down is one, on every stream, until it answers again. */
function stateOf(
  reasons: readonly Reason[],
  failure: string | null,
  backlog: number,
): { status: string; message: string | null } {
  const down = reasons.find((reason) => reason !== 'person');
  if (reasons.includes('person'))
    return { status: 'Paused', message: 'Paused by a person; everything waits in order.' };
  if (down !== undefined) {
    const message = `${down} does not answer. Everything waits in order and goes on by itself.`;
    return { status: 'Failing', message };
  }
  if (failure !== null) return { status: 'Failing', message: failure.slice(0, 255) };
  return { status: backlog > 0 ? 'Running' : 'Idle', message: null };
}

async function streamRecord(
  deps: Deps,
  vitals: Vitals,
  stream: StreamRow,
): Promise<SalesforceRecord> {
  const now = deps.clock.now();
  const { queue } = stream;
  const queued = queue === null ? 0 : await vitals.backlog(queue);
  const oldest = queue === null ? null : await vitals.oldest(queue);
  const backlog = queued + ((await stream.waiting?.()) ?? 0);
  const progress = stream.progress?.() ?? null;
  const hours = await deps.tables.audit.hourly(stream.auditStep, now);
  const failure = vitals.failure(stream.task);
  const reasons = vitals.pausedBy(stream.key);
  const { status, message } = stateOf(reasons, failure, backlog);
  const warnings = stream.key === 'orders-out' ? vitals.warnings().join(' ') : '';
  const last = vitals.lastSuccess(stream.task);
  const sum = (of: 'done' | 'failed') => hours.reduce((total, hour) => total + hour[of], 0);
  return {
    Key__c: stream.key,
    Name: stream.name,
    Sort_Order__c: stream.order,
    Status__c: status === 'Idle' && progress !== null ? 'Running' : status,
    Message__c: (message ?? progress?.message ?? warnings).slice(0, 255) || null,
    Progress__c: progress?.percent ?? null,
    Is_Paused__c: reasons.includes('person'),
    Last_Success_At__c: last?.toISOString() ?? null,
    Last_Run_At__c: last?.toISOString() ?? null,
    Next_Run_At__c:
      last === null ? null : new Date(last.getTime() + stream.periodSeconds * 1000).toISOString(),
    Backlog__c: backlog,
    Oldest_Waiting_At__c: oldest?.toISOString() ?? null,
    Lag_Seconds__c:
      last === null ? null : Math.max(0, Math.round((now.getTime() - last.getTime()) / 1000)),
    Done_Last_24h__c: sum('done'),
    Failed_Last_24h__c: sum('failed'),
    Errors_Open__c: await deps.tables.errors.count(stream.key),
    History__c: JSON.stringify(hours),
  };
}

async function workerRecord(deps: Deps, vitals: Vitals): Promise<SalesforceRecord> {
  const open = await deps.tables.errors.count();
  const audit = await deps.tables.audit.seal();
  return {
    Key__c: 'worker',
    Name: 'Worker',
    Sort_Order__c: 0,
    Status__c: 'Running',
    Message__c:
      vitals.streaming() === 'connected'
        ? 'Events arrive.'
        : 'No events at the moment; the outbox is polled.',
    Heartbeat_At__c: deps.clock.now().toISOString(),
    Errors_Open__c: open,
    Budgets__c: JSON.stringify(vitals.budgets()),
    // A copy that the worker's own database cannot change: see cli/verify-audit.
    Audit_Head__c: `${audit.seq}:${audit.hash}`,
    Worker_Version__c: vitals.version,
    Worker_Id__c: vitals.workerId,
  };
}

/** Times move at every beat: they alone are no reason to write a record again. */
const MOVING = [
  ...['Last_Success_At__c', 'Last_Run_At__c', 'Next_Run_At__c', 'Lag_Seconds__c'],
  'Heartbeat_At__c',
];
/** Of the budgets only their names: what is used of them moves, too. */
function lasting(record: SalesforceRecord): object {
  const budgets = JSON.parse((record['Budgets__c'] as string | undefined) ?? '[]') as Budget[];
  const fields = Object.entries(record).filter(([field]) => !MOVING.includes(field));
  return { ...Object.fromEntries(fields), Budgets__c: budgets.map(({ name }) => name) };
}
/** The screens believe in a worker for five minutes; less than two full minutes, for beats may come a little early. */
const WRITE_ANYWAY_MS = 110_000;

/**
 * Writes the health records: all of them when something changed, and every two minutes while nothing does. It is one
 * call, so that whoever is written takes the others along.
 */
export function createHeartbeat(
  deps: Deps,
  vitals: Vitals,
  streams: readonly StreamRow[],
): () => Promise<void> {
  let written: { hash: string; at: number } | undefined;
  return async () => {
    const records = [await workerRecord(deps, vitals)];
    for (const stream of streams) records.push(await streamRecord(deps, vitals, stream));
    const now = deps.clock.now().getTime();
    const hash = hashOf(records.map(lasting));
    if (hash === written?.hash && now - written.at < WRITE_ANYWAY_MS) return;
    await deps.salesforce.upsert(OBJECT, 'Key__c', records);
    written = { hash, at: now };
  };
}
