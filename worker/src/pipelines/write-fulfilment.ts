import { hashOf } from '../domain/hash.ts';
import type { ObservedOrder, ObservedParcel } from '../domain/observed-order.ts';
import { mayFollow, stateOf, type OrderState } from '../domain/order-state.ts';
import type { SalesforceRecord, WriteResult } from '../domain/ports.ts';
import type { Snapshot } from '../domain/tables.ts';
import {
  toLineRecords,
  toOrderRecord,
  toShipmentRecords,
  versionOf,
  type FulfilmentContext,
} from '../mapping/to-salesforce-fulfilment.ts';
import type { PipelineDeps } from './deps.ts';

export interface Fulfilment {
  readonly order: ObservedOrder;
  readonly parcels: readonly ObservedParcel[];
  readonly context: FulfilmentContext;
  readonly trackingUrls: ReadonlyMap<string, string>;
}

export interface FulfilmentResult {
  /** Written now, or already there as it is. */
  readonly settled: ReadonlySet<string>;
  /** Linnworks id to Salesforce's codes: these are to be tried again or shown. */
  readonly refused: ReadonlyMap<string, readonly string[]>;
  /** Observed moves that the state machine does not know; nothing was written for them. */
  readonly conflicts: ReadonlyMap<string, string>;
}

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'clock' | 'log'>;
const OBJECT = 'Linnworks_Order__c';

interface Prepared {
  readonly fulfilment: Fulfilment;
  readonly id: string;
  readonly order: SalesforceRecord;
  readonly lines: readonly SalesforceRecord[];
  readonly shipments: readonly SalesforceRecord[];
  readonly contents: readonly SalesforceRecord[];
  readonly snapshot: Snapshot;
}

function prepare(fulfilment: Fulfilment): Prepared {
  const { order, parcels, context, trackingUrls } = fulfilment;
  const record = toOrderRecord(order, context);
  const lines = toLineRecords(order);
  const parts = toShipmentRecords(order, parcels, context, trackingUrls);
  const shipments = parts.map(({ shipment }) => shipment);
  const contents = parts.flatMap((part) => part.lines);
  // The version alone is no change that anybody sees.
  const hash = hashOf([{ ...record, Version__c: undefined }, lines, shipments, contents]);
  const snapshot = {
    key: order.linnworksId,
    version: versionOf(order),
    hash,
    state: stateOf(order).state,
  };
  return { fulfilment, id: order.linnworksId, order: record, lines, shipments, contents, snapshot };
}

/** An older observation never wins, the same content is not written twice, an impossible move is a conflict. */
function judge(next: Prepared, last: Snapshot | undefined): 'write' | 'settled' | 'conflict' {
  if (last === undefined) return 'write';
  if (next.snapshot.version < last.version || next.snapshot.hash === last.hash) return 'settled';
  return mayFollow(last.state as OrderState, next.snapshot.state as OrderState)
    ? 'write'
    : 'conflict';
}

function withTimes(prepared: Prepared, last: Snapshot | undefined, now: Date): SalesforceRecord {
  const hasNewState = last?.state !== prepared.snapshot.state;
  return {
    ...prepared.order,
    Content_Hash__c: prepared.snapshot.hash,
    Observed_At__c: prepared.fulfilment.order.observedAt,
    Last_Synced_At__c: now.toISOString(),
    ...(hasNewState
      ? { State_Since__c: prepared.fulfilment.order.updatedAt ?? now.toISOString() }
      : {}),
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

/** Parent before child; orders whose parent was refused are left out of the next step. */
async function writeAll(
  deps: Deps,
  work: readonly Prepared[],
  records: readonly SalesforceRecord[],
): Promise<Refusals> {
  const refusals = new Refusals();
  const upsert = async (
    object: string,
    key: string,
    of: (one: Prepared) => readonly SalesforceRecord[],
  ) => {
    const rows = work
      .filter(({ id }) => !refusals.byOrder.has(id))
      .flatMap((one) => of(one).map((record) => ({ id: one.id, record })));
    if (rows.length === 0) return;
    const results = await deps.salesforce.upsert(
      object,
      key,
      rows.map(({ record }) => record),
    );
    refusals.note(
      rows.map(({ id }) => id),
      results,
    );
  };
  const orderRecords = new Map(work.map((one, index) => [one.id, records[index] ?? one.order]));
  await upsert(OBJECT, 'Linnworks_Id__c', (one) => [orderRecords.get(one.id) ?? one.order]);
  await upsert('Linnworks_Order_Line__c', 'Key__c', (one) => one.lines);
  await upsert('Linnworks_Shipment__c', 'Key__c', (one) => one.shipments);
  await upsert('Linnworks_Shipment_Line__c', 'Key__c', (one) => one.contents);
  return refusals;
}

/**
 * Writes orders, lines, parcels and their contents as far as they are newer and different. The snapshot is stored after
 * Salesforce has taken the records: a crash in between repeats an upsert by external id, which changes nothing.
 */
export async function writeFulfilment(
  deps: Deps,
  fulfilments: readonly Fulfilment[],
): Promise<FulfilmentResult> {
  const prepared = fulfilments.map(prepare);
  const last = await deps.tables.snapshots.get(
    OBJECT,
    prepared.map(({ id }) => id),
  );
  const settled = new Set<string>();
  const conflicts = new Map<string, string>();
  const work: Prepared[] = [];
  for (const one of prepared) {
    const before = last.get(one.id);
    const verdict = judge(one, before);
    if (verdict === 'write') work.push(one);
    else if (verdict === 'settled') settled.add(one.id);
    else conflicts.set(one.id, `${before?.state ?? ''} → ${one.snapshot.state}`);
  }
  work.sort((a, b) => (a.id < b.id ? -1 : 1));
  const now = deps.clock.now();
  const refusals = await writeAll(
    deps,
    work,
    work.map((one) => withTimes(one, last.get(one.id), now)),
  );
  const written = work.filter(({ id }) => !refusals.byOrder.has(id));
  await deps.store.transaction((tx) =>
    deps.tables.snapshots.put(
      tx,
      OBJECT,
      written.map(({ snapshot }) => snapshot),
    ),
  );
  for (const { id } of written) settled.add(id);
  return { settled, refused: refusals.byOrder, conflicts };
}
