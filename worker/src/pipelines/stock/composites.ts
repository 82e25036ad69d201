import { ConnectorError } from '../../domain/connector-error.ts';
import type { StockItem } from '../../domain/stock.ts';
import type { StockDeps } from './stock-deps.ts';

/** Parts change seldom, and a sweep corrects what a wrong list missed. */
const READ_AGAIN_MS = 24 * 60 * 60_000;
/** A box that is part of everything must not turn each sale into a sweep. */
const MOST_RELATED = 500;

/** Learns the parts of the composites among these, once a day: a call for a hundred of them. */
export async function learnParts(deps: StockDeps, items: readonly StockItem[]): Promise<void> {
  const now = deps.clock.now();
  const ids = items.map(({ id }) => id);
  const since = new Date(now.getTime() - READ_AGAIN_MS);
  const composites = await deps.stock.parts.unreadSince(ids, since);
  if (composites.length === 0) return;
  try {
    const read = await deps.linnworks.stockParts(composites);
    const parts = new Map(composites.map((id) => [id, read.get(id) ?? []]));
    await deps.store.transaction((tx) => deps.stock.parts.put(tx, parts, now));
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    // Levels are worth more than this: the next sweep asks again, and sweeps read composites in any case.
    deps.log.warn('Parts of composites could not be read', { code: error.code });
  }
}

/** With the items that changed, what they are made of and what is made of them: their levels have changed too. */
export async function withRelated(deps: StockDeps, ids: readonly string[]): Promise<string[]> {
  return [...ids, ...(await deps.stock.parts.sharing(ids, MOST_RELATED))];
}
