import type { Reference } from '../read-settings.ts';
import { removeRecords } from '../remove-records.ts';
import type { ReadLocations } from './chosen-locations.ts';
import { LEVELS, MOVEMENTS, type StockDeps } from './stock-deps.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Gives storage back: movements older than the settings keep them, levels of locations that are no longer chosen. */
export async function purgeStock(
  deps: StockDeps,
  reference: Reference,
  readLocations: ReadLocations,
): Promise<void> {
  const { keepMovementsDays } = await reference.settings();
  const before = new Date(deps.clock.now().getTime() - keepMovementsDays * DAY_MS).toISOString();
  const gone = (object: string, condition: string): Promise<string[]> =>
    removeRecords(deps, object, condition, deps.stopping);
  const { length: movements } = await gone(MOVEMENTS, `Changed_At__c < ${before}`);
  const { chosen, others } = await readLocations();
  await deps.store.transaction((tx) => deps.stock.levels.dropLocations(tx, [...chosen.keys()]));
  const ids = others.map((id) => `'${id}'`).join(',');
  const levels = ids === '' ? 0 : (await gone(LEVELS, `Location__c IN (${ids})`)).length;
  if (movements + levels > 0)
    deps.log.info('Stock records that are no longer kept were removed', { movements, levels });
}
