import { deepEqual, equal, match } from 'node:assert/strict';
import { PRODUCTS } from '../merchant.ts';
import { FAMILY_CAMPING } from '../orders.ts';
import type { Values } from '../org-client.ts';
import type { Story } from './story.ts';

const DESPATCH_BY = '2031-05-06T15:00:00.000Z';
const kilograms = (): number =>
  FAMILY_CAMPING.lines.reduce((sum, { sku, quantity }) => {
    const product = PRODUCTS.find((one) => one.sku === sku);
    return sum + (product?.weightKg ?? 0) * quantity;
  }, 0);

/** What the warehouse knows of an order beside its stage. */
export const FACTS_OF_THE_WAREHOUSE: readonly Story[] = [
  {
    name: 'Half of the goods is set aside, and each line says how many pieces and where',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'set-aside', {
        lines: [
          { sku: 'MUG-ENAMEL', quantity: 3, binRack: 'B2-07' },
          { sku: 'TENT-2P', quantity: 0, binRack: 'C9-01' },
        ],
      });
      await scene.addsUp(placed, 'Allocated__c', {
        'BAG-DOWN-M': 0,
        'MUG-ENAMEL': 3,
        'TENT-2P': 0,
      });
      const order = await scene.shows(placed, 'Accepted');
      equal(order.Allocation__c, 'Partial');
      const racks = await scene.org.query<Values>(
        `SELECT Sku__c, Bin_Rack__c FROM Linnworks_Order_Line__c WHERE Linnworks_Order__c = '${order.Id}' AND Bin_Rack__c != null ORDER BY Sku__c`,
      );
      deepEqual(
        racks.map((row) => [row['Sku__c'], row['Bin_Rack__c']]),
        [
          ['MUG-ENAMEL', 'B2-07'],
          ['TENT-2P', 'C9-01'],
        ],
      );
      await scene.warehouse(placed, 'step', { to: 'allocated' });
      const whole = { 'BAG-DOWN-M': 2, 'MUG-ENAMEL': 4, 'TENT-2P': 1 };
      await scene.addsUp(placed, 'Allocated__c', whole);
      equal((await scene.shows(placed, 'Allocated')).Allocation__c, 'Full');
    },
  },
  {
    name: 'A rule promises another despatch date, and Salesforce shows it with the channel',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'despatch-by', { at: DESPATCH_BY });
      const order = await scene.until('the new date', async () => {
        const [row] = await scene.orders(placed);
        const date = row?.['Despatch_By__c'];
        return typeof date === 'string' && Date.parse(date) === Date.parse(DESPATCH_BY) && row;
      });
      match(String(order['Source__c']), /^SALESFORCE$/i);
      equal(typeof order['Sub_Source__c'], 'string');
    },
  },
  {
    name: 'The weights of two parcels come to the weight of the goods',
    async tell(scene) {
      const placed = await scene.accepted();
      await scene.warehouse(placed, 'step', { to: 'packed', parcels: 2 });
      const parcels = await scene.until('two parcels', async () => {
        const found = await scene.parcels(placed);
        return found.length === 2 && found;
      });
      const sum = parcels.reduce((total, { Weight__c: weight }) => total + (weight ?? 0), 0);
      equal(Math.round(sum * 1_000), Math.round(kilograms() * 1_000));
      const printed = await scene.org.query(
        `SELECT Id FROM Linnworks_Shipment__c WHERE Order__c = '${placed.id}' AND Label_Printed_At__c != null`,
      );
      equal(printed.length, 2);
    },
  },
];
