import { z } from 'zod';
import { ConnectorError } from '../domain/connector-error.ts';
import { stockItemSchema, type StockItemReply } from '../wire/linnworks-stock.ts';
import type { LinnworksClient } from './client.ts';

/** Most items of one page. Source: Stock/GetStockItemsFull in the 1.0 stock specification. */
export const STOCK_PAGE = 200;

const pageSchema = z.array(z.unknown());

export interface StockPage {
  readonly items: readonly StockItemReply[];
  /** Items that cannot be read; the others of their page are not hidden by them. */
  readonly unreadable: number;
  readonly isLast: boolean;
}

/**
 * POST Stock/GetStockItemsFull: one page of items with the levels of all locations. There is no total: a page that is
 * not full is the last one, and a page past the end is refused as an invalid request.
 */
export async function stockPage(client: LinnworksClient, pageNumber: number): Promise<StockPage> {
  const body = {
    keyword: '',
    loadCompositeParents: true,
    loadVariationParents: false,
    entriesPerPage: STOCK_PAGE,
    pageNumber,
    dataRequirements: ['StockLevels'],
    searchTypes: ['SKU'],
  };
  try {
    const rows = await client.call('stockItems', body, pageSchema);
    const items = rows.flatMap((row) => {
      const parsed = stockItemSchema.safeParse(row);
      return parsed.success ? [parsed.data] : [];
    });
    return { items, unreadable: rows.length - items.length, isLast: rows.length < STOCK_PAGE };
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'data')
      return { items: [], unreadable: 0, isLast: true };
    throw error;
  }
}
