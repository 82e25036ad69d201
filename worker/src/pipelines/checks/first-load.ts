import type { CheckAnswer, CheckRow } from '../../domain/answers.ts';
import { estimateFirstLoad, type FirstLoadEstimate } from '../../domain/first-load.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Reference } from '../read-settings.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'linnworks' | 'clock'>;

async function countOf({ salesforce }: Deps, object: string, where: string): Promise<number> {
  const [row] = await salesforce.query(`SELECT COUNT(Id) n FROM ${object} WHERE ${where}`);
  return Number(row?.['n'] ?? 0);
}

async function callsLeft({ salesforce }: Deps) {
  const limits = await salesforce.limits();
  return {
    storage: limits['DataStorageMB']?.Remaining ?? null,
    calls: limits['DailyApiRequests']?.Remaining ?? null,
  };
}

const row = (
  id: string,
  ok: boolean,
  title: string,
  detail: string,
  whatToDo: string,
): CheckRow => ({
  id,
  state: ok ? 'ok' : 'fail',
  title,
  detail,
  whatToDo: ok ? '' : whatToDo,
  recordId: null,
});

function toRows(
  estimate: FirstLoadEstimate,
  free: { storage: number | null; calls: number | null },
  facts: { items: number; locations: number; maxRecords: number },
): CheckRow[] {
  const { records, storageMb, salesforceCalls, minutes, fits } = estimate;
  const less = 'Choose fewer locations, or leave unlisted stock out.';
  return [
    row(
      'locations',
      facts.locations > 0,
      'Locations',
      `${facts.items} items at ${facts.locations} chosen locations.`,
      'Choose at least one location whose stock comes to Salesforce.',
    ),
    row(
      'limit',
      fits.limit,
      'Records',
      `At most ${records} stock levels; the limit is ${facts.maxRecords}.`,
      `${less} Or raise the limit of stock level records.`,
    ),
    row(
      'storage',
      fits.storage,
      'Storage',
      `About ${storageMb} MB; ${free.storage === null ? 'the org does not tell what is free' : `${free.storage} MB are free`}.`,
      `${less} Or buy data storage.`,
    ),
    row(
      'calls',
      free.calls === null || salesforceCalls <= free.calls,
      'API calls and time',
      `About ${salesforceCalls} calls to Salesforce and ${minutes} minutes.`,
      'Wait until tomorrow: too few API calls are left today.',
    ),
  ];
}

/** A dry run: what the first load of stock will need, from counts alone. Nothing is written. */
export async function checkFirstLoad(deps: Deps, reference: Reference): Promise<CheckAnswer> {
  const settings = await reference.settings();
  const items = await deps.linnworks.stockItemCount();
  const locations = await countOf(deps, 'Linnworks_Location__c', 'Sync_Stock__c = true');
  const products = await countOf(deps, 'Product2', `${settings.skuField} != null`);
  const free = await callsLeft(deps);
  const { keepUnlistedStock: keepUnlisted, maxStockRecords: maxRecords } = settings;
  const estimate = estimateFirstLoad({
    items,
    locations,
    products,
    keepUnlisted,
    maxRecords,
    storageFree: free.storage,
  });
  return {
    type: 'check',
    check: 'first-load',
    checkedAt: deps.clock.now().toISOString(),
    rows: toRows(estimate, free, { items, locations, maxRecords }),
    comparisons: [],
    figures: {
      items,
      locations,
      products,
      records: estimate.records,
      storageMb: estimate.storageMb,
      apiCalls: estimate.salesforceCalls,
      linnworksCalls: estimate.linnworksCalls,
      minutes: estimate.minutes,
    },
  };
}
