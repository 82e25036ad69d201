import { hashOf } from '../../domain/hash.ts';
import type { ObservedOrder } from '../../domain/observed-order.ts';
import type { SalesforceRecord } from '../../domain/ports.ts';

export type ReconciliationKind = 'Orders' | 'Fulfilment' | 'Stock';
export type DifferenceSubject =
  'Order' | 'Line' | 'Total' | 'State' | 'Shipment' | 'Cancellation' | 'Stock';

/** How the normal pipelines can mend it; null when only a person can. */
export type Repair =
  | { readonly way: 'send'; readonly orderId: string }
  | { readonly way: 'write'; readonly order: ObservedOrder }
  | { readonly way: 'level'; readonly levelKey: string }
  | null;

/** One thing that the two systems do not agree about. */
export interface Difference {
  readonly kind: 'Missing In Linnworks' | 'Missing In Salesforce' | 'Different';
  readonly subject: DifferenceSubject;
  /** Linnworks id, Salesforce order id or key of the level. */
  readonly record: string;
  readonly label: string;
  readonly field: string | null;
  readonly salesforceValue: string | null;
  readonly linnworksValue: string | null;
  readonly orderId: string | null;
  readonly linnworksId: string | null;
  readonly repair: Repair;
  /** For a person, where no repair by itself is possible. */
  readonly whatToDo?: string;
}

/** The same difference found again has the same key. */
export function differenceKey({ kind, record, subject, field }: Difference): string {
  return hashOf([kind, record, subject, field]).slice(0, 64);
}

const BY_ITSELF = 'Nothing: the connector repairs it through its normal way.';

/** The `Linnworks_Difference__c` of a difference. */
export function toDifferenceRecord(
  difference: Difference,
  about: { reconciliation: string; traceId: string; now: Date; status: string; isNew: boolean },
): SalesforceRecord {
  const { orderId, linnworksId, repair } = difference;
  return {
    Key__c: differenceKey(difference),
    Reconciliation__r: { Key__c: about.reconciliation },
    Kind__c: difference.kind,
    Subject__c: difference.subject,
    Record_Label__c: difference.label.slice(0, 120),
    Field__c: difference.field,
    Salesforce_Value__c: difference.salesforceValue?.slice(0, 255) ?? null,
    Linnworks_Value__c: difference.linnworksValue?.slice(0, 255) ?? null,
    ...(orderId === null ? {} : { Order__c: orderId }),
    // A record that is missing in Salesforce cannot be looked up there.
    ...(linnworksId === null || difference.kind === 'Missing In Salesforce'
      ? {}
      : { Linnworks_Order__r: { Linnworks_Id__c: linnworksId } }),
    Status__c: about.status,
    What_To_Do__c:
      repair === null ? (difference.whatToDo ?? 'Compare both sides and correct one.') : BY_ITSELF,
    Trace_Id__c: about.traceId,
    Last_Seen_At__c: about.now.toISOString(),
    ...(about.isNew ? { First_Seen_At__c: about.now.toISOString() } : {}),
    Repaired_At__c: null,
  };
}
