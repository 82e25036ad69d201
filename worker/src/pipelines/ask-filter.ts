import { ConnectorError } from '../domain/connector-error.ts';
import type { Problem } from '../domain/problem.ts';
import type { MerchantSettings } from '../domain/settings.ts';
import { wrongSetting } from '../mapping/check-settings.ts';
import type { PipelineDeps } from './deps.ts';
import { rowsOfIds } from './rows-where-in.ts';

/** What the org answers when a condition is wrong; anything else is tried again. */
const REFUSED: readonly ConnectorError['kind'][] = ['data', 'config'];

/**
 * Asks the org which of these orders fit the order filter: the condition is SOQL, and only the org knows what it means.
 * One query for 200 orders, and none without a filter.
 * @throws ConnectorError when the org does not answer.
 */
export async function askFilter(
  { salesforce }: Pick<PipelineDeps, 'salesforce'>,
  { orderFilter }: MerchantSettings,
  orderIds: readonly string[],
): Promise<(orderId: string) => boolean | Problem> {
  if (orderFilter === '') return () => true;
  try {
    const rows = await rowsOfIds(
      salesforce,
      orderIds,
      (list) => `SELECT Id FROM Order WHERE Id IN (${list}) AND (${orderFilter})`,
    );
    const fitting = new Set(rows.map(({ Id }) => Id));
    return (orderId) => fitting.has(orderId);
  } catch (error) {
    if (!(error instanceof ConnectorError) || !REFUSED.includes(error.kind)) throw error;
    const why = 'The setting "Order Filter" is not a condition that Salesforce understands.';
    const problem = wrongSetting('Order_Filter__c', why);
    return () => problem;
  }
}
