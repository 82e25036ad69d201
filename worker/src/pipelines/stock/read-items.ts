import type { StockRead } from '../../domain/stock.ts';
import { isUnreadable } from './bad-page.ts';
import type { StockDeps } from './stock-deps.ts';

/** So many answers of one read may be bad: more are a trouble of Linnworks, not of an item. */
const MOST_BAD = 24;

async function readHalves(
  deps: StockDeps,
  ids: readonly string[],
  left: { bad: number },
): Promise<StockRead> {
  try {
    return await deps.linnworks.stockItems(ids);
  } catch (error) {
    left.bad -= 1;
    if (!isUnreadable(error) || left.bad < 0) throw error;
    if (ids.length === 1)
      return { items: [], unreadable: ids.map((label) => ({ label, fault: error.message })) };
    const middle = Math.ceil(ids.length / 2);
    const first = await readHalves(deps, ids.slice(0, middle), left);
    const second = await readHalves(deps, ids.slice(middle), left);
    return {
      items: [...first.items, ...second.items],
      unreadable: [...first.unreadable, ...second.unreadable],
    };
  }
}

/** Items by their ids; an answer that cannot be read is asked for again in halves, until the item that spoils it is alone. */
export const readItems = (deps: StockDeps, ids: readonly string[]): Promise<StockRead> =>
  readHalves(deps, ids, { bad: MOST_BAD });
