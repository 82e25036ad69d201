import { afterAll, beforeAll, expect, it } from 'vitest';
import { pullLocations } from '../../../src/pipelines/pull-locations.ts';
import { StockWorld } from './stock-world.ts';

let world: StockWorld;
beforeAll(async () => {
  world = await StockWorld.start();
});
afterAll(() => world?.close());

const FIELDS =
  'Name, Linnworks_Id__c, Tag__c, City__c, Country__c, Is_Fulfilment_Centre__c, Is_Warehouse_Managed__c, Sync_Stock__c';
const shown = () =>
  world.rows(`SELECT ${FIELDS} FROM Linnworks_Location__c ORDER BY Linnworks_Id__c`);
const place = (id: string, more: object = {}) => ({
  StockLocationId: `0d5e0000-0000-4000-8000-00000000000${id}`,
  LocationName: `Place ${id}`,
  IsFulfillmentCenter: false,
  IsWarehouseManaged: false,
  City: 'Leeds',
  Country: 'United Kingdom',
  LocationTag: '',
  ...more,
});
const given = (...places: object[]) =>
  world.faults({ match: { path: 'GetStockLocations$' }, status: 200, body: places });

it('locations come with their name and kind, and cost no write while nothing changes', async () => {
  await given(
    place('1'),
    place('2', { IsFulfillmentCenter: true, LocationTag: 'FBA' }),
    place('3', { IsWarehouseManaged: true }),
  );
  expect(await pullLocations(world.deps)).toBe(3);
  expect(shown()).toMatchObject([
    { Name: 'Place 1', City__c: 'Leeds', Is_Fulfilment_Centre__c: false, Sync_Stock__c: true },
    { Name: 'Place 2', Tag__c: 'FBA', Is_Fulfilment_Centre__c: true },
    { Name: 'Place 3', Is_Warehouse_Managed__c: true, Is_Fulfilment_Centre__c: false },
  ]);
  expect(await pullLocations(world.deps)).toBe(0);
  await given(place('1', { LocationName: 'Harbour' }), place('2'), place('3'));
  await pullLocations(world.deps);
  expect(shown()[0]).toMatchObject({ Name: 'Harbour', Sync_Stock__c: true });
});
