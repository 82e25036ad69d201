import type { CheckAnswer, CheckRow } from '../../domain/answers.ts';
import { skuKey } from '../../domain/stock.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Reference } from '../read-settings.ts';
import { toAnswer } from './check-answer.ts';
import { ok, warn } from './check-row.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'linnworks' | 'clock'>;

/** Products that are compared: 50 calls to Linnworks at most. */
const MOST = 10_000;
const NAMES_SHOWN = 20;

interface Product {
  readonly id: string;
  readonly name: string;
  readonly sku: string;
}

async function activeProducts(
  { salesforce }: Deps,
  skuField: string,
): Promise<{ products: Product[]; isCut: boolean }> {
  const rows = await salesforce.query(
    `SELECT Id, Name, ${skuField} FROM Product2 WHERE IsActive = true ORDER BY LastModifiedDate DESC LIMIT ${MOST + 1}`,
  );
  const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
  const products = rows.slice(0, MOST).map((row) => ({
    id: String(row['Id']),
    name: text(row['Name']),
    sku: text(row[skuField]),
  }));
  return { products, isCut: rows.length > MOST };
}

function toRows(
  found: readonly Product[],
  title: string,
  why: (one: Product) => string,
  whatToDo: string,
): CheckRow[] {
  return found.slice(0, NAMES_SHOWN).map((product) => ({
    ...warn(`product-${product.id}`, `${title}: ${product.name}`, why(product), whatToDo),
    recordId: product.id,
  }));
}

/** The Check request `products`: found, ambiguous and missing by SKU, with the first names of each. */
export async function checkProducts(deps: Deps, reference: Reference): Promise<CheckAnswer> {
  const now = deps.clock.now();
  const { skuField } = await reference.settings();
  const { products, isCut } = await activeProducts(deps, skuField);
  const named = products.filter(({ sku }) => sku !== '');
  const unnamed = products.filter(({ sku }) => sku === '');
  const bySku = Map.groupBy(named, ({ sku }) => skuKey(sku));
  const known = await deps.linnworks.knownSkus([...bySku.values()].map(([one]) => one?.sku ?? ''));
  const missing = named.filter(({ sku }) => !known.has(sku.toLowerCase()));
  const ambiguous = [...bySku.values()].filter((same) => same.length > 1).flat();
  const found = named.length - missing.length;
  const rows = [
    ok(
      'products-found',
      'Found in Linnworks',
      `${found} of ${products.length} active products have an item with the same SKU.`,
    ),
    ...toRows(
      ambiguous,
      'Ambiguous',
      ({ sku }) => `Several products have the SKU "${sku}".`,
      'Give each product a SKU of its own, or deactivate the duplicates: stock is shown on one of them only.',
    ),
    ...toRows(
      missing,
      'Missing',
      ({ sku }) => `Linnworks has no item with the SKU "${sku}".`,
      'Correct the SKU, create the item in Linnworks, or mark the product as a service. Orders with it stop as an error until then.',
    ),
    ...toRows(
      unnamed,
      'Without a SKU',
      () => `The field ${skuField} is empty.`,
      'Fill in the SKU. Nothing to do for products that are not sold from stock.',
    ),
  ];
  const figures = {
    products: products.length,
    found,
    ambiguous: ambiguous.length,
    missing: missing.length,
    withoutSku: unnamed.length,
  };
  return toAnswer('products', now, { rows, figures, isCut });
}
