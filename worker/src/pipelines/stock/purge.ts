import type { Reference } from '../read-settings.ts';
import type { ReadLocations } from './chosen-locations.ts';
import { LEVELS, MOVEMENTS, type StockDeps } from './stock-deps.ts';

/** Records of one look; 200 are removed by each call. */
const PAGE = 2_000;
const PAGES = 10;
const DAY_MS = 24 * 60 * 60_000;

/** Removes what the condition names, some thousands at a time; what cannot be removed is met again next time. */
async function removeAll(deps: StockDeps, object: string, condition: string): Promise<number> {
  let removed = 0;
  for (let page = 0; page < PAGES && !deps.stopping.aborted; page++) {
    const rows = await deps.salesforce.query(
      `SELECT Id FROM ${object} WHERE ${condition} LIMIT ${PAGE}`,
    );
    const results = await deps.salesforce.remove(rows.map((row) => String(row['Id'])));
    const done = results.filter(({ success }) => success).length;
    removed += done;
    if (rows.length < PAGE || done === 0) break;
  }
  return removed;
}

/** Gives storage back: movements older than the settings keep them, levels of locations that are no longer chosen. */
export async function purgeStock(
  deps: StockDeps,
  reference: Reference,
  readLocations: ReadLocations,
): Promise<void> {
  const { keepMovementsDays } = await reference.settings();
  const before = new Date(deps.clock.now().getTime() - keepMovementsDays * DAY_MS).toISOString();
  const movements = await removeAll(deps, MOVEMENTS, `Changed_At__c < ${before}`);
  const { chosen, others } = await readLocations();
  await deps.store.transaction((tx) => deps.stock.levels.dropLocations(tx, [...chosen.keys()]));
  const ids = others.map((id) => `'${id}'`).join(',');
  const levels = ids === '' ? 0 : await removeAll(deps, LEVELS, `Location__c IN (${ids})`);
  if (movements + levels > 0)
    deps.log.info('Stock records that are no longer kept were removed', { movements, levels });
}
