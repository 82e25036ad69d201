import type { SalesforceRecord } from '../../domain/ports.ts';
import { newTraceId } from '../../domain/trace-id.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Reference } from '../read-settings.ts';
import type { Difference } from '../reconcile/difference.ts';
import { reconcileOrders, reconcileStock } from '../reconcile/reconcile.ts';
import { repairDifferences } from '../reconcile/repair.ts';
import type { RequestHandler } from './request.ts';

/** Compares now: stock where it is named, else orders and fulfilment. */
export function createReconcile(deps: PipelineDeps, reference: Reference): RequestHandler {
  return async ({ stream }) => {
    const run = stream === 'stock' ? reconcileStock : reconcileOrders;
    const sentences = await run(deps, reference);
    return { status: 'Done', result: sentences.join(' ').slice(0, 255) };
  };
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** What the pipelines need to mend this difference; null when it must be a person. */
async function repairOf(deps: PipelineDeps, row: SalesforceRecord): Promise<Difference['repair']> {
  const orderId = text(row['Order__c']);
  const subject = row['Subject__c'];
  if (subject === 'Stock') return null;
  const isThere = row['Kind__c'] !== 'Missing In Linnworks';
  if (!isThere || row['Field__c'] === 'OrderItem.Quantity')
    return orderId === null ? null : { way: 'send', orderId };
  const tie = row['Linnworks_Order__r'] as SalesforceRecord | null | undefined;
  const linnworksId = text(tie?.['Linnworks_Id__c']);
  const orders =
    linnworksId === null
      ? await deps.linnworks.ordersByReference(String(row['Record_Label__c']))
      : await deps.linnworks.ordersById([linnworksId]);
  const [order] = orders;
  return order === undefined ? null : { way: 'write', order };
}

/** Sends the record behind one difference through its normal pipeline. */
export function createRepair(deps: PipelineDeps): RequestHandler {
  return async ({ recordId, traceId }) => {
    if (recordId === null || !/^[a-zA-Z0-9]{15,18}$/.test(recordId))
      return { status: 'Failed', result: 'Say which difference is to be repaired.' };
    const [row] = await deps.salesforce.query(
      `SELECT Key__c, Kind__c, Subject__c, Field__c, Record_Label__c, Order__c, Linnworks_Order__r.Linnworks_Id__c FROM Linnworks_Difference__c WHERE Id = '${recordId}'`,
    );
    if (row === undefined) return { status: 'Failed', result: 'The difference is gone.' };
    const repair = await repairOf(deps, row);
    if (repair === null)
      return {
        status: 'Failed',
        result: 'The connector cannot repair this by itself; correct one of the two sides.',
      };
    await repairDifferences(deps, [{ repair } as Difference], traceId || newTraceId());
    await deps.salesforce.upsert('Linnworks_Difference__c', 'Key__c', [
      { Key__c: row['Key__c'], Status__c: 'Repairing' },
    ]);
    return { status: 'Done', result: 'The record goes through its normal way again.' };
  };
}
