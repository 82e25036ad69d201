import { bodyHash } from '../../domain/hash.ts';
import { ConnectorError } from '../../domain/connector-error.ts';
import { retryDelay } from '../../domain/retry.ts';
import type { FailedRow, WaitingMovement } from '../../domain/stock-tables.ts';
import { explain, toStockMovementValues } from '../../mapping/to-salesforce-stock.ts';
import { inParallel } from '../in-parallel.ts';
import { auditWrite } from './audit-writes.ts';
import type { Locations } from './chosen-locations.ts';
import { MOVEMENTS, type StockDeps } from './stock-deps.ts';

const CHUNK = 200;
/** Histories cost a call for each item and location: so many at a time are cheap, more are not asked. */
const CHEAP = 40;
const PARALLEL = 4;

/** Fills in how Linnworks itself explains the change; without an explanation the change stands as a whole. */
async function askHistory(deps: StockDeps, movement: WaitingMovement): Promise<void> {
  const { stockItemId, locationId, before, after, id } = movement;
  try {
    const history = await deps.linnworks.stockHistory(stockItemId, locationId);
    const parts = explain(history, before, after);
    if (parts !== null && parts.length > 0)
      await deps.store.transaction((tx) => deps.stock.movements.setHistory(tx, id, parts));
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    deps.log.debug('A history could not be read', { code: error.code });
  }
}

async function explainCheaply(deps: StockDeps): Promise<void> {
  const waiting = await deps.stock.movements.claim(CHEAP + 1, deps.clock.now());
  if (waiting.length > CHEAP) return;
  const open = waiting.filter(({ history }) => history === null);
  await inParallel(open, PARALLEL, (movement) => askHistory(deps, movement));
}

/** The relationship of a CSV column as REST wants it. */
function nested(values: ReturnType<typeof toStockMovementValues>[number]) {
  const { 'Stock_Level__r.Key__c': level, ...rest } = values;
  return { ...rest, Stock_Level__r: { Key__c: level } };
}

async function writeChunk(
  deps: StockDeps,
  { chosen }: Locations,
  waiting: readonly WaitingMovement[],
): Promise<void> {
  const rows = waiting.flatMap((movement) => {
    const location = chosen.get(movement.locationId);
    if (location === undefined) return [];
    return toStockMovementValues(movement, location).map((values) => ({
      id: movement.id,
      tries: movement.tries,
      values,
    }));
  });
  const startedAt = deps.clock.now();
  const bodies = rows.map(({ values }) => nested(values));
  const results = await deps.salesforce.upsert(MOVEMENTS, 'Key__c', bodies);
  const now = deps.clock.now().getTime();
  const failed = new Map<string, FailedRow>();
  const refusals: string[] = [];
  for (const [index, { id, tries }] of rows.entries()) {
    const result = results[index];
    if (result?.success) continue;
    refusals.push(result?.errors[0]?.statusCode ?? 'NO_RESULT');
    failed.set(id, { key: id, retryAt: new Date(now + retryDelay(tries + 3)) });
  }
  if (failed.size > 0)
    deps.log.warn('Stock movements were refused by Salesforce', { movements: failed.size });
  await deps.store.transaction(async (tx) => {
    const ids = waiting.map(({ id }) => id);
    await deps.stock.movements.written(tx, ids, [...failed.values()]);
    await auditWrite(deps, tx, {
      ...{ object: MOVEMENTS, records: rows.length, refusals, startedAt },
      bodyHash: bodyHash(bodies),
    });
  });
}

/** Writes movements whose level Salesforce has, with Linnworks' note where that costs little. */
export async function writeMovements(
  deps: StockDeps,
  locations: Locations,
  fullOnly = false,
): Promise<number> {
  let sent = 0;
  while (!deps.stopping.aborted) {
    if (!fullOnly) await explainCheaply(deps);
    const count = await deps.alone(async () => {
      const waiting = await deps.stock.movements.claim(CHUNK, deps.clock.now());
      if (waiting.length === 0 || (fullOnly && waiting.length < CHUNK)) return 0;
      await writeChunk(deps, locations, waiting);
      return waiting.length;
    });
    sent += count;
    if (count < CHUNK) break;
  }
  return sent;
}
