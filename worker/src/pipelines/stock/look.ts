import { skuKey } from '../../domain/stock.ts';
import type { ReadLocations } from './chosen-locations.ts';
import { withRelated } from './composites.ts';
import { observeItems } from './observe-items.ts';
import { readItems } from './read-items.ts';
import { reportRead } from './report-stock.ts';
import type { StockDeps } from './stock-deps.ts';
import { readSweep } from './sweep-state.ts';

/** SKUs of one round; two calls of the vendor's hundred ids. */
const ROUND = 200;
/** A round costs four calls at most: with a round every quarter of a minute a tenth of the quota. */
const ROUNDS = 5;

/**
 * Reads these items now, by the SKU or id that is known, with the composites that share their parts, and stores their
 * levels.
 * @returns SKU keys of the items that Linnworks has.
 */
export async function readSkus(
  deps: StockDeps,
  readLocations: ReadLocations,
  skus: readonly string[],
): Promise<string[]> {
  const locations = await readLocations();
  const keys = [...new Set(skus.map(skuKey))].filter((key) => key !== '');
  const known = await deps.stock.levels.idsOf(keys);
  const unknown = skus.filter((sku) => skuKey(sku) !== '' && !known.has(skuKey(sku)));
  const asked =
    unknown.length === 0 ? new Map<string, string>() : await deps.linnworks.stockIds(unknown);
  const ids = [...known.values(), ...asked.values()];
  if (ids.length === 0) return [];
  const at = deps.clock.now();
  const read = await readItems(deps, await withRelated(deps, ids));
  const { sweep } = await readSweep(deps);
  await deps.store.transaction((tx) =>
    observeItems(deps, tx, read.items, locations, { at, sweep }),
  );
  await reportRead(deps, read, 'asked items');
  return read.items.map(({ sku }) => skuKey(sku));
}

/**
 * Answers what orders, pushes and people asked for, oldest first.
 * @returns SKU keys of the items that were read: they are to be written at once.
 */
export async function lookAtAsked(
  deps: StockDeps,
  readLocations: ReadLocations,
): Promise<string[]> {
  const seen: string[] = [];
  for (let round = 0; round < ROUNDS && !deps.stopping.aborted; round++) {
    const asked = await deps.stock.looks.oldest(ROUND);
    const upTo = deps.clock.now();
    const newest = asked.at(-1)?.askedAt;
    if (newest === undefined) break;
    seen.push(
      ...(await readSkus(
        deps,
        readLocations,
        asked.map(({ sku }) => sku),
      )),
    );
    // Asked again while it was being read: it is read once more.
    const until = newest < upTo ? newest : upTo;
    await deps.store.transaction((tx) =>
      deps.stock.looks.done(
        tx,
        asked.map(({ skuKey: key }) => key),
        until,
      ),
    );
    if (asked.length < ROUND) break;
  }
  return [...new Set(seen)];
}
