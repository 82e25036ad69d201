import { deepEqual, equal, match } from 'node:assert/strict';
import { UNKNOWN_SKU } from '../orders.ts';
import type { Values } from '../org-client.ts';
import type { PlacedOrder } from '../shop.ts';
import type { Scene } from './scene.ts';
import type { Story } from './story.ts';

interface Answer extends Values {
  Status__c: string;
  Result__c: string;
}

/** Writes the request of the Cancel button and waits for its answer. */
async function cancel(scene: Scene, placed: PlacedOrder, detail: object = {}): Promise<Answer> {
  const id = await scene.org.create('Linnworks_Sync_Request__c', {
    ...{ Kind__c: 'Cancel', Status__c: 'Pending', Source__c: 'User', Order__c: placed.id },
    Key__c: `cancel-${placed.id}-${Math.random().toString(36).slice(2)}`,
    Detail__c: JSON.stringify({ reason: 'Bought elsewhere', ...detail }),
  });
  return scene.until('an answer to the cancellation', async () => {
    const [row] = await scene.org.query<Answer>(
      `SELECT Status__c, Result__c FROM Linnworks_Sync_Request__c WHERE Id = '${id}'`,
    );
    return row && row.Status__c !== 'Pending' && row.Status__c !== 'Working' && row;
  });
}

const statesOf = async (scene: Scene, placed: PlacedOrder): Promise<string[]> =>
  (await scene.orders(placed)).map(({ State__c }) => State__c);

/** What becomes of a wish to cancel, by when it comes. */
export const CANCELLED_IN_SALESFORCE: readonly Story[] = [
  {
    name: 'A cancellation before the order was sent stops it for good',
    async tell(scene) {
      const placed = await scene.shop.place(UNKNOWN_SKU);
      await scene.until('its error', async () => {
        const errors = await scene.org.query(
          `SELECT Id FROM Linnworks_Sync_Error__c WHERE Order__c = '${placed.id}' AND Status__c = 'Open'`,
        );
        return errors.length > 0;
      });
      const answer = await cancel(scene, placed);
      equal(answer.Status__c, 'Done');
      match(answer.Result__c, /not in Linnworks yet; it is not sent any more/);
      deepEqual(await scene.orders(placed), []);
    },
  },
  {
    name: 'A cancellation while the goods are on the shelf cancels the order and tells the reason',
    async tell(scene) {
      const placed = await scene.accepted();
      equal((await cancel(scene, placed)).Status__c, 'Done');
      const order = await scene.shows(placed, 'Cancelled');
      equal(order.Cancel_Reason__c, 'Bought elsewhere');
    },
  },
  {
    name: 'A cancellation that races with the warehouse has one outcome, the same on both sides',
    async tell(scene) {
      const placed = await scene.accepted();
      const shipping = scene.warehouse(placed, 'step', { to: 'shipped' }).then(
        () => true,
        () => false,
      );
      const [answer, isShipped] = await Promise.all([cancel(scene, placed), shipping]);
      await scene.shows(placed, isShipped ? 'Shipped' : 'Cancelled');
      equal(answer.Status__c, isShipped ? 'Failed' : 'Done');
      if (isShipped) match(answer.Result__c, /^Too late/);
    },
  },
  {
    name: 'A cancellation after the parcel has left comes too late and says so',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'step', { to: 'shipped' });
      await scene.shows(placed, 'Shipped');
      const answer = await cancel(scene, placed);
      equal(answer.Status__c, 'Failed');
      match(answer.Result__c, /^Too late: Linnworks order \d+ is already shipped/);
      deepEqual(await statesOf(scene, placed), ['Shipped']);
    },
  },
  {
    name: 'Two of four mugs are cancelled and the rest ships',
    async tell(scene) {
      const placed = await scene.accepted();
      const answer = await cancel(scene, placed, { lines: [{ sku: 'MUG-ENAMEL', quantity: 2 }] });
      equal(answer.Status__c, 'Done');
      await scene.shows(placed, 'Part Cancelled');
      await scene.warehouse(placed, 'step', { to: 'shipped' });
      await scene.shows(placed, 'Shipped');
      const pieces = { 'BAG-DOWN-M': 2, 'MUG-ENAMEL': 2, 'TENT-2P': 1 };
      await scene.addsUp(placed, 'Shipped__c', pieces);
    },
  },
  {
    name: 'Of a split order the part on the shelf is cancelled and the one that has left is not',
    async tell(scene) {
      const placed = await scene.accepted();
      const lines = [{ sku: 'BAG-DOWN-M', quantity: 2 }];
      await scene.warehouse(placed, 'split', { lines });
      await scene.until('two parts', async () => (await scene.orders(placed)).length === 2);
      const [whole] = await scene.orders(placed);
      await scene.warehouse(placed, 'step', { to: 'shipped', number: Number(whole?.Name) });
      await scene.until('a shipped part', async () =>
        (await statesOf(scene, placed)).includes('Shipped'),
      );
      const answer = await cancel(scene, placed);
      equal(answer.Status__c, 'Failed');
      match(answer.Result__c, /^Too late: .* is already shipped\. Cancelled: \d+\.$/);
      await scene.until('one of each', async () => {
        const states = await statesOf(scene, placed);
        return states.toSorted().join() === 'Cancelled,Shipped';
      });
    },
  },
];
