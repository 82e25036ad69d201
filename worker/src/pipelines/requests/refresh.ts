import type { PipelineDeps } from '../deps.ts';
import type { Reference } from '../read-settings.ts';
import type { StockPull } from '../stock/pull-stock.ts';
import type { RequestHandler } from './request.ts';

/**
 * "Refresh now" for a product: its stock is read and written before the answer. For anything else the polls are
 * woken.
 */
export function createRefresh(
  { salesforce }: Pick<PipelineDeps, 'salesforce'>,
  reference: Reference,
  stock: StockPull,
  otherwise: RequestHandler,
): RequestHandler {
  return async (request) => {
    const { productId } = request;
    if (productId === null) return otherwise(request);
    const { skuField } = await reference.settings();
    const [product] = await salesforce.query(
      `SELECT ${skuField} FROM Product2 WHERE Id = '${productId.replace(/\W/g, '')}'`,
    );
    const sku = product?.[skuField];
    if (typeof sku !== 'string' || sku.trim() === '')
      return { status: 'Failed', result: 'The product has no SKU, so Linnworks cannot be asked.' };
    const found = await stock.refresh([sku]);
    return found.length > 0
      ? { status: 'Done', result: `The stock of ${sku.trim()} is up to date.` }
      : { status: 'Failed', result: `Linnworks has no item with the SKU ${sku.trim()}.` };
  };
}
