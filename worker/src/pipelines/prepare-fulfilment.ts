import { returnFacts } from '../domain/after-sale.ts';
import { hashOf } from '../domain/hash.ts';
import type { Relation } from '../domain/linnworks-port.ts';
import type { ObservedOrder, ObservedParcel } from '../domain/observed-order.ts';
import { mayFollow } from '../domain/order-state.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import { NO_OWN_FACTS, shownState, stateOf } from '../domain/state-rules.ts';
import type { OrderSnapshot } from '../domain/tables.ts';
import { afterwards, isOlder, type Version } from '../domain/version.ts';
import {
  toLineRecords,
  toOrderRecord,
  toShipmentRecords,
  type FulfilmentContext,
} from '../mapping/to-salesforce-fulfilment.ts';

export interface OrderFamily {
  readonly relation: Relation;
  readonly parentId: string | null;
  /** Missing: as before. */
  readonly origins?: readonly string[];
}

export interface Fulfilment {
  readonly order: ObservedOrder;
  readonly parcels: readonly ObservedParcel[];
  readonly context: FulfilmentContext;
  readonly trackingUrls: ReadonlyMap<string, string>;
  readonly cancelReason?: string | undefined;
  /** Where the order came from, when its relations were asked for. */
  readonly family?: OrderFamily | undefined;
}

export type ChildObject =
  'Linnworks_Order_Line__c' | 'Linnworks_Shipment__c' | 'Linnworks_Shipment_Line__c';

/** One record of a child object, as it is or as it ends. */
export interface ChildRecord {
  readonly object: ChildObject;
  readonly key: string;
  readonly record: SalesforceRecord;
}

export interface Prepared {
  readonly fulfilment: Fulfilment;
  readonly id: string;
  readonly parentId: string | null;
  readonly order: SalesforceRecord;
  readonly children: readonly ChildRecord[];
  readonly snapshot: OrderSnapshot;
}

/** Quantities of a line that left its order, so that the lines of all parts still add up. */
export const NO_PIECES: SalesforceRecord = {
  Ordered__c: 0,
  Allocated__c: 0,
  Picked__c: 0,
  Shipped__c: 0,
  Cancelled__c: 0,
};

/** What becomes of a record whose line, parcel or content is not there any more. */
export const WHEN_GONE: Readonly<Record<ChildObject, SalesforceRecord>> = {
  Linnworks_Order_Line__c: NO_PIECES,
  Linnworks_Shipment__c: { Status__c: 'Voided' },
  Linnworks_Shipment_Line__c: { Quantity__c: 0 },
};

/** Keeps its place in `hashes` after the record ended, so that it is not ended again. */
export const ENDED = 'ended';

export const versionOf = (order: ObservedOrder): Version => ({
  updatedAt: order.updatedAt,
  observedAt: order.observedAt,
  isExact: order.isExact ?? true,
});

function childrenOf({ order, parcels, context, trackingUrls }: Fulfilment): ChildRecord[] {
  const parts = toShipmentRecords(order, parcels, context, trackingUrls);
  const of = (object: ChildObject, records: readonly SalesforceRecord[]): ChildRecord[] =>
    records.map((record) => ({ object, key: String(record['Key__c']), record }));
  return [
    ...of('Linnworks_Order_Line__c', toLineRecords(order, context)),
    ...of(
      'Linnworks_Shipment__c',
      parts.map(({ shipment }) => shipment),
    ),
    ...of(
      'Linnworks_Shipment_Line__c',
      parts.flatMap(({ lines }) => lines),
    ),
  ];
}

export const hashKey = ({ object, key }: Pick<ChildRecord, 'object' | 'key'>): string =>
  `${object}|${key}`;

/** Records that were there and are not any more. */
function ended(children: readonly ChildRecord[], last: OrderSnapshot | undefined): ChildRecord[] {
  const here = new Set(children.map(hashKey));
  return Object.entries(last?.hashes ?? {}).flatMap(([name, hash]) => {
    const [object = '', key] = name.split('|');
    if (key === undefined || hash === ENDED || here.has(name)) return [];
    const child = object as ChildObject;
    return [{ object: child, key, record: { Key__c: key, ...WHEN_GONE[child] } }];
  });
}

function hashesOf(
  orderHash: string,
  id: string,
  children: readonly ChildRecord[],
  gone: readonly ChildRecord[],
  last: OrderSnapshot | undefined,
): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(last?.hashes ?? {}).filter(([, hash]) => hash === ENDED)),
    ...Object.fromEntries(gone.map((one) => [hashKey(one), ENDED])),
    ...Object.fromEntries(children.map((one) => [hashKey(one), hashOf(one.record).slice(0, 16)])),
    [id]: orderHash,
  };
}

/** Relation and parent: what was asked for, else what is remembered, else what the link says. */
function familyOf({ context, family }: Fulfilment, last: OrderSnapshot | undefined) {
  if (family) return family;
  if (last) return { relation: last.relation, parentId: last.parentId };
  return { relation: context.relation, parentId: context.parentLinnworksId };
}

/** An order that became a Salesforce order itself has its own goods, whatever it was made from. */
function originsOf(
  { order, context, family }: Fulfilment,
  last: OrderSnapshot | undefined,
): readonly string[] {
  if (context.imported.some(({ linnworksId }) => linnworksId === order.linnworksId)) return [];
  return family?.origins ?? last?.origins ?? [];
}

/** Records, version and hashes of an observation, beside what was written last. */
export function prepare(
  fulfilment: Fulfilment,
  last: OrderSnapshot | undefined,
  isLocationKnown: (locationId: string) => boolean,
): Prepared {
  const { order, context, cancelReason = null } = fulfilment;
  const own = { ...(last?.own ?? NO_OWN_FACTS), ...returnFacts(order) };
  const family = familyOf(fulfilment, last);
  const salesforceOrderId = context.salesforceOrderId ?? last?.salesforceOrderId ?? null;
  const known: FulfilmentContext = {
    ...context,
    salesforceOrderId,
    relation: family.relation,
    parentLinnworksId: family.parentId,
  };
  const isKnown = isLocationKnown(order.locationId);
  const facts = toOrderRecord(order, known, { own, cancelReason, isLocationKnown: isKnown });
  // Not every read tells the lock. A new record says false, so that the first read that tells it changes nothing.
  const record = last === undefined ? { Is_Locked__c: false, ...facts } : facts;
  const children = childrenOf({ ...fulfilment, context: known });
  const gone = ended(children, last);
  // The version alone is no change that anybody sees; a reason that was not asked for again stays.
  const shown = { ...record, Version__c: undefined, Cancel_Reason__c: undefined };
  const seen = stateOf(order);
  const { state } = shownState(seen, own);
  const isSame = last?.state === state;
  return {
    fulfilment,
    id: order.linnworksId,
    parentId: family.parentId,
    order: record,
    children: [...children, ...gone],
    snapshot: {
      ...afterwards(versionOf(order), last),
      linnworksId: order.linnworksId,
      number: order.number,
      salesforceOrderId,
      relation: family.relation,
      parentId: family.parentId,
      origins: originsOf(fulfilment, last),
      seen: seen.state,
      state,
      stateSince: isSame ? last.stateSince : (order.updatedAt ?? order.observedAt),
      own,
      hashes: hashesOf(hashOf(shown).slice(0, 16), order.linnworksId, children, gone, last),
    },
  };
}

export type Verdict = 'write' | 'same' | 'older' | 'conflict';

/** An older observation never wins, the same content is not written twice, an impossible move is a conflict. */
export function judge(next: Prepared, last: OrderSnapshot | undefined): Verdict {
  if (last === undefined) return 'write';
  if (isOlder(versionOf(next.fulfilment.order), last)) return 'older';
  if (!mayFollow(last.state, next.snapshot.state)) return 'conflict';
  return hashOf(next.snapshot.hashes) === hashOf(last.hashes) ? 'same' : 'write';
}
