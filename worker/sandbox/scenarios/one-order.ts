import type { ScenarioOrder } from './orders.ts';
import { waitFor } from './wait-for.ts';
import type { World } from './world.ts';

/** What happened to one order, in seconds after its activation. */
export interface Story {
  readonly orderNumber: string;
  readonly linnworksNumber: string;
  readonly trackingNumber: string;
  readonly trackingUrl: string;
  readonly steps: readonly { what: string; detail: string; seconds: number }[];
}

interface SyncedOrder extends Record<string, unknown> {
  Name: string;
  State__c: string;
  Location_Name__c: string | null;
}
interface Parcel extends Record<string, unknown> {
  Tracking_Number__c: string | null;
  Tracking_Url__c: string | null;
  Carrier__c: string | null;
  Service__c: string | null;
}

type Note = (what: string, detail: string) => void;

/** Notes every state that is seen on the Salesforce order until it is shipped. */
async function watchStates(
  org: World['org'],
  orderId: string,
  first: string,
  note: Note,
): Promise<void> {
  const seen = new Set([first]);
  await waitFor(
    'the state Shipped',
    async () => {
      const [row] = await org.query<SyncedOrder>(
        `SELECT Name, State__c FROM Linnworks_Order__c WHERE Order__c = '${orderId}'`,
      );
      if (row && !seen.has(row.State__c)) {
        seen.add(row.State__c);
        note(row.State__c, 'seen on the Salesforce order');
      }
      return row?.State__c === 'Shipped';
    },
    120_000,
  );
}

/**
 * Activates the order and watches, in Salesforce only, until its tracking number is back.
 * `interfere` runs once, as soon as the order is activated: a place to kill the worker.
 * @throws Error naming the step that did not happen within two minutes.
 */
export async function followOneOrder(
  { org, shop }: Pick<World, 'org' | 'shop'>,
  order: ScenarioOrder,
  interfere: () => Promise<void> = async () => undefined,
): Promise<Story> {
  const draft = await shop.place(order, { activate: false });
  const started = performance.now();
  const steps: { what: string; detail: string; seconds: number }[] = [];
  const note: Note = (what, detail) => {
    steps.push({ what, detail, seconds: (performance.now() - started) / 1000 });
  };
  await shop.activate(draft.id);
  note('Activated in Salesforce', `order ${draft.orderNumber}, ${order.lines.length} lines`);
  await interfere();
  const synced = await waitFor(
    'a Linnworks order on the Salesforce order',
    async () => {
      const rows = await org.query<SyncedOrder>(
        `SELECT Name, State__c, Location_Name__c FROM Linnworks_Order__c WHERE Order__c = '${draft.id}'`,
      );
      return rows[0];
    },
    120_000,
  );
  note('Created in Linnworks', `number ${synced.Name}, ${synced.Location_Name__c ?? 'Default'}`);
  await watchStates(org, draft.id, synced.State__c, note);
  const parcel = await waitFor('a parcel with a tracking number', async () => {
    const rows = await org.query<Parcel>(
      `SELECT Tracking_Number__c, Tracking_Url__c, Carrier__c, Service__c FROM Linnworks_Shipment__c WHERE Order__c = '${draft.id}'`,
    );
    return rows.find((row) => row.Tracking_Number__c !== null);
  });
  note('Tracking in Salesforce', `${parcel.Carrier__c ?? ''} ${parcel.Tracking_Number__c ?? ''}`);
  return {
    orderNumber: draft.orderNumber,
    linnworksNumber: synced.Name,
    trackingNumber: parcel.Tracking_Number__c ?? '',
    trackingUrl: parcel.Tracking_Url__c ?? '',
    steps,
  };
}
