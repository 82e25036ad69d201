import { traceOfStream, type Effect } from '../domain/effects.ts';

type Values = Readonly<Record<string, unknown>>;

/** Where records of an object belong in the audit. */
interface Place {
  readonly step: string;
  /** The order or return that a record is part of; without it, one row stands for the whole call. */
  readonly recordOf?: (values: Values) => string;
  readonly otherwise?: string;
}

/** What the connector writes about its own work: such a record is its own account, and has no row in the audit. */
export const BOOKKEEPING: ReadonlySet<string> = new Set([
  'Linnworks_Sync_Request__c',
  'Linnworks_Sync_Error__c',
  'Linnworks_Sync_Stream__c',
  'Linnworks_Alarm__c',
  'Linnworks_Reconciliation__c',
  'Linnworks_Difference__c',
  'Linnworks_Mapping__c',
  'Linnworks_Settings__c',
  'Linnworks_Switches__c',
]);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const keyOf = (value: unknown): string => text((value as Values | null | undefined)?.['Key__c']);
const firstPart = (values: Values): string => keyOf(values).split(':')[0] ?? '';
const STOCK: Place = { step: 'salesforce:stock', otherwise: traceOfStream('stock') };
const ORDER_PART: Place = { step: 'salesforce:order', recordOf: firstPart };
const CUSTOMER: Place = { step: 'salesforce:customer', otherwise: traceOfStream('fulfilment') };

const PLACES: Readonly<Record<string, Place>> = {
  Linnworks_Order__c: { step: 'salesforce:order', recordOf: (one) => text(one['Linnworks_Id__c']) },
  Linnworks_Order_Line__c: ORDER_PART,
  Linnworks_Shipment__c: ORDER_PART,
  Linnworks_Shipment_Line__c: ORDER_PART,
  Linnworks_Return__c: {
    step: 'salesforce:return',
    recordOf: keyOf,
    otherwise: traceOfStream('returns'),
  },
  Linnworks_Return_Line__c: {
    step: 'salesforce:return',
    recordOf: (one) => keyOf(one['Return__r']),
    otherwise: traceOfStream('returns'),
  },
  Order: {
    step: 'salesforce:sales-order',
    recordOf: (one) => text(one['Linnworks_Import_Key__c'] ?? one['Id']),
  },
  OrderItem: { step: 'salesforce:sales-order', recordOf: (one) => text(one['OrderId']) },
  Account: CUSTOMER,
  Contact: CUSTOMER,
  Linnworks_Location__c: STOCK,
  Linnworks_Stock_Level__c: STOCK,
  Linnworks_Stock_Movement__c: STOCK,
};

/** A record of a call, and its place in the reply. */
export interface Written {
  /** Without namespace. */
  readonly object: string;
  readonly values: Values;
  /** As it is sent. */
  readonly raw: unknown;
  readonly at: readonly [request: number, position: number];
}

export interface WrittenEffect extends Effect {
  readonly places: readonly Written['at'][];
}

function toEffect(step: string, record: string, otherwise: string, all: readonly Written[]) {
  const traceId = all.map(({ values }) => values['Trace_Id__c']).find(Boolean);
  return {
    ...{ step, record, otherwise },
    traceId: typeof traceId === 'string' ? traceId : null,
    body: all.map(({ raw }) => raw),
    places: all.map(({ at }) => at),
    isOfCall: PLACES[all[0]?.object ?? '']?.recordOf === undefined,
  };
}

/** The records of one call, put together by what they are part of. */
export function recordEffects(written: readonly Written[]): WrittenEffect[] {
  const groups = Map.groupBy(
    written.filter(({ object }) => !BOOKKEEPING.has(object)),
    ({ object, values }) => {
      const { step, recordOf } = PLACES[object] ?? { step: `salesforce:${object}` };
      return `${step}|${recordOf?.(values) ?? object}`;
    },
  );
  return [...groups].map(([key, all]) => {
    const [step = '', record = ''] = key.split('|');
    const place = PLACES[all[0]?.object ?? ''];
    const isWhole = place?.recordOf === undefined;
    return toEffect(
      step,
      record,
      place?.otherwise ?? (isWhole ? traceOfStream('worker') : record),
      all,
    );
  });
}

/** Any other change: one row for the call. */
export function callEffect(step: string, record: string, body: unknown): WrittenEffect {
  const otherwise = traceOfStream(step === 'salesforce:bulk-load' ? 'stock' : 'worker');
  return { step, record, traceId: otherwise, otherwise, body, places: [], isOfCall: true };
}
