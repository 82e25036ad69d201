import { ConnectorError } from '../../domain/connector-error.ts';
import type { Tx } from '../../domain/ports.ts';
import type { ItemKind, StockItem } from '../../domain/stock.ts';
import type { Locations } from './chosen-locations.ts';
import type { StockDeps } from './stock-deps.ts';

/** The sweep does not tell composites from simple items: for those met for the first time Linnworks is asked. */
export async function withKinds(
  deps: StockDeps,
  items: readonly StockItem[],
): Promise<StockItem[]> {
  const open = items.filter(({ kind, levels }) => kind === null && levels.length > 0);
  const unknown = await deps.stock.levels.withoutKind(open.map(({ id }) => id));
  if (unknown.size === 0) return [...items];
  const skus = open.filter(({ id }) => unknown.has(id)).map(({ sku }) => sku);
  const kinds = await deps.linnworks.stockKinds(skus).catch((error: unknown) => {
    if (!(error instanceof ConnectorError)) throw error;
    // Levels are worth more than their kind, which the next sweep asks for again.
    deps.log.warn('Kinds of items could not be read', { code: error.code, items: skus.length });
    return new Map<string, ItemKind>();
  });
  return items.map((item) => ({ ...item, kind: item.kind ?? kinds.get(item.id) ?? null }));
}

/** Stores what was read, at the locations that are chosen; the rules of newer and older are the store's. */
export function observeItems(
  deps: StockDeps,
  tx: Tx,
  items: readonly StockItem[],
  { chosen }: Locations,
  read: { at: Date; sweep: number },
): Promise<void> {
  const wanted = items.map((item) => ({
    ...item,
    levels: item.levels.filter(({ locationId }) => chosen.has(locationId)),
  }));
  return deps.stock.levels.observe(tx, { items: wanted, ...read });
}
