import type { StockTables } from '../../../domain/stock-tables.ts';
import type { Db } from '../../schema.ts';
import { stockJobs } from './stock-jobs.ts';
import { stockLevels } from './stock-levels.ts';
import { stockMovements } from './stock-movements.ts';
import { stockParts } from './stock-parts.ts';
import { stockLooks, stockProducts } from './stock-products.ts';

export function createStockTables(db: Db): StockTables {
  return {
    levels: stockLevels(db),
    movements: stockMovements(db),
    jobs: stockJobs(db),
    products: stockProducts(db),
    looks: stockLooks(db),
    parts: stockParts(db),
  };
}
