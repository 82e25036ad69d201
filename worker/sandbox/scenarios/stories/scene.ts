import { isDeepStrictEqual } from 'node:util';
import type { Values } from '../org-client.ts';
import { FAMILY_CAMPING, type ScenarioOrder } from '../orders.ts';
import type { PlacedOrder } from '../shop.ts';
import { waitFor } from '../wait-for.ts';
import type { World } from '../world.ts';

/** Slow machines and retries included; a story that waits longer has failed. */
const PATIENCE_MS = 45_000;

export interface SyncedOrder extends Values {
  Id: string;
  Name: string;
  Linnworks_Id__c: string;
  State__c: string;
  State_Detail__c: string | null;
  Relation__c: string;
  Parent__c: string | null;
  Merged_Into__c: string | null;
  Location__c: string | null;
  Location_Name__c: string | null;
  Cancel_Reason__c: string | null;
  Allocation__c: string | null;
  Pick_Wave__c: string | null;
  Folder__c: string | null;
  Identifiers__c: string | null;
  Tracking_Number__c: string | null;
  Is_On_Hold__c: boolean;
}
export interface SyncedLine extends Values {
  Sku__c: string;
  Linnworks_Order__c: string;
  Order_Product__c: string | null;
  Is_Added_By_Linnworks__c: boolean;
  Ordered__c: number;
  Allocated__c: number;
  Picked__c: number;
  Shipped__c: number;
  Cancelled__c: number;
}
export interface SyncedParcel extends Values {
  Id: string;
  Linnworks_Order__c: string;
  Status__c: string;
  Carrier__c: string | null;
  Service__c: string | null;
  Tracking_Number__c: string | null;
  Tracking_Url__c: string | null;
  Weight__c: number | null;
}

const ORDER_FIELDS =
  'Id, Name, Linnworks_Id__c, State__c, State_Detail__c, Relation__c, Parent__c, Merged_Into__c, Location__c, Location_Name__c, Cancel_Reason__c, Allocation__c, Pick_Wave__c, Folder__c, Identifiers__c, Tracking_Number__c, Is_On_Hold__c, Despatch_By__c, Source__c, Sub_Source__c';
const LINE_FIELDS =
  'Sku__c, Linnworks_Order__c, Order_Product__c, Is_Added_By_Linnworks__c, Ordered__c, Allocated__c, Picked__c, Shipped__c, Cancelled__c';
const PARCEL_FIELDS =
  'Id, Linnworks_Order__c, Status__c, Carrier__c, Service__c, Tracking_Number__c, Tracking_Url__c, Weight__c';

/** The world of a story, with the questions that stories ask of Salesforce. */
export interface Scene extends World {
  /** An order that was activated in Salesforce and is known to both sides. */
  accepted(order?: ScenarioOrder): Promise<PlacedOrder>;
  /** What a person does in the warehouse, by the order's reference; see the account's control address. */
  warehouse(placed: PlacedOrder, command: string, more?: object): Promise<unknown>;
  /** Every Linnworks order of a Salesforce order. */
  orders(placed: PlacedOrder): Promise<SyncedOrder[]>;
  lines(placed: PlacedOrder): Promise<SyncedLine[]>;
  parcels(placed: PlacedOrder): Promise<SyncedParcel[]>;
  /** Waits until it is so. @throws Error naming `what`. */
  until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T>;
  /** Waits until the pieces of all lines add up to these: lines are written after their order. */
  addsUp(
    placed: PlacedOrder,
    quantity: Parameters<typeof piecesOf>[1],
    pieces: Readonly<Record<string, number>>,
  ): Promise<unknown>;
  /** Waits until the only Linnworks order of this one shows the state. */
  shows(placed: PlacedOrder, state: string): Promise<SyncedOrder>;
}

export function createScene(world: World): Scene {
  const { org, shop, account } = world;
  const until: Scene['until'] = (what, ask) => waitFor(what, ask, PATIENCE_MS);
  const orders = (placed: PlacedOrder) =>
    org.query<SyncedOrder>(
      `SELECT ${ORDER_FIELDS} FROM Linnworks_Order__c WHERE Order__c = '${placed.id}' ORDER BY Linnworks_Number__c`,
    );
  const shows = (placed: PlacedOrder, state: string) =>
    until(`order ${placed.orderNumber} in the state ${state}`, async () => {
      const [first, ...others] = await orders(placed);
      return others.length === 0 && first?.State__c === state && first;
    });
  const lines = (placed: PlacedOrder) =>
    org.query<SyncedLine>(
      `SELECT ${LINE_FIELDS} FROM Linnworks_Order_Line__c WHERE Linnworks_Order__r.Order__c = '${placed.id}' AND Is_Service__c = false`,
    );
  return {
    ...world,
    until,
    orders,
    shows,
    addsUp: (placed, quantity, pieces) =>
      until(`${quantity} of order ${placed.orderNumber}`, async () =>
        isDeepStrictEqual(piecesOf(await lines(placed), quantity), pieces),
      ),
    async accepted(order = FAMILY_CAMPING) {
      const placed = await shop.place(order);
      await shows(placed, 'Accepted');
      return placed;
    },
    warehouse: (placed, command, more = {}) =>
      account.command(`warehouse/${command}`, { reference: placed.orderNumber, ...more }),
    lines,
    parcels: (placed) =>
      org.query<SyncedParcel>(
        `SELECT ${PARCEL_FIELDS} FROM Linnworks_Shipment__c WHERE Order__c = '${placed.id}' ORDER BY Key__c`,
      ),
  };
}

/** Pieces of each SKU over all lines, by the quantity that is asked for. */
export function piecesOf(
  lines: readonly SyncedLine[],
  quantity: 'Ordered__c' | 'Shipped__c' | 'Cancelled__c' | 'Picked__c' | 'Allocated__c',
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const line of lines) sums[line.Sku__c] = (sums[line.Sku__c] ?? 0) + line[quantity];
  return sums;
}
