import { newTraceId } from '../domain/trace-id.ts';
import type { PipelineDeps } from './deps.ts';

const INSTALLED = 'installed-at';
const LOOK_BACK_MS = 3 * 24 * 60 * 60_000;
/** An order that was just activated is still on its ordinary way. */
const GRACE_MS = 60_000;

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'queue' | 'clock' | 'log'>;

/**
 * Finds activated orders that nobody asked for: loaded with the flows switched off, or activated while the flow failed.
 * Shares no cursor with the outbox. Orders from before the first start are left alone.
 * @returns how many were found and queued.
 */
export async function findForgotten(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const stored = await deps.tables.cursors.get(INSTALLED);
  if (stored === null)
    await deps.store.transaction((tx) => deps.tables.cursors.set(tx, INSTALLED, now.toISOString()));
  const installed = new Date(stored ?? now.toISOString());
  const from = new Date(Math.max(installed.getTime(), now.getTime() - LOOK_BACK_MS));
  const until = new Date(now.getTime() - GRACE_MS);
  if (from >= until) return 0;
  const rows = await deps.salesforce.query(
    `SELECT Id FROM Order WHERE StatusCode = 'Activated' AND IsReductionOrder = false AND ActivatedDate >= ${from.toISOString()} AND ActivatedDate < ${until.toISOString()}`,
  );
  const ids = rows.map(({ Id }) => String(Id as string));
  const links = await deps.tables.links.byOrder(ids);
  const errors = new Set((await deps.tables.errors.openFor(ids)).map(({ recordId }) => recordId));
  const forgotten = ids.filter((id) => !links.has(id) && !errors.has(id));
  if (forgotten.length === 0) return 0;
  deps.log.warn('Activated orders without a request were found', { orders: forgotten.length });
  await deps.store.transaction((tx) =>
    deps.queue.enqueue(
      tx,
      'orders-out',
      forgotten.map((key) => ({ key, kind: 'push', data: {}, traceId: newTraceId() })),
    ),
  );
  return forgotten.length;
}
