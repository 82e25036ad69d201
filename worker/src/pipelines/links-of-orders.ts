import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Job, JobOutcome } from '../domain/ports.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import type { Link } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';
import { sourceKeyOf } from './order-link.ts';

const salesforceIdOf = ({ properties, externalReference }: ObservedOrder): string =>
  properties['SF_OrderId'] ?? externalReference ?? '';

/**
 * The link of an order: by the Salesforce id it carries, else by its reference (the parts of a split keep it), else by its
 * own id (all merged orders have the same reference).
 */
export async function findLinks(
  { tables }: Pick<PipelineDeps, 'tables'>,
  settings: MerchantSettings,
  orders: readonly ObservedOrder[],
): Promise<(order: ObservedOrder) => Link | undefined> {
  // Another channel may use the same reference for an order of its own.
  const keyOf = (order: ObservedOrder) =>
    order.source === settings.source
      ? sourceKeyOf(settings, order.reference)
      : `${order.source}|${order.subSource}|${order.reference}`;
  const byOrder = await tables.links.byOrder(orders.map(salesforceIdOf));
  const byKey = await tables.links.bySourceKey(orders.map(keyOf));
  const byId = await tables.links.byLinnworks(orders.map(({ linnworksId }) => linnworksId));
  return (order) =>
    byOrder.get(salesforceIdOf(order)) ?? byKey.get(keyOf(order)) ?? byId.get(order.linnworksId);
}

/** One call of orders, from its intention to its tie; many calls wait for their quota. */
const ONE_CALL = { orders: 20, tiedWithinMs: 3_000 };
const TIED_WITHIN_MS = 15_000;

/**
 * Orders that are in Linnworks while their push is still under way: it ties and writes them itself. Looked at before the
 * tie they pass for parts of a split, and cost a question for their relations. So they wait once; after that, whoever sent
 * them was stopped, and they are taken as they are.
 */
export async function beingSent(
  { tables }: Pick<PipelineDeps, 'tables'>,
  jobs: readonly Job[],
): Promise<Map<string, JobOutcome>> {
  const first = jobs.filter(({ attempt }) => attempt === 1);
  const salesforceIdIn = ({ data }: Job) => salesforceIdOf(data['order'] as ObservedOrder);
  const links = await tables.links.byOrder(first.map(salesforceIdIn));
  const early = first.filter((job) => links.get(salesforceIdIn(job))?.linnworksId === null);
  const outcome: JobOutcome = {
    retryAfterMs: early.length > ONE_CALL.orders ? TIED_WITHIN_MS : ONE_CALL.tiedWithinMs,
    reason: 'The order is being sent; it is looked at again when it is tied.',
  };
  return new Map(early.map(({ id }) => [id, outcome]));
}
