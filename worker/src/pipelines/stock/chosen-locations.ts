import type { LocationRecord } from '../../mapping/to-salesforce-stock.ts';
import { pullLocations } from '../pull-locations.ts';
import { remembered } from '../remembered.ts';
import type { StockDeps } from './stock-deps.ts';

export interface Locations {
  /** By Linnworks id: those whose stock the admin wants in Salesforce. */
  readonly chosen: ReadonlyMap<string, LocationRecord>;
  /** Salesforce ids of the others. */
  readonly others: readonly string[];
}

export type ReadLocations = () => Promise<Locations>;

const MINUTE = 60_000;

/** The locations as the admin chose them (`Sync_Stock__c`), asked again after a minute. */
export function createReadLocations(deps: StockDeps): ReadLocations {
  const ask = () =>
    deps.salesforce.query(
      'SELECT Id, Name, Linnworks_Id__c, Sync_Stock__c FROM Linnworks_Location__c',
    );
  return remembered(
    () => deps.clock.now(),
    MINUTE,
    async () => {
      let rows = await ask();
      if (rows.length === 0) {
        await pullLocations(deps);
        rows = await ask();
      }
      const isChosen = rows.filter((row) => row['Sync_Stock__c'] === true);
      return {
        chosen: new Map(
          isChosen.map((row) => [
            String(row['Linnworks_Id__c']).toLowerCase(),
            { id: String(row['Id']), name: String(row['Name']) },
          ]),
        ),
        others: rows.filter((row) => !isChosen.includes(row)).map((row) => String(row['Id'])),
      };
    },
  );
}
