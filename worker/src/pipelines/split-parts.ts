import type { PipelineDeps } from './deps.ts';
import { rowsOfIds } from './rows-where-in.ts';

/** What was sent and what it was split into; a resend or an exchange is another matter. */
const OWN = ['Original', 'Split'];

/** Linnworks ids of every part that an order is known to have, by Salesforce order. */
export async function partsOfOrders(
  { salesforce }: Pick<PipelineDeps, 'salesforce'>,
  orderIds: readonly string[],
): Promise<Map<string, string[]>> {
  const parts = new Map<string, string[]>();
  const rows = await rowsOfIds(
    salesforce,
    orderIds,
    (list) =>
      `SELECT Linnworks_Id__c, Order__c, Relation__c FROM Linnworks_Order__c WHERE Order__c IN (${list})`,
  );
  const own = rows.filter(({ Relation__c }) => OWN.includes((Relation__c as string) ?? 'Original'));
  for (const { Linnworks_Id__c: id, Order__c: order } of own)
    if (typeof id === 'string' && typeof order === 'string')
      parts.set(order, [...(parts.get(order) ?? []), id.toLowerCase()]);
  return parts;
}
