import { isAboutCustomer, type KnownCode } from '../domain/error-codes.ts';
import { hashOf } from '../domain/hash.ts';
import type { Problem } from '../domain/problem.ts';
import type { OpenError } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';
import { toErrorRecord, type RecordProblems } from './error-record.ts';

export { aboutOrder, type OrderProblems, type RecordProblems } from './error-record.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'clock' | 'log'>;

const OBJECT = 'Linnworks_Sync_Error__c';

/** One open record per problem of one record: the same problem again counts an attempt. */
function fingerprintOf(recordId: string, { code, path }: Problem): string {
  return hashOf([recordId, code, path]).slice(0, 64);
}

function toError(
  about: RecordProblems,
  problem: Problem,
  before: OpenError | undefined,
  now: Date,
): OpenError {
  const stamp = about.stamp ?? '';
  return {
    fingerprint: fingerprintOf(about.subject.id, problem),
    subject: about.subject.kind,
    recordId: about.subject.id,
    stream: isAboutCustomer(problem.code) ? 'customers' : about.stream,
    step: about.step,
    code: problem.code as KnownCode,
    causeKey: problem.causeKey ?? problem.code,
    traceId: about.traceId,
    attempts: (before?.attempts ?? 0) + 1,
    firstSeenAt: before?.firstSeenAt ?? now,
    lastSeenAt: now,
    stamp,
    again: about.again,
    // What a person set aside stays aside until something about it changes.
    isIgnored: before?.isIgnored === true && before.stamp === stamp,
  };
}

async function resolve(deps: Deps, gone: readonly OpenError[], resolution: string): Promise<void> {
  if (gone.length === 0) return;
  const now = deps.clock.now().toISOString();
  const results = await deps.salesforce.upsert(
    OBJECT,
    'Key__c',
    gone.map(({ fingerprint }) => ({
      Key__c: fingerprint,
      Status__c: 'Resolved',
      Resolved_At__c: now,
      Resolution__c: resolution,
      Next_Try_At__c: null,
    })),
  );
  const done = gone.filter((_, index) => results[index]?.success);
  await deps.store.transaction((tx) =>
    deps.tables.errors.remove(
      tx,
      done.map(({ fingerprint }) => fingerprint),
    ),
  );
}

async function open(
  deps: Deps,
  records: readonly RecordProblems[],
  known: readonly OpenError[],
): Promise<void> {
  const before = new Map(known.map((error) => [error.fingerprint, error]));
  const now = deps.clock.now();
  const all = records.flatMap((about) =>
    about.problems.map((problem) => {
      const last = before.get(fingerprintOf(about.subject.id, problem));
      const error = toError(about, problem, last, now);
      return { error, record: toErrorRecord(about, problem, error) };
    }),
  );
  const rows = [...new Map(all.map((row) => [row.error.fingerprint, row])).values()];
  if (rows.length === 0) return;
  const aside = rows.filter(({ error }) => error.isIgnored);
  const shown = rows.filter(({ error }) => !error.isIgnored);
  const results = await deps.salesforce.upsert(
    OBJECT,
    'Key__c',
    shown.map(({ record }) => record),
  );
  for (const [index, result] of results.entries())
    if (!result.success)
      deps.log.error('An error record was refused by Salesforce', {
        traceId: shown[index]?.error.traceId,
        code: shown[index]?.error.code,
        refusal: result.errors.map(({ statusCode }) => statusCode),
      });
  const kept = [...aside, ...shown.filter((_, index) => results[index]?.success)];
  await deps.store.transaction((tx) =>
    deps.tables.errors.put(
      tx,
      kept.map(({ error }) => error),
    ),
  );
}

/** Shows that these are being tried again; what comes of it is recorded by the run itself. */
export async function markRetrying(deps: Deps, errors: readonly OpenError[]): Promise<void> {
  if (errors.length === 0) return;
  await deps.salesforce.upsert(
    OBJECT,
    'Key__c',
    errors.map(({ fingerprint }) => ({ Key__c: fingerprint, Status__c: 'Retrying' })),
  );
}

/**
 * Brings the open errors of these records in line with what this run found: new ones are opened, repeated ones counted,
 * and those of the same step that are gone are resolved by themselves. A record without problems closes all of them.
 */
export async function recordErrors(deps: Deps, records: readonly RecordProblems[]): Promise<void> {
  if (records.length === 0) return;
  const known = await deps.tables.errors.openFor(records.map(({ subject }) => subject.id));
  const still = new Set(
    records.flatMap(({ subject, problems }) =>
      problems.map((one) => fingerprintOf(subject.id, one)),
    ),
  );
  const looked = new Set(records.map(({ subject, step }) => `${subject.id}|${step}`));
  await open(deps, records, known);
  const gone = known.filter(
    ({ fingerprint, recordId, step }) =>
      !still.has(fingerprint) && looked.has(`${recordId}|${step}`),
  );
  await resolve(deps, gone, 'Solved: a later run succeeded.');
}

/** Closes errors whose cause is gone without the record having been sent again. */
export async function resolveErrors(
  deps: Deps,
  gone: readonly OpenError[],
  resolution: string,
): Promise<void> {
  await resolve(deps, gone, resolution);
}

/** Whether this open error says the same as the problem. */
export function isSameProblem(error: OpenError, problem: Problem): boolean {
  return error.fingerprint === fingerprintOf(error.recordId, problem);
}
