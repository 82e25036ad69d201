import type { NewJob, SalesforceRecord, Tx } from '../domain/ports.ts';
import type { OpenError } from '../domain/tables.ts';
import { newTraceId } from '../domain/trace-id.ts';
import type { PipelineDeps } from './deps.ts';
import { toAskedRequest } from './requests/request.ts';

const FIELDS =
  'Id, Kind__c, Order__c, Product__c, Record_Id__c, Cause_Key__c, Stream__c, Trace_Id__c, Detail__c, CreatedById, CreatedDate, Sync_Error__c, Sync_Error__r.Order__c, Sync_Error__r.Key__c, Sync_Error__r.Cause_Key__c';
const CURSOR = 'outbox';
/** Requests of one read: a morning with 25,000 of them must not fill the memory. */
const PAGE = 2000;
/** A long transaction commits with an older date than rows that were read already. */
const OVERLAP_MS = 10 * 60_000;

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

/** The orders that a retry is about; none when it is about other records, which the handler of such requests does. */
async function ordersToRetry(deps: Deps, request: SalesforceRecord): Promise<string[]> {
  const errors = await errorsToRetry(deps, request);
  if (errors.some(({ subject }) => subject !== 'order')) return [];
  const own = orderOf(request);
  const orders = errors.map(({ recordId }) => recordId);
  return [...new Set([...orders, ...(own === null ? [] : [own])])];
}

async function toJobs(deps: Deps, request: SalesforceRecord): Promise<NewJob[]> {
  const kind = QUEUE_KIND[text(request['Kind__c']) ?? ''];
  if (kind === undefined) return [];
  const isRetry = request['Kind__c'] === 'Retry';
  const own = orderOf(request);
  const orders = isRetry ? await ordersToRetry(deps, request) : own === null ? [] : [own];
  const traceId = text(request['Trace_Id__c']) ?? newTraceId();
  return orders.map((key, index) => ({
    key,
    kind,
    traceId: index === 0 ? traceId : newTraceId(),
    // One answer for each request: the last of a group gives it.
    data:
      index === orders.length - 1
        ? { requestId: request['Id'], detail: text(request['Detail__c']) }
        : {},
  }));
}

/** Requests that are no work on an order wait in a queue of their own: one at a time for each record or stream. */
function toAskedJob(request: SalesforceRecord): NewJob {
  const asked = toAskedRequest(request, text(request['Trace_Id__c']) ?? newTraceId());
  const key = asked.orderId ?? asked.productId ?? asked.recordId ?? asked.stream ?? asked.id;
  return { key, kind: asked.kind, traceId: asked.traceId, data: asked };
}

/** Stores what is new among these requests as jobs; what was taken before is passed over. */
async function take(deps: Deps, requests: readonly SalesforceRecord[]): Promise<number> {
  const jobsOf = new Map<string, NewJob[]>();
  for (const request of requests) jobsOf.set(String(request['Id']), await toJobs(deps, request));
  const taken = await deps.store.transaction(async (tx: Tx) => {
    const ids = await deps.tables.inbox.addNew(tx, [...jobsOf.keys()]);
    await deps.queue.enqueue(
      tx,
      'orders-out',
      ids.flatMap((id) => jobsOf.get(id) ?? []),
    );
    const asked = requests.filter(
      ({ Id }) => ids.includes(String(Id)) && jobsOf.get(String(Id))?.length === 0,
    );
    await deps.queue.enqueue(tx, 'requests', asked.map(toAskedJob));
    return new Set(ids);
  });
  const fresh = requests.filter(({ Id }) => taken.has(String(Id as string)));
  const retried = fresh
    .filter(({ Kind__c }) => Kind__c === 'Retry')
    .flatMap(({ Id }) => jobsOf.get(String(Id as string)) ?? []);
  if (retried.length > 0)
    await deps.queue.hurry(
      'orders-out',
      retried.map(({ key }) => key),
    );
  return taken.size;
}

/** The next page: requests that wait, after the place where the page before ended. */
async function readPage(
  { salesforce }: Deps,
  since: Date | null,
  after: { date: string; id: string } | null,
): Promise<SalesforceRecord[]> {
  const newer = since === null ? '' : ` AND CreatedDate >= ${since.toISOString()}`;
  const next =
    after === null
      ? ''
      : ` AND (CreatedDate > ${after.date} OR (CreatedDate = ${after.date} AND Id > '${after.id}'))`;
  return salesforce.query(
    `SELECT ${FIELDS} FROM Linnworks_Sync_Request__c WHERE Status__c = 'Pending'${newer}${next} ORDER BY CreatedDate, Id LIMIT ${PAGE}`,
  );
}

/**
 * Reads the outbox: requests that wait and were not taken yet. A full scan reads all that wait; the frequent polls only
 * what is newer than the last one, with some overlap.
 */
export async function pollOutbox(deps: Deps, scan: 'new' | 'all'): Promise<number> {
  const stored = await deps.tables.cursors.get(CURSOR);
  const since =
    stored === null || scan === 'all' ? null : new Date(new Date(stored).getTime() - OVERLAP_MS);
  let count = 0;
  let newest = stored;
  let after: { date: string; id: string } | null = null;
  for (;;) {
    const requests: SalesforceRecord[] = await readPage(deps, since, after);
    const last = requests.at(-1);
    if (last === undefined) break;
    count += await take(deps, requests);
    const date = new Date(String(last['CreatedDate'])).toISOString();
    if (newest === null || date > newest) newest = date;
    after = { date, id: String(last['Id']) };
    if (requests.length < PAGE) break;
  }
  if (newest !== null && newest !== stored) {
    const moved = newest;
    await deps.store.transaction((tx) => deps.tables.cursors.set(tx, CURSOR, moved));
  }
  if (count > 0) deps.log.info('Requests taken from Salesforce', { requests: count });
  return count;
}
