import type { PipelineDeps } from './deps.ts';

const SYNCED = 'Linnworks_Location__c';

/** Brings the stock locations into Salesforce; nothing is written while nothing changes. */
export async function pullLocations({
  salesforce,
  linnworks,
  tables,
  store,
  clock,
}: Pick<PipelineDeps, 'salesforce' | 'linnworks' | 'tables' | 'store' | 'clock'>): Promise<number> {
  const all = await linnworks.locations();
  const last = await tables.snapshots.get(
    SYNCED,
    all.map(({ id }) => id),
  );
  const changed = all
    .map((location) => ({ location, hash: JSON.stringify(location) }))
    .filter(({ location, hash }) => last.get(location.id)?.hash !== hash);
  if (changed.length === 0) return 0;
  const now = clock.now().toISOString();
  const results = await salesforce.upsert(
    SYNCED,
    'Linnworks_Id__c',
    changed.map(({ location }) => ({
      Linnworks_Id__c: location.id,
      Name: location.name.slice(0, 80),
      Tag__c: location.tag?.slice(0, 80) ?? null,
      City__c: location.city?.slice(0, 80) ?? null,
      Country__c: location.country?.slice(0, 80) ?? null,
      Is_Fulfilment_Centre__c: location.isFulfilmentCentre,
      Is_Warehouse_Managed__c: location.isWarehouseManaged,
      Last_Synced_At__c: now,
    })),
  );
  const written = changed.filter((_, index) => results[index]?.success);
  await store.transaction((tx) =>
    tables.snapshots.put(
      tx,
      SYNCED,
      written.map(({ location, hash }) => ({ key: location.id, version: now, hash, state: '' })),
    ),
  );
  return written.length;
}
