import type { NewJob, SalesforceRecord, Tx } from '../domain/ports.ts';
import type { OpenError } from '../domain/tables.ts';
import { newTraceId } from '../domain/trace-id.ts';
import { askedEntries } from './audit-asked.ts';
import type { PipelineDeps } from './deps.ts';
import { toAskedRequest } from './requests/request.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'queue' | 'log' | 'clock'>;

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

function orderOf(request: SalesforceRecord): string | null {
  const error = request['Sync_Error__r'] as SalesforceRecord | null | undefined;
  const record = text(request['Record_Id__c']);
  return (
    text(request['Order__c']) ??
    text(error?.['Order__c']) ??
    (record?.startsWith('801') ? record : null)
  );
}

const QUEUE_KIND: Readonly<Record<string, string>> = {
  Push: 'push',
  Update: 'update',
  Retry: 'push',
  Resync: 'push',
  Cancel: 'cancel',
};

/** The open errors that a retry names: its own, or all with the same cause. */
async function errorsToRetry(deps: Deps, request: SalesforceRecord): Promise<OpenError[]> {
  const cause = text(request['Cause_Key__c']);
  if (cause !== null) return deps.tables.errors.byCause(cause);
  const error = request['Sync_Error__r'] as SalesforceRecord | null | undefined;
  const key = text(error?.['Key__c']);
  return key === null ? [] : deps.tables.errors.byFingerprint([key]);
}

/**
 * The orders that a retry is about, with the trace IDs of their errors; none when it is about other records, which the
 * handler of such requests does.
 */
async function ordersToRetry(
  deps: Deps,
  request: SalesforceRecord,
): Promise<Map<string, string | null>> {
  const errors = await errorsToRetry(deps, request);
  if (errors.some(({ subject }) => subject !== 'order')) return new Map();
  const own = orderOf(request);
  return new Map([
    ...(own === null ? [] : [[own, null] as const]),
    ...errors.map(({ recordId, traceId }) => [recordId, traceId] as const),
  ]);
}

async function toJobs(deps: Deps, request: SalesforceRecord, traceId: string): Promise<NewJob[]> {
  const kind = QUEUE_KIND[text(request['Kind__c']) ?? ''];
  if (kind === undefined) return [];
  const isRetry = request['Kind__c'] === 'Retry';
  const own = orderOf(request);
  const orders = isRetry
    ? await ordersToRetry(deps, request)
    : new Map<string, string | null>(own === null ? [] : [[own, null]]);
  // One answer for each request: the last of a group gives it, and its trace ID; the others go on with that of their error.
  const last = [...orders.keys()].at(-1);
  return [...orders].map(([key, ofError]) =>
    key === last
      ? {
          key,
          kind,
          traceId,
          data: { requestId: request['Id'], detail: text(request['Detail__c']) },
        }
      : { key, kind, traceId: ofError ?? newTraceId(), data: {} },
  );
}

/** Requests that are no work on an order wait in a queue of their own: one at a time for each record or stream. */
function toAskedJob(request: SalesforceRecord, traceId: string): NewJob {
  const asked = toAskedRequest(request, traceId);
  const key = asked.orderId ?? asked.productId ?? asked.recordId ?? asked.stream ?? asked.id;
  return { key, kind: asked.kind, traceId: asked.traceId, data: asked };
}

const idOf = (request: SalesforceRecord): string => String(request['Id']);

/**
 * Stores what is new among these requests as jobs; what was taken before is passed over.
 * @returns how many were new.
 */
export async function takeRequests(
  deps: Deps,
  requests: readonly SalesforceRecord[],
): Promise<number> {
  const jobsOf = new Map<string, NewJob[]>();
  const traceOf = new Map<string, string>();
  for (const request of requests) {
    const traceId = text(request['Trace_Id__c']) ?? newTraceId();
    traceOf.set(idOf(request), traceId);
    jobsOf.set(idOf(request), await toJobs(deps, request, traceId));
  }
  const taken = await deps.store.transaction(async (tx: Tx) => {
    const ids = await deps.tables.inbox.addNew(tx, [...jobsOf.keys()]);
    await deps.queue.enqueue(
      tx,
      'orders-out',
      ids.flatMap((id) => jobsOf.get(id) ?? []),
    );
    const isNew = new Set(ids);
    const fresh = requests.filter((request) => isNew.has(idOf(request)));
    const traced = (request: SalesforceRecord): string => traceOf.get(idOf(request)) ?? '';
    await deps.queue.enqueue(
      tx,
      'requests',
      fresh
        .filter((request) => jobsOf.get(idOf(request))?.length === 0)
        .map((request) => toAskedJob(request, traced(request))),
    );
    await deps.tables.audit.append(
      tx,
      fresh.flatMap((request) => {
        const records = jobsOf.get(idOf(request))?.map(({ key }) => key) ?? [];
        return askedEntries(request, records, traced(request));
      }),
    );
    return isNew;
  });
  const retried = requests
    .filter((request) => request['Kind__c'] === 'Retry' && taken.has(idOf(request)))
    .flatMap((request) => jobsOf.get(idOf(request)) ?? []);
  if (retried.length > 0)
    await deps.queue.hurry(
      'orders-out',
      retried.map(({ key }) => key),
    );
  return taken.size;
}
