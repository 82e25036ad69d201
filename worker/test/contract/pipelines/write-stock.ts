import type { Snapshot } from '../../../src/domain/tables.ts';
import type { PipelineDeps } from '../../../src/pipelines/deps.ts';
import { levelsOf } from '../../../src/pipelines/reconcile/compare-stock.ts';

const OBJECT = 'Linnworks_Stock_Level__c';

/** Writes the levels that are not as the memory holds them: the stock stream without its own tables, which need a database. */
export async function writeStock(deps: PipelineDeps): Promise<void> {
  const all = await deps.linnworks.locations();
  const places = new Map(all.map(({ id, name }) => [id, name]));
  for (let page = 1; ; page++) {
    const { items, isLast } = await deps.linnworks.stockPage(page);
    const levels = items.flatMap((item) => levelsOf(item, places));
    const known = await deps.tables.snapshots.get(
      OBJECT,
      levels.map(({ key }) => key),
    );
    const hashOf = (level: object): string => JSON.stringify(level);
    const fresh = levels.filter((level) => known.get(level.key)?.hash !== hashOf(level));
    await deps.salesforce.upsert(
      OBJECT,
      'Key__c',
      fresh.map((level) => ({
        Key__c: level.key,
        Sku__c: level.sku,
        On_Hand__c: level.onHand,
        Allocated__c: level.allocated,
        Available__c: level.available,
        Due__c: level.due,
      })),
    );
    const rows = fresh.map((level): Snapshot => ({
      key: level.key,
      version: '1',
      hash: hashOf(level),
      state: '',
    }));
    await deps.store.transaction((tx) => deps.tables.snapshots.put(tx, OBJECT, rows));
    if (isLast) return;
  }
}
