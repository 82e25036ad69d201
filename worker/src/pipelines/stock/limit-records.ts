import type { MerchantSettings } from '../../domain/settings.ts';
import { recordErrors } from '../record-error.ts';
import { aboutStream, problem, readList, saveList } from './report-stock.ts';
import type { StockDeps } from './stock-deps.ts';

const LIMIT = 'stock-limit-reached';
/** Salesforce counts two kilobytes for a record, whatever is in it. */
const BYTES_PER_RECORD = 2048;
/** Of the storage of the org, so much is left to others. */
const RESERVE = 0.1;

/**
 * Whether new levels may be created: within the limit of the settings and the storage of the org. What is there already
 * is kept up to date in any case. The refusal is listed once.
 * @param waiting new levels that wait.
 */
export async function mayCreate(
  deps: StockDeps,
  settings: MerchantSettings,
  waiting: number,
): Promise<boolean> {
  const listed = await readList(deps, LIMIT);
  const { written } = await deps.stock.levels.count();
  const reason = await whyNot(deps, settings, written, waiting);
  if ((reason === null) === (listed.length === 0)) return reason === null;
  const problems =
    reason === null ? [] : [problem('STOCK_LIMIT_REACHED', 'Linnworks_Stock_Level__c', reason)];
  await recordErrors(deps, [aboutStream('stock-limit', problems)]);
  await saveList(deps, LIMIT, reason === null ? [] : [reason]);
  return reason === null;
}

async function whyNot(
  { salesforce }: StockDeps,
  { maxStockRecords }: MerchantSettings,
  written: number,
  waiting: number,
): Promise<string | null> {
  if (written + waiting > maxStockRecords)
    return `${written + waiting} stock levels would be kept in Salesforce; the limit is ${maxStockRecords}. No new ones are created.`;
  // Small additions are not worth a call.
  if (waiting < 2000) return null;
  const storage = (await salesforce.limits())['DataStorageMB'];
  if (storage === undefined) return null;
  const needed = Math.ceil((waiting * BYTES_PER_RECORD) / 2 ** 20);
  const free = Math.floor(storage.Remaining - storage.Max * RESERVE);
  return needed <= free
    ? null
    : `${waiting} new stock levels need ${needed} MB; the org has ${Math.max(0, free)} MB to spare. No new ones are created.`;
}
