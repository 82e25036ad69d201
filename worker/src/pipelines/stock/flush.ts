import type { Wanted } from '../../domain/stock-tables.ts';
import type { Reference } from '../read-settings.ts';
import { loadByBulk, resumeJobs } from './bulk-load.ts';
import type { Locations, ReadLocations } from './chosen-locations.ts';
import { mayCreate } from './limit-records.ts';
import type { LoadProgress } from './progress.ts';
import { LEVELS, MOVEMENTS, type StockDeps } from './stock-deps.ts';
import { writeLevels } from './write-levels.ts';
import { writeMovements } from './write-movements.ts';

/** Above this, Bulk API 2.0 is cheaper. Source: "REST API limits": collections up to 2,000 records. */
const BULK_ABOVE = 2_000;
const MANY = 10_000_000;

async function wantedNow(deps: StockDeps, reference: Reference): Promise<Wanted> {
  const settings = await reference.settings();
  const base = { unlisted: settings.keepUnlistedStock, now: deps.clock.now() };
  const old = { ...base, withNew: false };
  const all = { ...base, withNew: true };
  const waiting = await deps.stock.levels.countWaiting(all, MANY);
  if (waiting === 0) return all;
  const known = await deps.stock.levels.countWaiting(old, MANY);
  return waiting === known || (await mayCreate(deps, settings, waiting - known)) ? all : old;
}

async function flushMovements(
  deps: StockDeps,
  locations: Locations,
  wanted: Wanted,
  fullOnly: boolean,
): Promise<void> {
  const count = () => deps.stock.movements.countWaiting(deps.clock.now(), BULK_ABOVE + 1);
  while ((await count()) > BULK_ABOVE && !deps.stopping.aborted)
    if ((await loadByBulk(deps, locations, MOVEMENTS, wanted, () => undefined)) === 0) break;
  await writeMovements(deps, locations, fullOnly);
}

/**
 * Writes what waits: by collections, or by bulk jobs where it is much. Levels first, then what moved.
 * @param fullOnly what does not fill a call waits for company, so that small changes of a long sweep cost few calls.
 */
export async function flushStock(
  deps: StockDeps,
  reference: Reference,
  readLocations: ReadLocations,
  progress: LoadProgress,
  fullOnly: { levels: boolean; movements: boolean },
): Promise<void> {
  const locations = await readLocations();
  await resumeJobs(deps, (processed, of) => {
    if (of > BULK_ABOVE) progress.begin('write', of);
    progress.at(processed);
  });
  const wanted = await wantedNow(deps, reference);
  let waiting = await deps.stock.levels.countWaiting(wanted, MANY);
  const total = waiting;
  if (waiting > BULK_ABOVE) progress.begin('write', total);
  while (waiting > BULK_ABOVE && !deps.stopping.aborted) {
    const before = total - waiting;
    const rows = await loadByBulk(deps, locations, LEVELS, wanted, (processed) =>
      progress.at(before + processed),
    );
    if (rows === 0) break;
    waiting = await deps.stock.levels.countWaiting(wanted, MANY);
  }
  progress.end();
  await writeLevels(deps, locations, wanted, fullOnly.levels);
  await flushMovements(deps, locations, wanted, fullOnly.movements);
}

/** Writes these items at once: somebody waits for them. */
export async function flushSkus(
  deps: StockDeps,
  reference: Reference,
  readLocations: ReadLocations,
  skuKeys: readonly string[],
): Promise<void> {
  if (skuKeys.length === 0) return;
  const locations = await readLocations();
  const { keepUnlistedStock: unlisted } = await reference.settings();
  const wanted = { unlisted, now: deps.clock.now(), skuKeys, withNew: true };
  await writeLevels(deps, locations, wanted);
  await writeMovements(deps, locations);
}
