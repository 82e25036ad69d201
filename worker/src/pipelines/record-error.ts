import { errorCode, type KnownCode } from '../domain/error-codes.ts';
import { hashOf } from '../domain/hash.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import type { Problem } from '../domain/problem.ts';
import type { OpenError } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';

/** What went wrong with one order in one run. */
export interface OrderProblems {
  readonly orderId: string;
  readonly label: string;
  readonly traceId: string;
  readonly stamp: string;
  readonly problems: readonly Problem[];
  readonly linnworksId?: string;
}

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'clock' | 'log'>;

/** One open record per problem of one record: the same problem again counts an attempt. */
function fingerprintOf(orderId: string, { code, path }: Problem): string {
  return hashOf([orderId, code, path]).slice(0, 64);
}

const KIND_LABEL = {
  transient: 'Transient',
  throttled: 'Throttled',
  auth: 'Auth',
  config: 'Config',
  data: 'Data',
  conflict: 'Conflict',
  defect: 'Defect',
} as const;

function toRecord(order: OrderProblems, problem: Problem, error: OpenError): SalesforceRecord {
  return {
    Key__c: error.fingerprint,
    Cause_Key__c: error.causeKey.slice(0, 255),
    Status__c: 'Open',
    Kind__c: KIND_LABEL[errorCode(problem.code).kind],
    Code__c: problem.code,
    Message__c: problem.message.slice(0, 255),
    What_To_Do__c: problem.whatToDo.slice(0, 255),
    Field_Path__c: problem.path.slice(0, 255),
    Stream__c: 'orders-out',
    Order__c: order.orderId,
    Record_Id__c: order.orderId,
    Record_Label__c: order.label.slice(0, 120),
    ...(order.linnworksId === undefined
      ? {}
      : { Linnworks_Order__r: { Linnworks_Id__c: order.linnworksId } }),
    Trace_Id__c: error.traceId,
    Attempts__c: error.attempts,
    First_Seen_At__c: error.firstSeenAt.toISOString(),
    Last_Seen_At__c: error.lastSeenAt.toISOString(),
    Resolved_At__c: null,
    Resolution__c: null,
  };
}

function toError(
  order: OrderProblems,
  problem: Problem,
  before: OpenError | undefined,
  now: Date,
): OpenError {
  return {
    fingerprint: fingerprintOf(order.orderId, problem),
    orderId: order.orderId,
    code: problem.code as KnownCode,
    causeKey: problem.causeKey ?? problem.code,
    traceId: order.traceId,
    attempts: (before?.attempts ?? 0) + 1,
    firstSeenAt: before?.firstSeenAt ?? now,
    lastSeenAt: now,
    stamp: order.stamp,
  };
}

async function resolve(deps: Deps, gone: readonly OpenError[], resolution: string): Promise<void> {
  if (gone.length === 0) return;
  const now = deps.clock.now().toISOString();
  const results = await deps.salesforce.upsert(
    'Linnworks_Sync_Error__c',
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
  orders: readonly OrderProblems[],
  known: readonly OpenError[],
): Promise<void> {
  const before = new Map(known.map((error) => [error.fingerprint, error]));
  const now = deps.clock.now();
  const rows = orders.flatMap((order) =>
    order.problems.map((problem) => {
      const error = toError(order, problem, before.get(fingerprintOf(order.orderId, problem)), now);
      return { error, record: toRecord(order, problem, error) };
    }),
  );
  if (rows.length === 0) return;
  const records = [...new Map(rows.map((row) => [row.error.fingerprint, row])).values()];
  const results = await deps.salesforce.upsert(
    'Linnworks_Sync_Error__c',
    'Key__c',
    records.map(({ record }) => record),
  );
  for (const [index, result] of results.entries())
    if (!result.success)
      deps.log.error('An error record was refused by Salesforce', {
        traceId: records[index]?.error.traceId,
        code: records[index]?.error.code,
        refusal: result.errors.map(({ statusCode }) => statusCode),
      });
  await deps.store.transaction((tx) =>
    deps.tables.errors.put(
      tx,
      records.filter((_, index) => results[index]?.success).map(({ error }) => error),
    ),
  );
}

/** Shows that these are being tried again; what comes of it is recorded by the run itself. */
export async function markRetrying(deps: Deps, errors: readonly OpenError[]): Promise<void> {
  if (errors.length === 0) return;
  await deps.salesforce.upsert(
    'Linnworks_Sync_Error__c',
    'Key__c',
    errors.map(({ fingerprint }) => ({ Key__c: fingerprint, Status__c: 'Retrying' })),
  );
}

/**
 * Brings the open errors of these orders in line with what this run found: new ones are opened, repeated ones counted,
 * and those that are gone are resolved by themselves. An order without problems closes all of its errors.
 */
export async function recordErrors(deps: Deps, orders: readonly OrderProblems[]): Promise<void> {
  if (orders.length === 0) return;
  const known = await deps.tables.errors.openFor(orders.map(({ orderId }) => orderId));
  const still = new Set(
    orders.flatMap(({ orderId, problems }) => problems.map((one) => fingerprintOf(orderId, one))),
  );
  await open(deps, orders, known);
  const gone = known.filter(({ fingerprint }) => !still.has(fingerprint));
  await resolve(deps, gone, 'Solved: a later run of the order succeeded.');
}

/** Closes errors whose cause is gone without the order having been sent again. */
export async function resolveErrors(
  deps: Deps,
  gone: readonly OpenError[],
  resolution: string,
): Promise<void> {
  await resolve(deps, gone, resolution);
}

/** Whether this open error says the same as the problem. */
export function isSameProblem(error: OpenError, problem: Problem): boolean {
  return error.fingerprint === fingerprintOf(error.orderId, problem);
}
