import type { SalesforceRecord } from '../../domain/ports.ts';
import { skuKey, type StockItem, type StockLevel as SeenLevel } from '../../domain/stock.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Difference } from './difference.ts';

interface StockLevel extends SeenLevel {
  readonly key: string;
  readonly sku: string;
  readonly locationName: string;
}

/** Names of the locations whose stock comes to Salesforce, by Linnworks id. */
export async function chosenPlaces({
  linnworks,
  salesforce,
}: Pick<PipelineDeps, 'linnworks' | 'salesforce'>): Promise<ReadonlyMap<string, string>> {
  const rows = await salesforce.query(
    'SELECT Linnworks_Id__c, Sync_Stock__c FROM Linnworks_Location__c',
  );
  const left = new Set(
    rows
      .filter((row) => row['Sync_Stock__c'] === false)
      .map((row) => String(row['Linnworks_Id__c']).toLowerCase()),
  );
  const all = await linnworks.locations();
  return new Map(all.filter(({ id }) => !left.has(id)).map(({ id, name }) => [id, name]));
}

/** The levels of an item at these places, with the keys that they have in Salesforce. */
export function levelsOf(item: StockItem, places: ReadonlyMap<string, string>): StockLevel[] {
  return item.levels.flatMap((level) => {
    const locationName = places.get(level.locationId);
    if (locationName === undefined) return [];
    return [
      { ...level, sku: item.sku, key: `${skuKey(item.sku)}|${level.locationId}`, locationName },
    ];
  });
}

const COMPARED: readonly (readonly [field: string, of: (level: StockLevel) => number])[] = [
  ['On_Hand__c', ({ onHand }) => onHand],
  ['Allocated__c', ({ allocated }) => allocated],
  ['Available__c', ({ available }) => available],
  ['Due__c', ({ due }) => due],
];

/** Whether Salesforce shows a level as Linnworks has it. */
export function compareLevel(level: StockLevel, shown: SalesforceRecord | undefined): Difference[] {
  const about = {
    subject: 'Stock',
    record: level.key,
    label: `${level.sku}, ${level.locationName}`,
    orderId: null,
    linnworksId: null,
    repair: { way: 'level', levelKey: level.key },
  } as const;
  if (shown === undefined)
    return [
      {
        ...about,
        kind: 'Missing In Salesforce',
        field: null,
        salesforceValue: null,
        linnworksValue: String(level.onHand),
      },
    ];
  return COMPARED.flatMap(([field, of]): Difference[] =>
    Number(shown[field] ?? 0) === of(level)
      ? []
      : [
          {
            ...about,
            kind: 'Different',
            field,
            salesforceValue: String((shown[field] as number | null) ?? ''),
            linnworksValue: String(of(level)),
          },
        ],
  );
}
