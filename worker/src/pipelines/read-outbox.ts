import type { SalesforceRecord } from '../domain/ports.ts';
import type { PipelineDeps } from './deps.ts';
import { takeRequests } from './intake.ts';

const FIELDS =
  'Id, Kind__c, Source__c, Order__c, Product__c, Record_Id__c, Cause_Key__c, Stream__c, Trace_Id__c, Detail__c, CreatedById, CreatedDate, Sync_Error__c, Sync_Error__r.Order__c, Sync_Error__r.Key__c, Sync_Error__r.Cause_Key__c';
const CURSOR = 'outbox';
/** Requests of one read: a morning with 25,000 of them must not fill the memory. */
const PAGE = 1000;
/** A long transaction commits with an older date than rows that were read already. */
const LATE_MS = 10 * 60_000;

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'queue' | 'log' | 'clock'>;

/**
 * How much of the outbox is read. `new`: only what comes after the last request that was read, which costs one small
 * query however much waits. `late`: also what was committed out of order in the last ten minutes. `all`: whatever waits.
 */
export type OutboxScan = 'new' | 'late' | 'all';

/** Place of a request in the outbox: its date (the org counts seconds) and its id. */
interface Place {
  readonly date: string;
  readonly id: string;
}

const toPlace = (request: SalesforceRecord): Place => ({
  date: new Date(String(request['CreatedDate'])).toISOString(),
  id: String(request['Id']),
});

const isAfter = (one: Place, other: Place): boolean =>
  one.date === other.date ? one.id > other.id : one.date > other.date;

async function lastPlace({ tables }: Deps): Promise<Place | null> {
  const [date, id = ''] = (await tables.cursors.get(CURSOR))?.split(' ') ?? [];
  return date === undefined ? null : { date, id };
}

async function readPage({ salesforce }: Deps, since: string | null, after: Place | null) {
  const newer = since === null ? '' : ` AND CreatedDate >= ${since}`;
  const next =
    after === null
      ? ''
      : ` AND (CreatedDate > ${after.date} OR (CreatedDate = ${after.date} AND Id > '${after.id}'))`;
  return salesforce.query(
    `SELECT ${FIELDS} FROM Linnworks_Sync_Request__c WHERE Status__c = 'Pending'${newer}${next} ORDER BY CreatedDate, Id LIMIT ${PAGE}`,
  );
}

/** Where the reading begins: a first day has no place yet, and reads all. */
function beginning(
  last: Place | null,
  scan: OutboxScan,
): [since: string | null, after: Place | null] {
  if (last === null || scan === 'all') return [null, null];
  if (scan === 'new') return [null, last];
  return [new Date(new Date(last.date).getTime() - LATE_MS).toISOString(), null];
}

/**
 * Reads the outbox: requests that wait and were not taken yet become jobs, page by page, so that work begins with the first.
 * @returns how many were new.
 */
export async function pollOutbox(deps: Deps, scan: OutboxScan): Promise<number> {
  const last = await lastPlace(deps);
  const [since, start] = beginning(last, scan);
  let after = start;
  let newest = last;
  let count = 0;
  for (;;) {
    const requests: SalesforceRecord[] = await readPage(deps, since, after);
    const end = requests.at(-1);
    if (end === undefined) break;
    count += await takeRequests(deps, requests);
    after = toPlace(end);
    if (newest === null || isAfter(after, newest)) newest = after;
    if (requests.length < PAGE) break;
  }
  if (newest !== null && newest !== last) {
    const moved = `${newest.date} ${newest.id}`;
    await deps.store.transaction((tx) => deps.tables.cursors.set(tx, CURSOR, moved));
  }
  if (count > 0) deps.log.info('Requests taken from Salesforce', { requests: count });
  return count;
}
