import type { SoldOrder } from '../../domain/linnworks-port.ts';
import type { ObservedOrder } from '../../domain/observed-order.ts';
import { joinSales } from '../../mapping/join-sales.ts';
import type { PipelineDeps } from '../deps.ts';
import { isSold } from './want-imports.ts';

type Deps = Pick<PipelineDeps, 'linnworks'>;

/** What was sold, whatever rules have made of it since. */
export interface WholeSale extends SoldOrder {
  /** Orders that were split off it. */
  readonly parts: readonly ObservedOrder[];
}

/** Splits of splits that are followed. */
const MOST_GENERATIONS = 10;

/** The order that each part was split off first, by the id of the part. */
async function partsOf(
  { linnworks }: Deps,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rootOf = new Map(ids.map((id) => [id, id]));
  let open = [...ids];
  for (let step = 0; open.length > 0 && step < MOST_GENERATIONS; step++) {
    const asked = new Set(open);
    open = [];
    for (const { parentId, childId, relation } of await linnworks.relations([...asked])) {
      if (relation !== 'Split' || !asked.has(parentId) || rootOf.has(childId)) continue;
      rootOf.set(childId, rootOf.get(parentId) ?? parentId);
      open.push(childId);
    }
  }
  for (const id of ids) rootOf.delete(id);
  return rootOf;
}

/** Adds to each sale what rules or people split off before it was imported; cancelled parts were not sold. */
export async function wholeSales(deps: Deps, sold: readonly SoldOrder[]): Promise<WholeSale[]> {
  const rootOf = await partsOf(
    deps,
    sold.map(({ sale }) => sale.linnworksId),
  );
  const found = rootOf.size === 0 ? [] : await deps.linnworks.soldOrders([...rootOf.keys()]);
  const parts = found.filter(({ order }) => isSold(order));
  return sold.map(({ order, sale }): WholeSale => {
    const own = parts.filter((part) => rootOf.get(part.order.linnworksId) === order.linnworksId);
    const sales = own.map((part) => part.sale).sort((a, b) => a.number - b.number);
    return { order, sale: joinSales(sale, sales), parts: own.map((part) => part.order) };
  });
}
