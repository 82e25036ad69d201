/** What is known before the first load of stock. */
export interface FirstLoadFacts {
  /** Items in Linnworks. */
  readonly items: number;
  readonly locations: number;
  /** Products in Salesforce with a SKU. */
  readonly products: number;
  readonly keepUnlisted: boolean;
  readonly maxRecords: number;
  /** Megabytes; null where the org does not tell. */
  readonly storageFree: number | null;
}

export interface FirstLoadEstimate {
  /** Stock level records; at most. */
  readonly records: number;
  readonly storageMb: number;
  readonly salesforceCalls: number;
  readonly linnworksCalls: number;
  readonly minutes: number;
  readonly fits: { readonly limit: boolean; readonly storage: boolean };
}

const KILOBYTES_PER_RECORD = 2;
const ITEMS_PER_PAGE = 200;
const PAGES_PER_MINUTE = 144;
const ROWS_PER_JOB = 100_000;
/** Open, upload, close, the polls and the failed results of one job. */
const CALLS_PER_JOB = 12;
const ROWS_PER_COLLECTION = 200;
const BULK_ABOVE = 2_000;
const ROWS_PER_MINUTE = 60_000;
/** Settings, locations and the reading of all products. */
const CALLS_AROUND = 10;

/** What the first load will cost: an upper bound, since a product may have no item behind it. */
export function estimateFirstLoad(facts: FirstLoadFacts): FirstLoadEstimate {
  const { items, locations, products, keepUnlisted, maxRecords, storageFree } = facts;
  const records = (keepUnlisted ? items : Math.min(items, products)) * locations;
  const storageMb = Math.ceil((records * KILOBYTES_PER_RECORD) / 1024);
  const jobs = Math.ceil(records / ROWS_PER_JOB);
  const writes =
    records > BULK_ABOVE ? jobs * CALLS_PER_JOB : Math.ceil(records / ROWS_PER_COLLECTION);
  const pages = Math.ceil(items / ITEMS_PER_PAGE);
  return {
    records,
    storageMb,
    salesforceCalls: CALLS_AROUND + writes,
    // One for the page and one for the kinds of its items.
    linnworksCalls: 2 * pages + 1,
    minutes: Math.max(1, Math.ceil(pages / PAGES_PER_MINUTE + records / ROWS_PER_MINUTE)),
    fits: {
      limit: records <= maxRecords,
      storage: storageFree === null || storageMb <= storageFree,
    },
  };
}
