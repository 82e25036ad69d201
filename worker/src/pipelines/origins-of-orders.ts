import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Link } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';
import type { Family } from './family-of-orders.ts';

/** Links of the orders whose goods each of these has; none for an order that nobody split or merged. */
export async function linksOfOrigins(
  { tables }: Pick<PipelineDeps, 'tables'>,
  orders: readonly ObservedOrder[],
  families: ReadonlyMap<string, Family>,
): Promise<(linnworksId: string) => Link[]> {
  const last = await tables.orders.get(orders.map(({ linnworksId }) => linnworksId));
  const originsOf = (id: string): readonly string[] =>
    families.get(id)?.origins ?? last.get(id)?.origins ?? [];
  const ids = new Set(orders.flatMap(({ linnworksId }) => originsOf(linnworksId)));
  const links = await tables.links.byLinnworks([...ids]);
  return (linnworksId) => originsOf(linnworksId).flatMap((id) => links.get(id) ?? []);
}
