import { bodyHash } from '../../domain/hash.ts';
import type { WriteResult } from '../../domain/ports.ts';
import { retryDelay } from '../../domain/retry.ts';
import type { FailedRow, WaitingLevel, Wanted } from '../../domain/stock-tables.ts';
import { toStockLevelValues } from '../../mapping/to-salesforce-stock.ts';
import { recordErrors, type RecordProblems } from '../record-error.ts';
import { auditWrite } from './audit-writes.ts';
import type { Locations } from './chosen-locations.ts';
import { aboutStock, problem } from './report-stock.ts';
import { LEVELS, type StockDeps } from './stock-deps.ts';

/** One collections call. */
const CHUNK = 200;
/** The product behind the lookup was deleted meanwhile. */
const PRODUCT_GONE = new Set([
  'INVALID_CROSS_REFERENCE_KEY',
  'ENTITY_IS_DELETED',
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
]);

export interface RefusedLevel {
  readonly level: WaitingLevel;
  readonly statusCode: string;
}

function aboutRefused({ level, statusCode }: RefusedLevel): RecordProblems {
  const message = `Salesforce refused the stock of ${level.sku} (${statusCode}).`;
  const subject = { kind: 'product' as const, id: `level:${level.key}`, label: level.sku };
  return aboutStock(
    level.productId === null ? subject : { ...subject, productId: level.productId },
    'stock-write',
    statusCode === '' ? [] : [problem('SF_REFUSED', LEVELS, message)],
  );
}

/** When each refused level is tried again; those with a deleted product are tried without it at once. */
export async function afterRefusals(
  deps: StockDeps,
  refused: readonly RefusedLevel[],
): Promise<FailedRow[]> {
  const now = deps.clock.now().getTime();
  const gone = refused.flatMap(({ level, statusCode }) =>
    PRODUCT_GONE.has(statusCode) && level.productId !== null ? [level.productId] : [],
  );
  if (gone.length > 0)
    await deps.store.transaction((tx) => deps.stock.levels.forgetProducts(tx, gone));
  const first = refused.filter(
    ({ level, statusCode }) => level.tries === 0 && !PRODUCT_GONE.has(statusCode),
  );
  if (first.length > 0) await recordErrors(deps, first.map(aboutRefused));
  return refused.map(({ level, statusCode }) => ({
    key: level.key,
    retryAt: new Date(PRODUCT_GONE.has(statusCode) ? now : now + retryDelay(level.tries + 3)),
  }));
}

/** What was refused before and is written now is solved. */
export async function afterSuccess(
  deps: StockDeps,
  levels: readonly WaitingLevel[],
): Promise<void> {
  const healed = levels.filter(({ tries }) => tries > 0);
  if (healed.length === 0) return;
  await recordErrors(
    deps,
    healed.map((level) => aboutRefused({ level, statusCode: '' })),
  );
}

const codeOf = (result: WriteResult | undefined): string | null => {
  if (result === undefined) return 'NO_RESULT';
  return result.success ? null : (result.errors[0]?.statusCode ?? 'UNKNOWN');
};

async function writeChunk(deps: StockDeps, { chosen }: Locations, wanted: Wanted): Promise<number> {
  const claimed = await deps.store.transaction((tx) => deps.stock.levels.claim(tx, wanted, CHUNK));
  if (claimed.length === 0) return 0;
  // Rows of a location that is no longer chosen wait for their removal.
  const levels = claimed.filter(({ locationId }) => chosen.has(locationId));
  const startedAt = deps.clock.now();
  const bodies = levels.map((level) =>
    toStockLevelValues(level, chosen.get(level.locationId) ?? { id: '', name: '' }),
  );
  const results = await deps.salesforce.upsert(LEVELS, 'Key__c', bodies);
  const refused = levels.flatMap((level, index): RefusedLevel[] => {
    const statusCode = codeOf(results[index]);
    return statusCode === null ? [] : [{ level, statusCode }];
  });
  const failed = await afterRefusals(deps, refused);
  const later = new Date(deps.clock.now().getTime() + 60 * 60_000);
  const set = claimed.filter((level) => !levels.includes(level));
  const waiting = [...failed, ...set.map(({ key }) => ({ key, retryAt: later }))];
  const keys = claimed.map(({ key }) => key);
  await deps.store.transaction(async (tx) => {
    await deps.stock.levels.written(tx, keys, waiting);
    await auditWrite(deps, tx, {
      ...{ object: LEVELS, records: levels.length, startedAt, bodyHash: bodyHash(bodies) },
      refusals: refused.map(({ statusCode }) => statusCode),
    });
  });
  const isRefused = new Set(refused.map(({ level }) => level));
  await afterSuccess(
    deps,
    levels.filter((level) => !isRefused.has(level)),
  );
  return claimed.length;
}

/**
 * Writes levels that wait with collections, one call after the other and sorted by location.
 * @param fullOnly true: what does not fill a call waits for company.
 * @returns how many were sent.
 */
export async function writeLevels(
  deps: StockDeps,
  locations: Locations,
  wanted: Wanted,
  fullOnly = false,
): Promise<number> {
  let sent = 0;
  while (!deps.stopping.aborted) {
    if (fullOnly && (await deps.stock.levels.countWaiting(wanted, CHUNK)) < CHUNK) break;
    const count = await deps.alone(() => writeChunk(deps, locations, wanted));
    sent += count;
    if (count < CHUNK) break;
  }
  return sent;
}
