import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { SCOUT_LAMPS } from '../orders.ts';
import type { Story } from './story.ts';

/** What people and rules in Linnworks do to an order. */
export const WAREHOUSE_DECIDES: readonly Story[] = [
  {
    name: 'The warehouse cancels an order and Salesforce says why',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'cancel', { reason: 'The tent is torn' });
      const order = await scene.shows(placed, 'Cancelled');
      equal(order.Cancel_Reason__c, 'The tent is torn');
      deepEqual(await scene.parcels(placed), []);
    },
  },
  {
    name: 'An order that somebody deleted is shown as deleted, not as cancelled',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'delete');
      const order = await scene.shows(placed, 'Deleted');
      match(order.State_Detail__c ?? '', /not cancelled/);
      const errors = await scene.until('an error for a person', async () => {
        const rows = await scene.org.query<{ Code__c: string }>(
          `SELECT Code__c FROM Linnworks_Sync_Error__c WHERE Order__c = '${placed.id}'`,
        );
        return rows.length === 1 && rows;
      });
      equal(errors[0]?.Code__c, 'LW_ORDER_GONE');
    },
  },
  {
    name: 'An order on hold is seen so, and goes on when it is released',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'hold');
      const held = await scene.shows(placed, 'On Hold');
      equal(held.Is_On_Hold__c, true);
      await scene.warehouse(placed, 'hold', { on: false });
      const free = await scene.shows(placed, 'Accepted');
      equal(free.Is_On_Hold__c, false);
    },
  },
  {
    name: 'An order that moves to another location is looked up there',
    async tell(scene) {
      const placed = await scene.accepted();
      const [before] = await scene.orders(placed);
      await scene.warehouse(placed, 'move', { location: 'Rotterdam' });
      const moved = await scene.until('the new location', async () => {
        const [order] = await scene.orders(placed);
        return order?.Location_Name__c === 'Rotterdam' && order;
      });
      ok(moved.Location__c);
      notEqual(moved.Location__c, before?.Location__c);
    },
  },
  {
    name: 'Two mugs leave ahead, and the rest follows',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'part-ship', { lines: [{ sku: 'MUG-ENAMEL', quantity: 2 }] });
      await scene.shows(placed, 'Part Shipped');
      await scene.addsUp(placed, 'Shipped__c', {
        'BAG-DOWN-M': 0,
        'MUG-ENAMEL': 2,
        'TENT-2P': 0,
      });
      await scene.warehouse(placed, 'step', { to: 'shipped' });
      await scene.shows(placed, 'Shipped');
      await scene.addsUp(placed, 'Shipped__c', {
        'BAG-DOWN-M': 2,
        'MUG-ENAMEL': 4,
        'TENT-2P': 1,
      });
    },
  },
  {
    name: 'A leaflet that a rule added is shown as added by Linnworks',
    async tell(scene) {
      const placed = await scene.accepted(SCOUT_LAMPS);
      await scene.warehouse(placed, 'add-line', { sku: 'MUG-ENAMEL' });
      const added = await scene.until('the added line', async () =>
        (await scene.lines(placed)).find((line) => line.Is_Added_By_Linnworks__c),
      );
      equal(added.Sku__c, 'MUG-ENAMEL');
      equal(added.Order_Product__c, null);
    },
  },
  {
    name: 'A cancelled label voids its parcel, and the new label brings a new number',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'step', { to: 'packed', parcels: 1 });
      await scene.shows(placed, 'Packed');
      const [old] = await scene.until('the label', async () => {
        const found = await scene.parcels(placed);
        return found.length === 1 && found;
      });
      await scene.warehouse(placed, 'void-label');
      await scene.until('the voided parcel', async () =>
        (await scene.parcels(placed)).every((parcel) => parcel.Status__c === 'Voided'),
      );
      await scene.warehouse(placed, 'step', { to: 'shipped', parcels: 1 });
      const renewed = await scene.until('the shipped parcel', async () =>
        (await scene.parcels(placed)).find((parcel) => parcel.Status__c === 'Shipped'),
      );
      notEqual(renewed.Tracking_Number__c, old?.Tracking_Number__c);
    },
  },
  {
    name: 'A picked order is told from one that is being picked, with its wave',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'step', { to: 'picking' });
      const picking = await scene.shows(placed, 'Picking');
      ok(picking.Pick_Wave__c);
      await scene.warehouse(placed, 'step', { to: 'picked' });
      await scene.shows(placed, 'Picked');
      const pieces = { 'BAG-DOWN-M': 2, 'MUG-ENAMEL': 4, 'TENT-2P': 1 };
      await scene.addsUp(placed, 'Picked__c', pieces);
    },
  },
  {
    name: 'Folder and identifier of an order are seen in Salesforce',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'folder', { name: 'Gifts' });
      await scene.warehouse(placed, 'identifier', { name: 'FRAGILE' });
      const order = await scene.until('folder and identifier', async () => {
        const [row] = await scene.orders(placed);
        const isThere = row?.Folder__c != null && row.Identifiers__c !== null;
        return isThere && row;
      });
      equal(order.Folder__c, 'Gifts');
      equal(order.Identifiers__c, 'FRAGILE');
    },
  },
  {
    name: 'A redacted order stays shipped and takes nothing from Salesforce',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'step', { to: 'shipped' });
      await scene.shows(placed, 'Shipped');
      const customer = () =>
        scene.org.query(
          `SELECT ShippingStreet, ShippingCity, ShipToContact.Name, ShipToContact.Email FROM Order WHERE Id = '${placed.id}'`,
        );
      const before = await customer();
      await scene.warehouse(placed, 'redact');
      const other = await scene.accepted();
      await scene.warehouse(other, 'step', { to: 'shipped' });
      await scene.shows(other, 'Shipped');
      await scene.shows(placed, 'Shipped');
      deepEqual(await customer(), before);
    },
  },
];
