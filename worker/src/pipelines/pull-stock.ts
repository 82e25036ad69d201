import type { SalesforceRecord } from '../domain/ports.ts';
import type { Snapshot } from '../domain/tables.ts';
import {
  stockFingerprint,
  toStockLevelRecord,
  toStockLevels,
  toStockMovementRecord,
  type StockLevel,
} from '../mapping/to-salesforce-stock.ts';
import type { StockItemReply } from '../wire/linnworks-stock.ts';
import type { PipelineDeps } from './deps.ts';
import type { Reference } from './read-settings.ts';

const CURSOR = 'stock-sweep';
const OBJECT = 'Linnworks_Stock_Level__c';
/** With the period of a minute 17 % of the endpoint's quota: 100,000 items take twenty minutes. */
const PAGES_AT_ONCE = 25;
const SKUS_PER_QUERY = 200;

const quote = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;

/** Products by SKU in lower case; a SKU that several products carry belongs to none of them. */
async function productsBySku(
  { salesforce, log }: PipelineDeps,
  skuField: string,
  skus: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const twice = new Set<string>();
  for (let start = 0; start < skus.length; start += SKUS_PER_QUERY) {
    const list = skus
      .slice(start, start + SKUS_PER_QUERY)
      .map(quote)
      .join(',');
    const soql = `SELECT Id, ${skuField} FROM Product2 WHERE ${skuField} IN (${list})`;
    for (const row of await salesforce.query(soql)) {
      const sku = String(row[skuField]).trim().toLowerCase();
      if (found.has(sku)) twice.add(sku);
      found.set(sku, String(row['Id']));
    }
  }
  for (const sku of twice) found.delete(sku);
  if (twice.size > 0)
    log.warn('Several products carry the same SKU', { skus: [...twice].slice(0, 10) });
  return found;
}

interface Change {
  readonly level: StockLevel;
  /** What was on hand when it was written last; null for a new one. */
  readonly before: number | null;
  readonly snapshot: Snapshot;
}

/** A level that was read before the one already written never wins, and nothing is written when nothing changed. */
function toChange(level: StockLevel, last: Snapshot | undefined, observedAt: Date): Change | null {
  const version = observedAt.toISOString();
  const hash = stockFingerprint(level);
  if (last !== undefined && (last.hash === hash || last.version > version)) return null;
  const before = last === undefined ? null : Number(last.state);
  return {
    level,
    before,
    snapshot: { key: level.key, version, hash, state: String(level.onHand) },
  };
}

async function write(
  deps: PipelineDeps,
  reference: Reference,
  changes: readonly Change[],
  observedAt: Date,
): Promise<void> {
  const { skuField } = await reference.settings();
  const skus = [...new Set(changes.map(({ level }) => level.sku))];
  const products = await productsBySku(deps, skuField, skus);
  const productOf = ({ sku }: StockLevel): string | null => products.get(sku.toLowerCase()) ?? null;
  const results = await deps.salesforce.upsert(
    OBJECT,
    'Key__c',
    changes.map(({ level }) => toStockLevelRecord(level, productOf(level), observedAt)),
  );
  const written = changes.filter((_, index) => results[index]?.success);
  const movements = written.flatMap(({ level, before }): SalesforceRecord[] => {
    const movement = toStockMovementRecord(level, before, productOf(level), observedAt);
    return movement === null ? [] : [movement];
  });
  if (movements.length > 0)
    await deps.salesforce.upsert('Linnworks_Stock_Movement__c', 'Key__c', movements);
  const refused = changes.length - written.length;
  if (refused > 0) deps.log.warn('Stock levels were refused by Salesforce', { levels: refused });
  await deps.store.transaction((tx) =>
    deps.tables.snapshots.put(
      tx,
      OBJECT,
      written.map(({ snapshot }) => snapshot),
    ),
  );
}

async function pullPage(
  deps: PipelineDeps,
  reference: Reference,
  pageNumber: number,
): Promise<{ changed: number; isLast: boolean }> {
  const observedAt = deps.clock.now();
  const page = await deps.linnworks.stockPage(pageNumber);
  if (page.unreadable > 0)
    deps.log.error('Items of a stock page cannot be read', {
      page: pageNumber,
      items: page.unreadable,
    });
  const levels = page.items.flatMap((item) => toStockLevels(item as StockItemReply));
  const last = await deps.tables.snapshots.get(
    OBJECT,
    levels.map(({ key }) => key),
  );
  const changes = levels.flatMap((level) => toChange(level, last.get(level.key), observedAt) ?? []);
  if (changes.length > 0) await write(deps, reference, changes, observedAt);
  return { changed: changes.length, isLast: page.isLast };
}

/**
 * Reads the next pages of the rolling sweep over all items and writes the levels that changed, with a movement for each
 * change of the physical level. The position is kept: a failed page is read again, and never skipped.
 * @returns how many levels changed.
 */
export async function pullStock(deps: PipelineDeps, reference: Reference): Promise<number> {
  let page = Number((await deps.tables.cursors.get(CURSOR)) ?? '1');
  let changed = 0;
  for (let count = 0; count < PAGES_AT_ONCE; count++) {
    const result = await pullPage(deps, reference, page);
    changed += result.changed;
    page = result.isLast ? 1 : page + 1;
    const next = String(page);
    await deps.store.transaction((tx) => deps.tables.cursors.set(tx, CURSOR, next));
    if (result.isLast) break;
  }
  if (changed > 0) deps.log.info('Stock levels written', { levels: changed });
  return changed;
}
