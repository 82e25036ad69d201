import type { SalesforceRecord } from '../../domain/ports.ts';
import type { PipelineDeps } from '../deps.ts';
import {
  differenceKey,
  toDifferenceRecord,
  type Difference,
  type ReconciliationKind,
} from './difference.ts';

/** What one comparison found. */
export interface Comparison {
  readonly kind: ReconciliationKind;
  readonly traceId: string;
  readonly from: Date;
  readonly to: Date;
  readonly startedAt: Date;
  readonly checked: number;
  readonly differences: readonly Difference[];
  /** False when a side could not be read to its end: nothing is claimed about the rest. */
  readonly isComplete: boolean;
  readonly calls: { readonly salesforce: number; readonly linnworks: number };
}

type Deps = Pick<PipelineDeps, 'salesforce' | 'clock'>;

const NOUN: Readonly<Record<ReconciliationKind, string>> = {
  Orders: 'orders',
  Fulfilment: 'Linnworks orders',
  Stock: 'stock levels',
};
const SUBJECTS: Readonly<Record<ReconciliationKind, readonly string[]>> = {
  Orders: ['Order', 'Line'],
  Fulfilment: ['Order', 'Line', 'Total', 'State', 'Shipment', 'Cancellation'],
  Stock: ['Stock'],
};

const grouped = (count: number): string => count.toLocaleString('en-GB');

/** `1,204 of 1,204 orders agree, checked 14:05.` */
export function summaryOf(comparison: Comparison, agree: number, finishedAt: Date): string {
  const { kind, checked, isComplete } = comparison;
  const at = finishedAt.toISOString().slice(11, 16);
  const text = `${grouped(agree)} of ${grouped(checked)} ${NOUN[kind]} agree, checked ${at} UTC.`;
  return isComplete ? text : `${text} One side could not be read to its end.`;
}

interface Known {
  readonly key: string;
  readonly status: string;
  readonly isOurs: boolean;
}

async function knownDifferences(
  { salesforce }: Deps,
  kind: ReconciliationKind,
): Promise<Map<string, Known>> {
  const subjects = SUBJECTS[kind].map((subject) => `'${subject}'`).join(',');
  const rows = await salesforce.query(
    `SELECT Key__c, Status__c, Reconciliation__r.Kind__c FROM Linnworks_Difference__c WHERE Status__c IN ('Open','Repairing','Accepted') AND Subject__c IN (${subjects})`,
  );
  return new Map(
    rows.map((row) => {
      const key = String(row['Key__c']);
      const parent = row['Reconciliation__r'] as SalesforceRecord | null | undefined;
      const isOurs = parent?.['Kind__c'] === kind;
      return [key, { key, status: String(row['Status__c']), isOurs }] as const;
    }),
  );
}

function toReconciliation(
  comparison: Comparison,
  counts: { agree: number; open: number; repaired: number },
  finishedAt: Date,
): SalesforceRecord {
  const { kind, startedAt, differences, calls } = comparison;
  const day = startedAt.toISOString().slice(0, 10);
  const count = (what: Difference['kind']): number =>
    differences.filter((difference) => difference.kind === what).length;
  return {
    Key__c: `${kind}|${day}`,
    Kind__c: kind,
    Day__c: day,
    Status__c: comparison.isComplete ? 'Complete' : 'Incomplete',
    From__c: comparison.from.toISOString(),
    To__c: comparison.to.toISOString(),
    Started_At__c: startedAt.toISOString(),
    Finished_At__c: finishedAt.toISOString(),
    Checked__c: comparison.checked,
    Agree__c: counts.agree,
    Missing_In_Linnworks__c: count('Missing In Linnworks'),
    Missing_In_Salesforce__c: count('Missing In Salesforce'),
    Different__c: count('Different'),
    Open__c: counts.open,
    Repaired__c: counts.repaired,
    Salesforce_Calls__c: calls.salesforce,
    Linnworks_Calls__c: calls.linnworks,
    Summary__c: summaryOf(comparison, counts.agree, finishedAt),
    Trace_Id__c: comparison.traceId,
  };
}

export interface Recorded {
  readonly summary: string;
  /** Those that no person decided to leave. */
  readonly open: readonly Difference[];
}

/**
 * One record for each kind and day, one for each difference. What an earlier run found and this one did not is repaired;
 * what a person accepted stays accepted.
 */
export async function recordComparison(deps: Deps, comparison: Comparison): Promise<Recorded> {
  const known = await knownDifferences(deps, comparison.kind);
  const found = new Set(comparison.differences.map(differenceKey));
  const gone = comparison.isComplete
    ? [...known.values()].filter(
        ({ key, status, isOurs }) => isOurs && status !== 'Accepted' && !found.has(key),
      )
    : [];
  const open = comparison.differences.filter(
    (difference) => known.get(differenceKey(difference))?.status !== 'Accepted',
  );
  const records = new Set(
    comparison.differences.map(({ record, orderId, linnworksId }) =>
      comparison.kind === 'Orders' ? (orderId ?? record) : (linnworksId ?? record),
    ),
  );
  const finishedAt = deps.clock.now();
  const agree = comparison.checked - records.size;
  const counts = { agree, open: open.length, repaired: gone.length };
  const reconciliation = toReconciliation(comparison, counts, finishedAt);
  await deps.salesforce.upsert('Linnworks_Reconciliation__c', 'Key__c', [reconciliation]);
  const about = {
    reconciliation: String(reconciliation['Key__c']),
    traceId: comparison.traceId,
    now: finishedAt,
  };
  await deps.salesforce.upsert('Linnworks_Difference__c', 'Key__c', [
    ...open.map((difference) =>
      toDifferenceRecord(difference, {
        ...about,
        status: difference.repair === null ? 'Open' : 'Repairing',
        isNew: !known.has(differenceKey(difference)),
      }),
    ),
    ...gone.map(({ key }) => ({
      Key__c: key,
      Status__c: 'Repaired',
      Repaired_At__c: finishedAt.toISOString(),
    })),
  ]);
  return { summary: String(reconciliation['Summary__c']), open };
}
