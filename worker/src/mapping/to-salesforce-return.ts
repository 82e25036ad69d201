import type { ObservedOrder } from '../domain/observed-order.ts';
import type { ObservedReturn, ObservedReturnLine } from '../domain/observed-return.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import { lineKey } from './to-salesforce-fulfilment.ts';

/** What is known of the order that the return belongs to. */
export interface ReturnContext {
  readonly order: ObservedOrder;
  readonly salesforceOrderId: string | null;
  readonly traceId: string | null;
  /** Linnworks id of the replacement, once Salesforce has a record of it. */
  readonly newLinnworksId: string | null;
  /** Location names by id. */
  readonly locations: ReadonlyMap<string, string>;
}

const cut = (value: string | null): string | null => value?.slice(0, 255) ?? null;
const round3 = (value: number): number => Math.round(value * 1000) / 1000;
const reference = (id: string | null): { Linnworks_Id__c: string } | null =>
  id === null ? null : { Linnworks_Id__c: id };

/** The `Linnworks_Return__c` of an RMA or refund. */
export function toReturnRecord(one: ObservedReturn, context: ReturnContext): SalesforceRecord {
  const live = one.lines.filter(({ isDeleted }) => !isDeleted);
  const first = live[0] ?? one.lines[0];
  const { order, salesforceOrderId, traceId, newLinnworksId } = context;
  return {
    Key__c: one.key,
    Kind__c: one.kind,
    Status__c: one.status,
    Linnworks_Order__r: reference(order.linnworksId),
    ...(salesforceOrderId === null ? {} : { Order__c: salesforceOrderId }),
    ...(newLinnworksId === null ? {} : { New_Linnworks_Order__r: reference(newLinnworksId) }),
    ...(traceId === null ? {} : { Trace_Id__c: traceId }),
    Reference__c: String(one.number),
    External_Reference__c: cut(one.externalReference),
    Reason__c: cut(first?.reason ?? null),
    Reason_Category__c: cut(first?.category ?? null),
    Quantity__c: live.reduce((sum, { quantity }) => sum + quantity, 0),
    Amount__c: round3(one.amount),
    Currency__c: (one.currency ?? order.totals.currency)?.slice(0, 3) ?? null,
    Booked_At__c: one.bookedAt,
    Actioned_At__c: one.actionedAt,
    Error_Text__c: one.status === 'Failed' ? cut(one.error ?? 'Linnworks gives no reason.') : null,
  };
}

function toLineRecord(
  one: ObservedReturn,
  line: ObservedReturnLine,
  { order, locations }: ReturnContext,
): SalesforceRecord {
  const sold = order.lines.find(({ rowId }) => rowId === line.orderRowId);
  return {
    Key__c: `${one.key}:${line.rowId}`,
    Return__r: { Key__c: one.key },
    ...(sold === undefined ? {} : { Order_Line__r: { Key__c: lineKey(order, sold) } }),
    Unit__c: line.unit,
    Sku__c: cut(line.sku ?? sold?.sku ?? null),
    Title__c: cut(line.title ?? sold?.title ?? null),
    // A line that was taken out of its booking keeps its record and counts nothing.
    Quantity__c: line.isDeleted ? 0 : line.quantity,
    Scrapped__c: line.isDeleted ? 0 : line.scrapped,
    Amount__c: line.isDeleted ? 0 : round3(line.amount),
    Location_Name__c: cut(
      line.locationId === null ? null : (locations.get(line.locationId) ?? null),
    ),
    Reason__c: cut(line.reason),
  };
}

/** The `Linnworks_Return_Line__c` records. */
export function toReturnLineRecords(
  one: ObservedReturn,
  context: ReturnContext,
): SalesforceRecord[] {
  return one.lines.map((line) => toLineRecord(one, line, context));
}
