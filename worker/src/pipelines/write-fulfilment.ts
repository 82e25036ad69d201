import type { SalesforceRecord, WriteResult } from '../domain/ports.ts';
import { endedStay } from '../domain/stage-stay.ts';
import type { OrderSnapshot } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';
import { OneAtATime } from './one-at-a-time.ts';
import {
  hashKey,
  judge,
  prepare,
  type ChildObject,
  type Fulfilment,
  type Prepared,
} from './prepare-fulfilment.ts';
import { withAfterSale } from './with-after-sale.ts';

export type { Fulfilment } from './prepare-fulfilment.ts';

export interface FulfilmentResult {
  /** Written now, or already there as it is or newer. */
  readonly settled: ReadonlySet<string>;
  /** Linnworks id to Salesforce's codes: these are to be tried again or shown. */
  readonly refused: ReadonlyMap<string, readonly string[]>;
  /** Observed moves that the state machine does not know; nothing was written for them. */
  readonly conflicts: ReadonlyMap<string, string>;
}

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'clock' | 'log'>;
const OBJECT = 'Linnworks_Order__c';

/** Pushes and polls write the same orders: between reading a snapshot and writing it nobody else may write the order. */
export const ordersBeingWritten = new OneAtATime();

interface Work {
  readonly prepared: Prepared;
  readonly last: OrderSnapshot | undefined;
}

function withTimes({ prepared }: Work, now: Date): SalesforceRecord {
  const { order } = prepared.fulfilment;
  const { stateSince } = prepared.snapshot;
  return {
    ...prepared.order,
    Content_Hash__c: prepared.snapshot.hashes[prepared.id],
    Observed_At__c: order.observedAt,
    Last_Synced_At__c: now.toISOString(),
    ...(stateSince === null ? {} : { State_Since__c: stateSince }),
  };
}

class Refusals {
  readonly byOrder = new Map<string, string[]>();

  note(ids: readonly string[], results: readonly WriteResult[]): void {
    for (const [index, result] of results.entries()) {
      const id = ids[index];
      if (result.success || id === undefined) continue;
      const codes = result.errors.map(({ statusCode }) => statusCode);
      this.byOrder.set(id, [...(this.byOrder.get(id) ?? []), ...codes]);
    }
  }
}

const isChanged = ({ prepared, last }: Work, key: string): boolean =>
  last?.hashes[key] !== prepared.snapshot.hashes[key];

/** Orders whose parent is written in the same batch come after it, level by level: a lookup needs its record. */
function byLevel(work: readonly Work[]): Work[][] {
  const waiting = new Map(work.map((one) => [one.prepared.id, one]));
  const levels: Work[][] = [];
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter(
      ({ prepared: { parentId } }) => parentId === null || !waiting.has(parentId),
    );
    const level = free.length > 0 ? free : [...waiting.values()];
    for (const { prepared } of level) waiting.delete(prepared.id);
    levels.push(level);
  }
  return levels;
}

/** Which children are written at once: what is in a parcel needs the parcel. */
const STAGES: readonly (readonly ChildObject[])[] = [
  ['Linnworks_Order_Line__c', 'Linnworks_Shipment__c'],
  ['Linnworks_Shipment_Line__c'],
];

interface Row {
  readonly id: string;
  readonly record: SalesforceRecord;
}

const changedChildren = (work: readonly Work[], object: ChildObject): Row[] =>
  work.flatMap((one) =>
    one.prepared.children
      .filter((child) => child.object === object && isChanged(one, hashKey(child)))
      .map(({ record }) => ({ id: one.prepared.id, record })),
  );

/** Sorted by order, so that one call locks each order once; children of a refused parent are left out. */
async function writeAll({ salesforce, clock }: Deps, work: readonly Work[]): Promise<Refusals> {
  const refusals = new Refusals();
  const now = clock.now();
  const upsert = async (
    writes: readonly { object: string; keyField: string; rows: readonly Row[] }[],
  ) => {
    const filled = writes.filter(({ rows }) => rows.length > 0);
    if (filled.length === 0) return;
    const all = await salesforce.upsertMany(
      filled.map(({ rows, ...one }) => ({ ...one, records: rows.map(({ record }) => record) })),
    );
    for (const [index, results] of all.entries())
      refusals.note(filled[index]?.rows.map(({ id }) => id) ?? [], results);
  };
  for (const level of byLevel(work)) {
    const changed = level.filter((one) => isChanged(one, one.prepared.id));
    const rows = changed.map((one) => ({ id: one.prepared.id, record: withTimes(one, now) }));
    await upsert([{ object: OBJECT, keyField: 'Linnworks_Id__c', rows }]);
  }
  for (const stage of STAGES) {
    const open = work.filter(({ prepared }) => !refusals.byOrder.has(prepared.id));
    await upsert(
      stage.map((object) => ({ object, keyField: 'Key__c', rows: changedChildren(open, object) })),
    );
  }
  return refusals;
}

/** Parents that Salesforce has no record of cannot be looked up: the tie is made when they are known. */
async function withKnownParents(
  deps: Deps,
  fulfilments: readonly Fulfilment[],
): Promise<(fulfilment: Fulfilment) => Fulfilment> {
  const parentOf = ({ family, context }: Fulfilment): string | null =>
    family === undefined ? context.parentLinnworksId : family.parentId;
  const asked = fulfilments.flatMap((one) => parentOf(one) ?? []);
  const written = await deps.tables.orders.get([...new Set(asked)]);
  const here = new Set(fulfilments.map(({ order }) => order.linnworksId));
  return (fulfilment) => {
    const parentId = parentOf(fulfilment);
    if (parentId === null || written.has(parentId) || here.has(parentId)) return fulfilment;
    const { relation } = fulfilment.context;
    return { ...fulfilment, family: { relation, ...fulfilment.family, parentId: null } };
  };
}

async function write(deps: Deps, seen: readonly Fulfilment[]): Promise<FulfilmentResult> {
  const fulfilments = await withAfterSale(deps, seen);
  const ids = fulfilments.map(({ order }) => order.linnworksId);
  const before = await deps.tables.orders.get(ids);
  const locations = await deps.tables.snapshots.get('Linnworks_Location__c', [
    ...new Set(fulfilments.map(({ order }) => order.locationId)),
  ]);
  const knownParent = await withKnownParents(deps, fulfilments);
  const settled = new Set<string>();
  const conflicts = new Map<string, string>();
  const work: Work[] = [];
  const sameButNewer: OrderSnapshot[] = [];
  for (const fulfilment of fulfilments) {
    const last = before.get(fulfilment.order.linnworksId);
    const one = prepare(knownParent(fulfilment), last, (id) => locations.has(id));
    const verdict = judge(one, last);
    if (verdict === 'write') work.push({ prepared: one, last });
    else if (verdict === 'conflict')
      conflicts.set(one.id, `${last?.state ?? ''} → ${one.snapshot.state}`);
    else settled.add(one.id);
    if (verdict === 'same') sameButNewer.push(one.snapshot);
  }
  work.sort((a, b) => (a.prepared.id < b.prepared.id ? -1 : 1));
  const refusals = await writeAll(deps, work);
  const written = work.filter(({ prepared }) => !refusals.byOrder.has(prepared.id));
  const stays = written.flatMap(({ prepared, last }) => endedStay(last, prepared.snapshot) ?? []);
  await deps.store.transaction(async (tx) => {
    const snapshots = written.map(({ prepared }) => prepared.snapshot);
    await deps.tables.orders.put(tx, [...sameButNewer, ...snapshots]);
    await deps.tables.stays.add(tx, stays);
  });
  for (const { prepared } of written) settled.add(prepared.id);
  return { settled, refused: refusals.byOrder, conflicts };
}

/**
 * Writes orders, lines, parcels and their contents as far as they are newer and different. The snapshot is stored after
 * Salesforce has taken the records: a crash in between repeats an upsert by external id, which changes nothing.
 */
export function writeFulfilment(
  deps: Deps,
  fulfilments: readonly Fulfilment[],
): Promise<FulfilmentResult> {
  const ids = fulfilments.map(({ order }) => order.linnworksId);
  return ordersBeingWritten.run(ids, () => write(deps, fulfilments));
}
