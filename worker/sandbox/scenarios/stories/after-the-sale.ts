import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { PlacedOrder } from '../shop.ts';
import { askForReturn, bookedWith, errorCodes, returnsOf, shippedOrder } from './return-scene.ts';
import type { Scene } from './scene.ts';
import type { Story } from './story.ts';

const TENT = { sku: 'TENT-2P', quantity: 1 };
const MUGS = { sku: 'MUG-ENAMEL', quantity: 4 };
const WORN = { reason: 'Does not fit', category: 'Unwanted' };

const returnIt = (scene: Scene, placed: PlacedOrder, more: object): Promise<unknown> =>
  scene.warehouse(placed, 'return', { kind: 'return', ...WORN, ...more });

/** What people enter in Linnworks after the parcels have left. */
const IN_LINNWORKS: readonly Story[] = [
  {
    name: 'A return is announced, arrives, and its line says how much came back',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      await returnIt(scene, placed, { lines: [{ ...MUGS, quantity: 2 }], booked: true });
      await scene.shows(placed, 'Return Booked');
      await scene.warehouse(placed, 'return-action');
      await scene.shows(placed, 'Part Returned');
      // Lines are written after their order: the state may be seen a moment before the pieces.
      await scene.until('two mugs that came back', async () => {
        const lines = await scene.org.query<{ Sku__c: string; Returned__c: number }>(
          `SELECT Sku__c, Returned__c FROM Linnworks_Order_Line__c WHERE Linnworks_Order__r.Order__c = '${placed.id}' AND Returned__c > 0`,
        );
        const [line, ...others] = lines;
        return others.length === 0 && line?.Sku__c === MUGS.sku && line.Returned__c === 2;
      });
    },
  },
  {
    name: 'Everything comes back',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      await returnIt(scene, placed, {});
      await scene.shows(placed, 'Returned');
    },
  },
  {
    name: 'Two returns of one line add up',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      for (const quantity of [1, 3])
        await returnIt(scene, placed, { lines: [{ ...MUGS, quantity }] });
      const returns = await scene.until('two returns', async () => {
        const found = await returnsOf(scene, placed);
        return found.length === 2 && found;
      });
      equal(
        returns.reduce((sum, one) => sum + one.Quantity__c, 0),
        4,
      );
    },
  },
  {
    name: 'What cannot be sold again is counted as scrapped',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      await returnIt(scene, placed, { lines: [{ ...MUGS, quantity: 3, scrap: 2 }] });
      await scene.until('two scrapped mugs', async () => {
        const [row] = await scene.org.query<{ Scrapped__c: number; Quantity__c: number }>(
          `SELECT Scrapped__c, Quantity__c FROM Linnworks_Return_Line__c WHERE Return__r.Order__c = '${placed.id}'`,
        );
        return row?.Scrapped__c === 2 && row.Quantity__c === 3;
      });
    },
  },
  ...(['exchange', 'resend'] as const).map((kind): Story => ({
    name: `The ${kind} of a tent goes out as an order of its own under the old one`,
    async tell(scene) {
      const placed = await shippedOrder(scene);
      await returnIt(scene, placed, { kind, lines: [TENT] });
      const relation = kind === 'exchange' ? 'Exchange' : 'Resend';
      const replacement = await scene.until('the replacement', async () =>
        (await scene.orders(placed)).find((order) => order.Relation__c === relation),
      );
      ok(replacement.Parent__c);
      await scene.until('the return with its new order', async () => {
        const [one] = await returnsOf(scene, placed);
        return one?.New_Linnworks_Order__c === replacement.Id && one.Kind__c === relation;
      });
    },
  })),
  {
    name: 'A part of the money goes back',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      await returnIt(scene, placed, { kind: 'refund', amount: 12.5 });
      await scene.until('12.50 paid back', async () => {
        const [order] = await scene.org.query<{ Refunded_Total__c: number; State__c: string }>(
          `SELECT Refunded_Total__c, State__c FROM Linnworks_Order__c WHERE Order__c = '${placed.id}'`,
        );
        return order?.Refunded_Total__c === 12.5 && order.State__c === 'Shipped';
      });
    },
  },
  {
    name: 'All of the money goes back',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      const [order] = await scene.org.query<{ Total__c: number }>(
        `SELECT Total__c FROM Linnworks_Order__c WHERE Order__c = '${placed.id}'`,
      );
      await returnIt(scene, placed, { kind: 'refund', amount: order?.Total__c });
      await scene.shows(placed, 'Refunded');
    },
  },
  {
    name: 'A refund fails, says why, and is paid after all',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      await returnIt(scene, placed, {
        kind: 'refund',
        amount: 5,
        failure: 'The card has expired.',
      });
      await scene.until('the failed refund', async () => {
        const [one] = await returnsOf(scene, placed);
        return one?.Status__c === 'Failed' && one.Error_Text__c === 'The card has expired.';
      });
      deepEqual(await scene.until('its error', () => errorCodes(scene, placed)), ['REFUND_FAILED']);
      await scene.warehouse(placed, 'return-action');
      await scene.until('the refund', async () => {
        const [one] = await returnsOf(scene, placed);
        return one?.Status__c === 'Refunded' && (await errorCodes(scene, placed)) === null;
      });
    },
  },
];

/** What people ask for in Salesforce. */
const IN_SALESFORCE: readonly Story[] = [
  {
    name: 'A return asked for in Salesforce is booked in Linnworks and arrives',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      const { status, id } = await askForReturn(scene, placed, [TENT]);
      equal(status, 'Done');
      const booked = await bookedWith(scene, placed, id);
      equal(booked.Status__c, 'Booked');
      await scene.warehouse(placed, 'return-action');
      await scene.shows(placed, 'Part Returned');
    },
  },
  {
    name: 'The same pieces asked for twice are booked once',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      equal((await askForReturn(scene, placed, [TENT])).status, 'Done');
      const second = await askForReturn(scene, placed, [TENT]);
      equal(second.status, 'Failed');
      match(second.result, /0 can come back/);
      await scene.shows(placed, 'Return Booked');
      equal((await returnsOf(scene, placed)).length, 1);
    },
  },
  {
    name: 'A return asked for before anything has left is refused',
    async tell(scene) {
      const placed = await scene.accepted();
      const answer = await askForReturn(scene, placed, [TENT]);
      equal(answer.status, 'Failed');
      match(answer.result, /is not shipped yet/);
    },
  },
  {
    name: 'A reason that Linnworks does not know is refused with those it knows',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      const answer = await askForReturn(scene, placed, [TENT], { reason: 'Mercury in retrograde' });
      equal(answer.status, 'Failed');
      match(answer.result, /Linnworks has no reason/);
    },
  },
  {
    name: 'An exchange asked for in Salesforce goes out when the goods are back',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      equal((await askForReturn(scene, placed, [TENT], { kind: 'Exchange' })).status, 'Done');
      await scene.warehouse(placed, 'return-action');
      await scene.until('the replacement', async () =>
        (await scene.orders(placed)).some((order) => order.Relation__c === 'Exchange'),
      );
    },
  },
  {
    name: 'A refund asked for in Salesforce is booked, then paid',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      const { id } = await askForReturn(scene, placed, [MUGS], { kind: 'Refund', amount: 7.77 });
      equal((await bookedWith(scene, placed, id)).Status__c, 'Requested');
      await scene.warehouse(placed, 'return-action');
      await scene.until('the refund', async () => {
        const [one] = await returnsOf(scene, placed);
        return one?.Status__c === 'Refunded' && one.Amount__c === 7.77;
      });
    },
  },
  {
    name: 'No more money is paid back than the order cost',
    async tell(scene) {
      const placed = await shippedOrder(scene);
      const answer = await askForReturn(scene, placed, [], { kind: 'Refund', amount: 9_999 });
      equal(answer.status, 'Failed');
      match(answer.result, /can still be paid back/);
    },
  },
];

export const AFTER_THE_SALE: readonly Story[] = [...IN_LINNWORKS, ...IN_SALESFORCE];
