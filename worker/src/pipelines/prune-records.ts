import { traceOfStream } from '../domain/effects.ts';
import type { PipelineDeps } from './deps.ts';
import { dayBefore, LOOK_BACK_DAYS } from './alarms/usual-stays.ts';
import { removeRecords } from './remove-records.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Where the settings say nothing. */
const KEEP_RESOLVED_DAYS = 90;
const KEEP_AUDIT_DAYS = 400;

const REQUESTS = 'Linnworks_Sync_Request__c';
/** What is over, by object; what is open stays for as long as it takes. */
const OVER: Readonly<Record<string, (before: string) => string>> = {
  Linnworks_Sync_Error__c: (before) => `Status__c = 'Resolved' AND Resolved_At__c < ${before}`,
  Linnworks_Alarm__c: (before) => `Status__c = 'Closed' AND Closed_At__c < ${before}`,
  Linnworks_Difference__c: (before) =>
    `Status__c IN ('Repaired','Accepted') AND Last_Seen_At__c < ${before}`,
  Linnworks_Reconciliation__c: (before) => `Finished_At__c < ${before}`,
  [REQUESTS]: (before) => `Status__c IN ('Done','Failed') AND Completed_At__c < ${before}`,
};

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'clock' | 'log'>;

const days = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value > 0 ? value : otherwise;

/**
 * Removes what is over and older than the settings keep it: resolved errors, answered requests, closed alarms, old
 * comparisons, and rows of the audit. A request is forgotten in the store together with its record, so that it is never
 * taken twice.
 */
export async function pruneRecords(deps: Deps): Promise<void> {
  const [row] = await deps.salesforce.query(
    "SELECT Keep_Resolved_Days__c, Keep_Audit_Days__c FROM Linnworks_Settings__c WHERE Key__c = 'Default'",
  );
  const now = deps.clock.now().getTime();
  const before = (kept: number): Date => new Date(now - kept * DAY_MS);
  const resolved = before(days(row?.['Keep_Resolved_Days__c'], KEEP_RESOLVED_DAYS)).toISOString();
  const removed: Record<string, number> = {};
  for (const [object, condition] of Object.entries(OVER)) {
    const ids = await removeRecords(deps, object, condition(resolved));
    if (object === REQUESTS)
      await deps.store.transaction((tx) => deps.tables.inbox.forget(tx, ids));
    if (ids.length > 0) removed[object] = ids.length;
  }
  const lastDay = dayBefore(deps.clock.now(), LOOK_BACK_DAYS);
  await deps.store.transaction((tx) => deps.tables.stays.forgetBefore(tx, lastDay));
  const audit = await deps.tables.audit.expire(
    before(days(row?.['Keep_Audit_Days__c'], KEEP_AUDIT_DAYS)),
    traceOfStream('worker'),
  );
  if (audit > 0) removed['audit'] = audit;
  if (Object.keys(removed).length > 0) deps.log.info('What is no longer kept was removed', removed);
}
