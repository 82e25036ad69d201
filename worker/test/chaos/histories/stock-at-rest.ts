import { levelRows } from '../../../sandbox/linnworks-account/stock/level-row.ts';
import type { StockWorld } from '../../contract/stock/stock-world.ts';

/** On hand by `sku@location name`, as Salesforce had it after the first load. */
export type Baseline = Readonly<Record<string, unknown>>;

interface VendorRow {
  readonly Location: { readonly LocationName: string };
  readonly StockLevel: number;
  readonly InOrders: number;
  readonly Available: number;
  readonly Due: number;
}

const FIELDS =
  'Sku__c, Location_Name__c, On_Hand__c, Allocated__c, Available__c, Due__c, Is_Missing__c, Product__c';

function rowsOfSalesforce(world: StockWorld): Map<string, Record<string, unknown>> {
  const rows = world.rows(`SELECT ${FIELDS} FROM Linnworks_Stock_Level__c`);
  const keyed = rows.map((row): [string, Record<string, unknown>] => [
    `${String(row['Sku__c'])}@${String(row['Location_Name__c'])}`,
    row,
  ]);
  const found = new Map(keyed);
  if (found.size !== rows.length) throw new Error('Two records of one level');
  return found;
}

/** Every level of Linnworks is in Salesforce as it is, and what is archived is missing or was never there. */
function levelFaults(world: StockWorld, products: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  const there = rowsOfSalesforce(world);
  const { stock } = world.account.store;
  for (const item of stock.all())
    for (const level of levelRows(stock, item) as VendorRow[]) {
      const key = `${item.sku}@${level.Location.LocationName}`;
      const row = there.get(key);
      if (item.isArchived) {
        if (row !== undefined && row['Is_Missing__c'] !== true)
          faults.push(`${key} is not missing`);
        continue;
      }
      const now = [
        ...['On_Hand__c', 'Allocated__c', 'Available__c', 'Due__c', 'Is_Missing__c', 'Product__c'],
      ].map((field) => row?.[field]);
      const wanted = [level.StockLevel, level.InOrders, level.Available, level.Due, false];
      const expected = JSON.stringify([...wanted, products.get(item.sku)]);
      if (JSON.stringify(now) !== expected)
        faults.push(`${key}: ${JSON.stringify(now)} instead of ${expected}`);
    }
  return faults;
}

/** What moved since the first load is the sum of the movements. */
function movementFaults(world: StockWorld, baseline: Baseline): string[] {
  const rows = world.rows(
    'SELECT Quantity__c, Stock_Level__r.Sku__c, Stock_Level__r.Location_Name__c FROM Linnworks_Stock_Movement__c',
  );
  const moved = new Map<string, number>();
  for (const row of rows) {
    const level = row['Stock_Level__r'] as Record<string, unknown> | null;
    const key = `${String(level?.['Sku__c'])}@${String(level?.['Location_Name__c'])}`;
    moved.set(key, (moved.get(key) ?? 0) + Number(row['Quantity__c']));
  }
  const now = world.levels();
  return Object.entries(baseline).flatMap(([key, before]) => {
    const change = Number(now[key]) - Number(before);
    const sum = moved.get(key) ?? 0;
    return sum === change ? [] : [`${key} changed by ${change}, its movements by ${sum}`];
  });
}

export function differencesAtRest(
  world: StockWorld,
  baseline: Baseline,
  products: ReadonlyMap<string, string>,
): string[] {
  const empty = Object.keys(baseline).length === 0 ? ['Nothing was loaded'] : [];
  return [...empty, ...levelFaults(world, products), ...movementFaults(world, baseline)];
}
