import { combinedState } from '../domain/order-status.ts';
import type { OrderState } from '../domain/order-state.ts';
import type { Salesforce, SalesforceRecord } from '../domain/ports.ts';
import type { OrderSnapshot, Tables } from '../domain/tables.ts';
import { rowsOfIds, rowsWhereIn } from './rows-where-in.ts';

type Org = Pick<Salesforce, 'queryMany'>;

const OBJECT = 'Linnworks_Order__c';
const FIELDS = 'Order__c, State__c, Relation__c, Linnworks_Id__c, Merged_Into__r.Linnworks_Id__c';
/** Merges of merged orders that are followed. */
const MOST_MERGES = 10;

interface Part {
  readonly orderId: string;
  readonly state: OrderState;
  /** Linnworks id of the order that has its goods now. */
  readonly mergedInto: string | null;
}

const toPart = (row: SalesforceRecord): Part => ({
  orderId: String(row['Order__c']),
  state: row['State__c'] as OrderState,
  mergedInto:
    (row['Merged_Into__r'] as { Linnworks_Id__c?: string } | null | undefined)?.Linnworks_Id__c ??
    null,
});

/** Parts that were merged away are in the state of the order that has their goods. */
async function followMerges(salesforce: Org, parts: readonly Part[]): Promise<Part[]> {
  const targets = new Map<string, Part>();
  let open = parts.flatMap(({ mergedInto }) => mergedInto ?? []);
  for (let step = 0; open.length > 0 && step < MOST_MERGES; step++) {
    const rows = await rowsWhereIn(salesforce, FIELDS, OBJECT, 'Linnworks_Id__c', open);
    const found = rows.map((row) => [String(row['Linnworks_Id__c']), toPart(row)] as const);
    for (const [id, part] of found) targets.set(id, part);
    open = found.flatMap(([, { mergedInto }]) =>
      mergedInto === null || targets.has(mergedInto) ? [] : mergedInto,
    );
  }
  return parts.map((part) => {
    let end = part;
    for (let step = 0; step < MOST_MERGES && end.mergedInto !== null; step++)
      end = targets.get(end.mergedInto) ?? { ...end, mergedInto: null };
    return { ...part, state: end.state };
  });
}

/** The state of each Salesforce order over all of its parts, as Salesforce shows them now. */
export async function combinedStates(
  salesforce: Org,
  orderIds: readonly string[],
): Promise<Map<string, OrderState>> {
  const rows = await rowsOfIds(
    salesforce,
    orderIds,
    (list) => `SELECT ${FIELDS} FROM ${OBJECT} WHERE Order__c IN (${list})`,
  );
  const own = rows.filter(({ Relation__c: one }) => one !== 'Resend' && one !== 'Exchange');
  const parts = await followMerges(salesforce, own.map(toPart));
  const states = new Map<string, OrderState>();
  for (const id of orderIds) {
    const ofOrder = parts.filter(({ orderId }) => orderId === id);
    const state = combinedState(ofOrder.map((part) => part.state));
    if (state !== null) states.set(id, state);
  }
  return states;
}

/** Salesforce orders whose goods these Linnworks orders have: a merged order has those of several. */
export async function ordersBehind(
  { orders }: Pick<Tables, 'orders'>,
  linnworksIds: readonly string[],
): Promise<string[]> {
  const written = [...(await orders.get([...new Set(linnworksIds)])).values()];
  const origins = await orders.get([...new Set(written.flatMap((one) => one.origins))]);
  const orderOf = ({ salesforceOrderId }: OrderSnapshot): string[] =>
    salesforceOrderId === null ? [] : [salesforceOrderId];
  return [...new Set([...written, ...origins.values()].flatMap(orderOf))];
}
