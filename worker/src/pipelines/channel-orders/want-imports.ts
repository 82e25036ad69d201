import type { ObservedOrder } from '../../domain/observed-order.ts';
import type { Job } from '../../domain/ports.ts';
import type { ChannelSettings } from '../channel-settings.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Handle } from '../push-order.ts';
import type { Reference } from '../read-settings.ts';

type Deps = Pick<PipelineDeps, 'store' | 'tables' | 'queue' | 'clock'>;

const CURSOR = 'channel-orders-since';
/** Channels hand orders on with a delay: those of the day before count as new. */
const BEFORE_MS = 24 * 60 * 60_000;

/**
 * Since when orders of other channels become Salesforce orders: the day before that was switched on. Whatever is older is
 * recorded, not sold again. null while it is off.
 */
async function importsSince(
  deps: Deps,
  { otherChannels }: ChannelSettings,
): Promise<string | null> {
  const stored = (await deps.tables.cursors.get(CURSOR)) ?? '';
  const isOn = otherChannels === 'Salesforce Orders';
  if (isOn && stored !== '') return stored;
  if (!isOn && stored === '') return null;
  const since = isOn ? new Date(deps.clock.now().getTime() - BEFORE_MS).toISOString() : '';
  await deps.store.transaction((tx) => deps.tables.cursors.set(tx, CURSOR, since));
  return isOn ? since : null;
}

/**
 * Sold elsewhere, paid, and somebody is left in it. What is unpaid may still change; it comes again when it is paid. An order
 * that Salesforce sent carries its id, also when the name of our channel was changed since.
 */
export function isSold(order: ObservedOrder): boolean {
  if (order.properties['SF_OrderId'] !== undefined) return false;
  return !order.isCancelled && order.isRedacted !== true && order.paymentStatus === 'Paid';
}

export const importJob = (linnworksId: string, traceId: string) => ({
  key: linnworksId,
  kind: 'import',
  data: {},
  traceId,
});

/** The handler of observed orders, and after it the wish to make Salesforce orders of those that other channels sold. */
export function withImports(
  deps: Deps,
  reference: Reference,
  channels: () => Promise<ChannelSettings>,
  handle: Handle,
): Handle {
  return async (jobs: Job[]) => {
    const outcomes = await handle(jobs);
    const since = await importsSince(deps, await channels());
    if (since === null) return outcomes;
    const { source } = await reference.settings();
    const sold = jobs.filter((job) => {
      const order = job.data['order'] as ObservedOrder;
      return order.source !== source && isSold(order) && (order.receivedAt ?? '') >= since;
    });
    const written = await deps.tables.orders.get(sold.map(({ key }) => key));
    const origins = [...written.values()].flatMap((one) => one.origins);
    const waiting = await deps.queue.waiting('orders-import', [...written.keys(), ...origins]);
    const made = await deps.tables.links.byLinnworks(origins);
    const fresh = sold.filter(({ key }) => {
      const known = written.get(key);
      if (known?.salesforceOrderId !== null || waiting.has(key)) return false;
      // Parts and replacements belong to the order that they came from.
      if (known.relation !== 'Merge') return known.relation === 'Original';
      return !known.origins.some((id) => made.has(id) || waiting.has(id));
    });
    const byId = new Map(fresh.map(({ key, traceId }) => [key, importJob(key, traceId)]));
    if (byId.size > 0)
      await deps.store.transaction((tx) =>
        deps.queue.enqueue(tx, 'orders-import', [...byId.values()]),
      );
    return outcomes;
  };
}
