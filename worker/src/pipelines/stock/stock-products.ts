import { skuKey } from '../../domain/stock.ts';
import type { Reference } from '../read-settings.ts';
import type { StockDeps } from './stock-deps.ts';

const CURSOR = 'stock-products';
/** Commits may come later than their stamp says. */
const OVERLAP_MS = 10 * 60_000;
/** Deleted products do not show in changes: once a day everything is read. */
const READ_ALL_MS = 24 * 60 * 60_000;
/** What a query answers at once; an import changes more, and all of them cost fewer calls then, and less memory. */
const MOST_CHANGED = 2_000;

const toProduct = (row: Record<string, unknown>, field: string) => ({
  id: String(row['Id']),
  skuKey: skuKey(typeof row[field] === 'string' ? row[field] : ''),
});

interface Position {
  readonly field: string;
  readonly readAllAt: number;
  readonly upTo: number;
}

async function positionOf({ tables }: StockDeps): Promise<Position | null> {
  const text = await tables.cursors.get(CURSOR);
  return text === null ? null : (JSON.parse(text) as Position);
}

async function readAll(deps: StockDeps, field: string): Promise<void> {
  const load = deps.clock.now().getTime();
  const soql = `SELECT Id, ${field} FROM Product2 WHERE ${field} != null`;
  for await (const rows of deps.bulk.query(soql))
    await deps.store.transaction((tx) =>
      deps.stock.products.put(
        tx,
        load,
        rows.map((row) => toProduct(row, field)),
      ),
    );
  const position: Position = { field, readAllAt: load, upTo: load };
  await deps.store.transaction(async (tx) => {
    await deps.stock.products.dropOlder(tx, load);
    await deps.stock.products.link(tx);
    await deps.tables.cursors.set(tx, CURSOR, JSON.stringify(position));
  });
}

async function readChanged(deps: StockDeps, last: Position): Promise<void> {
  const now = deps.clock.now().getTime();
  const since = new Date(last.upTo - OVERLAP_MS).toISOString();
  const rows = await deps.salesforce.query(
    `SELECT Id, ${last.field} FROM Product2 WHERE SystemModstamp >= ${since} LIMIT ${MOST_CHANGED}`,
  );
  if (rows.length === MOST_CHANGED) return readAll(deps, last.field);
  await deps.store.transaction(async (tx) => {
    const products = rows.map((row) => toProduct(row, last.field));
    const touched = await deps.stock.products.put(tx, now, products);
    if (touched.length > 0) await deps.stock.products.link(tx, [...new Set(touched)]);
    const position: Position = { ...last, upTo: now };
    await deps.tables.cursors.set(tx, CURSOR, JSON.stringify(position));
  });
}

/**
 * Brings the memory of which product carries which SKU up to date: all products at the first time, once a day and after
 * another SKU field was chosen or many were changed (a query job: a handful of calls for any number), else what changed.
 */
export async function refreshProducts(deps: StockDeps, reference: Reference): Promise<void> {
  const { skuField } = await reference.settings();
  const last = await positionOf(deps);
  const isDue =
    last === null ||
    last.field !== skuField ||
    deps.clock.now().getTime() - last.readAllAt > READ_ALL_MS;
  if (isDue) await readAll(deps, skuField);
  else await readChanged(deps, last);
}
