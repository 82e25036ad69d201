import type { MerchantSettings } from '../domain/settings.ts';
import { newTraceId } from '../domain/trace-id.ts';
import { triggerField, whyNotDue } from '../mapping/trigger.ts';
import type { PipelineDeps } from './deps.ts';
import type { Reference } from './read-settings.ts';

/** When the worker started first: orders from before were never meant to be sent. */
export const INSTALLED = 'installed-at';
const LOOK_BACK_MS = 3 * 24 * 60 * 60_000;
/** An order that was just activated is still on its ordinary way. */
const GRACE_MS = 60_000;

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'queue' | 'clock' | 'log'>;

/** The moment that counts for a trigger, and what the org can already decide; the rest is decided here. */
function conditionOf(settings: MerchantSettings): { date: string; more: string } {
  const field = triggerField(settings);
  if (field === null) return { date: 'ActivatedDate', more: "StatusCode = 'Activated' AND " };
  // Without lines an order with the record type is not due yet.
  const lines =
    settings.trigger === 'Record Type' ? 'Id IN (SELECT OrderId FROM OrderItem) AND ' : '';
  return { date: 'SystemModstamp', more: `${field} != null AND ${lines}` };
}

/** An order that should be in Linnworks. */
export interface DueOrder {
  readonly id: string;
  readonly number: string;
}

/** Orders that became due in this time, by the trigger and the filter of the settings. */
export async function dueBetween(
  { salesforce }: Pick<PipelineDeps, 'salesforce'>,
  settings: MerchantSettings,
  from: Date,
  until: Date,
): Promise<DueOrder[]> {
  if (settings.trigger !== 'Activation' && settings.triggerValue === '') return [];
  const { date, more } = conditionOf(settings);
  const { orderFilter } = settings;
  const field = triggerField(settings) ?? 'Status';
  const fields = [
    ...new Set(['Id', 'OrderNumber', 'Status', 'StatusCode', 'IsReductionOrder', field]),
  ];
  const filter = orderFilter === '' ? '' : ` AND (${orderFilter})`;
  const rows = await salesforce.query(
    `SELECT ${fields.join(', ')} FROM Order WHERE ${more}IsReductionOrder = false AND Linnworks_Import_Key__c = null AND ${date} >= ${from.toISOString()} AND ${date} < ${until.toISOString()}${filter}`,
  );
  return rows
    .filter((row) => whyNotDue(row, settings) === null)
    .map(({ Id, OrderNumber }) => ({
      id: String(Id as string),
      number: typeof OrderNumber === 'string' ? OrderNumber : '',
    }));
}

/**
 * Finds orders that are due and that nobody asked for: loaded with the flows switched off, or saved while a flow failed.
 * Shares no cursor with the outbox. Orders from before the first start are left alone.
 * @returns how many were found and queued.
 */
export async function findForgotten(deps: Deps, reference: Reference): Promise<number> {
  const now = deps.clock.now();
  const stored = await deps.tables.cursors.get(INSTALLED);
  if (stored === null)
    await deps.store.transaction((tx) => deps.tables.cursors.set(tx, INSTALLED, now.toISOString()));
  const installed = new Date(stored ?? now.toISOString());
  const from = new Date(Math.max(installed.getTime(), now.getTime() - LOOK_BACK_MS));
  const until = new Date(now.getTime() - GRACE_MS);
  if (from >= until) return 0;
  const due = await dueBetween(deps, await reference.settings(), from, until);
  const ids = due.map(({ id }) => id);
  // A morning of 25,000 orders takes longer than the grace: what is queued is not forgotten. Asked first, for what leaves
  // the queue meanwhile has its link.
  const waiting = await deps.queue.waiting('orders-out', ids);
  const links = await deps.tables.links.byOrder(ids);
  const errors = new Set((await deps.tables.errors.openFor(ids)).map(({ recordId }) => recordId));
  const observed = await deps.tables.observed.of(ids);
  const known = [links, errors, observed, waiting];
  const forgotten = ids.filter((id) => !known.some((some) => some.has(id)));
  if (forgotten.length === 0) return 0;
  deps.log.warn('Orders without a request were found', { orders: forgotten.length });
  await deps.store.transaction((tx) =>
    deps.queue.enqueue(
      tx,
      'orders-out',
      forgotten.map((key) => ({ key, kind: 'push', data: {}, traceId: newTraceId() })),
    ),
  );
  return forgotten.length;
}
