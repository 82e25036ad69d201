import { isDeepStrictEqual } from 'node:util';
import { equal, notEqual } from 'node:assert/strict';
import type { PlacedOrder } from '../shop.ts';
import { piecesOf, type Scene, type SyncedOrder } from './scene.ts';
import type { Story } from './story.ts';

const WHOLE = { 'BAG-DOWN-M': 2, 'MUG-ENAMEL': 4, 'TENT-2P': 1 };
const BAGS = [{ sku: 'BAG-DOWN-M', quantity: 2 }];

const parts = (scene: Scene, placed: PlacedOrder, count: number): Promise<SyncedOrder[]> =>
  scene.until(`${count} parts of order ${placed.orderNumber}`, async () => {
    const orders = await scene.orders(placed);
    return orders.length === count && orders;
  });

/** Orders that become several, and several that become one. */
export const SPLIT_AND_MERGE: readonly Story[] = [
  {
    name: 'A split order shows two Linnworks orders whose pieces add up',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'split', { lines: BAGS });
      const [whole, part] = await parts(scene, placed, 2);
      equal(part?.Relation__c, 'Split');
      equal(part?.Parent__c, whole?.Id);
      await scene.addsUp(placed, 'Ordered__c', WHOLE);
    },
  },
  {
    name: 'Both parts of a split ship and every piece is shipped once',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'split', { lines: BAGS });
      await parts(scene, placed, 2);
      await scene.warehouse(placed, 'step', { to: 'shipped', parcels: 1 });
      await scene.until('two shipped parts', async () => {
        const orders = await scene.orders(placed);
        return orders.length === 2 && orders.every((one) => one.State__c === 'Shipped');
      });
      await scene.until('two parcels', async () => (await scene.parcels(placed)).length === 2);
      await scene.addsUp(placed, 'Shipped__c', WHOLE);
    },
  },
  {
    name: 'A part is split again and the rest is cancelled; what was cancelled is told',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'split', { lines: BAGS });
      await parts(scene, placed, 2);
      await scene.warehouse(placed, 'split', { lines: [{ sku: 'MUG-ENAMEL', quantity: 2 }] });
      await parts(scene, placed, 3);
      await scene.warehouse(placed, 'cancel', { reason: 'Out of fashion' });
      await scene.until('three cancelled parts', async () => {
        const orders = await scene.orders(placed);
        return orders.every((one) => one.Cancel_Reason__c === 'Out of fashion');
      });
      await scene.addsUp(placed, 'Cancelled__c', WHOLE);
    },
  },
  {
    name: 'Two orders of one customer are merged: both lead to the order that ships',
    async tell(scene) {
      const first = await scene.accepted();
      const second = await scene.accepted();
      const references = [first.orderNumber, second.orderNumber];
      await scene.account.command('warehouse/merge', { references });
      const gone = await scene.until('two merged orders', async () => {
        const all = [...(await scene.orders(first)), ...(await scene.orders(second))];
        const merged = all.filter((one) => one.State__c === 'Merged');
        return merged.length === 2 && merged;
      });
      notEqual(gone[0]?.Merged_Into__c, null);
      equal(gone[0]?.Merged_Into__c, gone[1]?.Merged_Into__c);
      const twice = { 'BAG-DOWN-M': 4, 'MUG-ENAMEL': 8, 'TENT-2P': 2 };
      await scene.until('every piece once', async () => {
        const all = [...(await scene.lines(first)), ...(await scene.lines(second))];
        return isDeepStrictEqual(piecesOf(all, 'Ordered__c'), twice);
      });
    },
  },
];
