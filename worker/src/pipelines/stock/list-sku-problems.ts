import type { MerchantSettings } from '../../domain/settings.ts';
import { recordErrors, type RecordProblems } from '../record-error.ts';
import { aboutStock, aboutStream, problem, readList, saveList } from './report-stock.ts';
import type { StockDeps } from './stock-deps.ts';

const TWICE = 'stock-sku-twice';
const MISSING = 'stock-product-missing';
/** More than this is no list for people. */
const MOST = 200;
const EXAMPLES = 5;

/** One error for each SKU that several products carry: its levels belong to none of them. */
async function listTwice(deps: StockDeps): Promise<RecordProblems[]> {
  const twice = await deps.stock.products.twice(MOST);
  const listed = await readList(deps, TWICE);
  const bySku = new Map(twice.map((one) => [one.sku, one.productIds]));
  const about = (sku: string, ids: readonly string[]): RecordProblems => {
    const path = 'Product2.SKU';
    const message = `${ids.length} products carry the SKU ${sku}: its stock is shown on none of them.`;
    const subject = { kind: 'product' as const, id: `sku:${sku}`, label: sku };
    const problems =
      ids.length === 0 ? [] : [problem('PRODUCT_SKU_TWICE', path, message, `SKU_TWICE|${sku}`)];
    return aboutStock({ ...subject, productId: ids[0] }, 'stock-product', problems);
  };
  const fresh = [...bySku.keys()].filter((sku) => !listed.includes(sku));
  const solved = listed.filter((sku) => !bySku.has(sku));
  if (fresh.length + solved.length > 0) await saveList(deps, TWICE, [...bySku.keys()]);
  return [
    ...fresh.map((sku) => about(sku, bySku.get(sku) ?? [])),
    ...solved.map((sku) => about(sku, [])),
  ];
}

/** One error for all SKUs without a product, renewed only when the list is another one. */
async function listMissing(deps: StockDeps, settings: MerchantSettings): Promise<RecordProblems[]> {
  const { skus, total } = settings.keepUnlistedStock
    ? { skus: [], total: 0 }
    : await deps.stock.products.missing(MOST);
  const listed = await readList(deps, MISSING);
  const now = total === 0 ? [] : [String(total), ...skus];
  if (now.join('|') === listed.join('|')) return [];
  await saveList(deps, MISSING, now);
  const examples = skus.slice(0, EXAMPLES).join(', ');
  const message = `${total} SKUs of Linnworks have no product in Salesforce, so their stock is left out: ${examples}${total > EXAMPLES ? ', …' : '.'}`;
  const missing = problem('PRODUCT_MISSING', 'Product2.SKU', message);
  return [aboutStream('stock-product', total === 0 ? [] : [missing])];
}

/** Duplicates and missing products, each listed once and solved by itself. */
export async function listSkuProblems(deps: StockDeps, settings: MerchantSettings): Promise<void> {
  const found = [...(await listTwice(deps)), ...(await listMissing(deps, settings))];
  if (found.length > 0) await recordErrors(deps, found);
}
