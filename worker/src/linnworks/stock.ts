import { z } from 'zod';
import { ConnectorError } from '../domain/connector-error.ts';
import type { StockPage } from '../domain/stock.ts';
import { toStockItems } from '../wire/to-stock-items.ts';
import type { LinnworksClient } from './client.ts';

/** Most items of one page. Source: Stock/GetStockItemsFull in the 1.0 stock specification. */
const PAGE = 200;

const pageSchema = z.array(z.unknown());

/**
 * POST Stock/GetStockItemsFull: one page of items with the levels of all locations. There is no total: a page that is
 * not full is the last one, and a page past the end is refused as an invalid request, like many other things: whoever
 * sweeps compares what was seen with `stockItemCount`. Both `load…` flags include; without them items would be left out.
 */
export async function stockPage(
  client: LinnworksClient,
  pageNumber: number,
  perPage = PAGE,
): Promise<StockPage> {
  const body = {
    keyword: '',
    loadCompositeParents: true,
    loadVariationParents: true,
    entriesPerPage: perPage,
    pageNumber,
    dataRequirements: ['StockLevels'],
    searchTypes: ['SKU'],
  };
  try {
    const rows = await client.call('stockItems', body, pageSchema);
    return { ...toStockItems(rows), rows: rows.length, isLast: rows.length < perPage };
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'data')
      return { items: [], unreadable: [], rows: 0, isLast: true };
    throw error;
  }
}
