import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { FAMILY_CAMPING } from '../orders.ts';
import type { Story } from './story.ts';

const WHOLE = { 'BAG-DOWN-M': 2, 'MUG-ENAMEL': 4, 'TENT-2P': 1 };

/** One order, no accidents. */
export const WAY_THROUGH_THE_WAREHOUSE: readonly Story[] = [
  {
    name: 'A plain order is seen in every step until it has left',
    async tell(scene) {
      const placed = await scene.accepted(FAMILY_CAMPING);
      for (const [to, state] of [
        ['allocated', 'Allocated'],
        ['picking', 'Picking'],
        ['packed', 'Packed'],
        ['shipped', 'Shipped'],
      ] as const) {
        await scene.warehouse(placed, 'step', { to });
        await scene.shows(placed, state);
      }
      await scene.addsUp(placed, 'Shipped__c', WHOLE);
    },
  },
  {
    name: 'A parcel brings its carrier, service, number, address and weight',
    async tell(scene) {
      const placed = await scene.accepted(FAMILY_CAMPING);
      await scene.warehouse(placed, 'step', { to: 'shipped', parcels: 1 });
      await scene.shows(placed, 'Shipped');
      const parcels = await scene.until('one parcel', async () => {
        const found = await scene.parcels(placed);
        return found.length === 1 && found;
      });
      equal(parcels[0]?.Status__c, 'Shipped');
      equal(parcels[0]?.Service__c, 'Royal Mail 24');
      ok(parcels[0]?.Carrier__c);
      ok(parcels[0]?.Tracking_Number__c);
      match(parcels[0]?.Tracking_Url__c ?? '', /^https:/);
      ok((parcels[0]?.Weight__c ?? 0) > 0);
    },
  },
  {
    name: 'Three parcels have three tracking numbers and hold every piece once',
    async tell(scene) {
      const placed = await scene.accepted(FAMILY_CAMPING);
      await scene.warehouse(placed, 'step', { to: 'shipped', parcels: 3 });
      await scene.shows(placed, 'Shipped');
      const parcels = await scene.until('three parcels', async () => {
        const found = await scene.parcels(placed);
        return found.length === 3 && found;
      });
      equal(new Set(parcels.map((parcel) => parcel.Tracking_Number__c)).size, 3);
      const inside = await scene.until('what is inside', async () => {
        const rows = await scene.org.query<{ Quantity__c: number; Sku__c: string }>(
          `SELECT Sku__c, Quantity__c FROM Linnworks_Shipment_Line__c WHERE Shipment__r.Order__c = '${placed.id}'`,
        );
        const sum: Record<string, number> = {};
        for (const row of rows) sum[row.Sku__c] = (sum[row.Sku__c] ?? 0) + row.Quantity__c;
        return Object.keys(sum).length === 3 && sum;
      });
      deepEqual(inside, WHOLE);
    },
  },
  {
    name: 'An order is parked and unparked, and goes on where it was',
    async tell(scene) {
      const placed = await scene.accepted(FAMILY_CAMPING);
      await scene.warehouse(placed, 'step', { to: 'allocated' });
      await scene.shows(placed, 'Allocated');
      await scene.warehouse(placed, 'park');
      await scene.shows(placed, 'Parked');
      await scene.warehouse(placed, 'unpark');
      await scene.shows(placed, 'Allocated');
    },
  },
];
