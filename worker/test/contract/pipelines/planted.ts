import type { SalesforceRecord } from '../../../src/domain/ports.ts';
import type { Bench } from './bench.ts';
import { ScriptedOrg } from './scripted-org.ts';

/** The kinds of difference that are planted; the first column of the report. */
export const KINDS = [
  'order never sent',
  'order deleted in Linnworks',
  'order missing in Salesforce',
  'stage out of date',
  'cancellation not shown',
  'total out of date',
  'tracking number out of date',
  'parcel missing in Salesforce',
  'line missing in Salesforce',
  'quantity of a line out of date',
  'stock level out of date',
  'stock level missing in Salesforce',
] as const;
export type PlantedKind = (typeof KINDS)[number];

/** Answers the questions of a comparison as well: windows of time, and lookups to the comparison itself. */
export class ComparedOrg extends ScriptedOrg {
  override async query(soql: string): Promise<SalesforceRecord[]> {
    if (soql.includes('FROM Order ') && soql.includes('ActivatedDate >=')) {
      this.calls += 1;
      return [...this.orders.values()];
    }
    if (soql.includes('FROM Linnworks_Difference__c')) {
      this.calls += 1;
      return this.of('Linnworks_Difference__c')
        .filter(({ Status__c }) => ['Open', 'Repairing', 'Accepted'].includes(String(Status__c)))
        .map((row) => {
          const { Key__c = '' } = (row['Reconciliation__r'] ?? {}) as { Key__c?: string };
          return { ...row, Reconciliation__r: { Kind__c: Key__c.split('|')[0] } };
        });
    }
    return super.query(soql);
  }

  drop(object: string, key: string): void {
    if (!this.written.delete(`${object}:${key}`)) throw new Error(`No ${object} ${key}`);
  }

  change(object: string, key: string, values: SalesforceRecord): void {
    const name = `${object}:${key}`;
    const record = this.written.get(name);
    if (record === undefined) throw new Error(`No ${object} ${key}`);
    this.written.set(name, { ...record, ...values });
  }
}

const isOf = (row: SalesforceRecord, linnworksId: string): boolean =>
  String(row['Key__c']).toLowerCase().startsWith(linnworksId);

/** Damages one order or level in the way of its kind; throws where there is nothing to damage. */
export async function plant(
  bench: Bench,
  org: ComparedOrg,
  kind: PlantedKind,
  target: { readonly orderId: string; readonly levelKey: string },
): Promise<void> {
  const link = bench.store.links.get(target.orderId);
  const id = link?.linnworksId ?? '';
  const first = (object: string): string => {
    const row = org.of(object).find((one) => isOf(one, id));
    if (row === undefined) throw new Error(`${kind}: no ${object} of ${id}`);
    return String(row['Key__c']);
  };
  const change = (values: SalesforceRecord) => org.change('Linnworks_Order__c', id, values);
  const ways: Readonly<Record<PlantedKind, () => Promise<unknown> | void>> = {
    // It was placed and never pushed: nothing is to be done.
    'order never sent': () => undefined,
    'order deleted in Linnworks': () => {
      const order = bench.account.store.orders.byId(id);
      if (order === undefined) throw new Error(`No order ${id}`);
      bench.account.store.orders.remove(order);
    },
    'order missing in Salesforce': () => org.drop('Linnworks_Order__c', id),
    'stage out of date': () => change({ State__c: 'Accepted' }),
    'cancellation not shown': () => change({ State__c: 'Accepted' }),
    'total out of date': () => change({ Total__c: 0.01 }),
    'tracking number out of date': () => change({ Tracking_Number__c: 'WRONG' }),
    'parcel missing in Salesforce': () =>
      org.drop('Linnworks_Shipment__c', first('Linnworks_Shipment__c')),
    'line missing in Salesforce': () =>
      org.drop('Linnworks_Order_Line__c', first('Linnworks_Order_Line__c')),
    'quantity of a line out of date': () =>
      org.change('Linnworks_Order_Line__c', first('Linnworks_Order_Line__c'), { Ordered__c: 99 }),
    'stock level out of date': () =>
      org.change('Linnworks_Stock_Level__c', target.levelKey, { On_Hand__c: -5 }),
    'stock level missing in Salesforce': () =>
      org.drop('Linnworks_Stock_Level__c', target.levelKey),
  };
  await ways[kind]();
}
