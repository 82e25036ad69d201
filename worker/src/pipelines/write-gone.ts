import { mayFollow } from '../domain/order-state.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import type { OrderSnapshot } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';
import { ENDED, NO_PIECES } from './prepare-fulfilment.ts';
import { ordersBeingWritten } from './write-fulfilment.ts';

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'clock' | 'log'>;

/** An open order that Linnworks does not have any more. */
export interface GoneOrder {
  readonly linnworksId: string;
  /** The order it became part of; null: it was deleted. */
  readonly mergedIntoId: string | null;
  /** Our clock, when Linnworks was asked and did not know it. */
  readonly observedAt: string;
}

const MERGED = 'It was merged with another order, which ships its goods.';
const DELETED = 'It was deleted in Linnworks. It was not cancelled, and nothing was shipped.';

interface Step {
  readonly gone: GoneOrder;
  readonly last: OrderSnapshot;
}

const keysOf = ({ last }: Step, object: string): string[] =>
  Object.keys(last.hashes).flatMap((name) => {
    const [kind, key] = name.split('|');
    return kind === object && key !== undefined && last.hashes[name] !== ENDED ? key : [];
  });

function toRecord({ gone }: Step, now: string): SalesforceRecord {
  const isMerged = gone.mergedIntoId !== null;
  return {
    Linnworks_Id__c: gone.linnworksId,
    State__c: isMerged ? 'Merged' : 'Deleted',
    State_Detail__c: isMerged ? MERGED : DELETED,
    State_Since__c: gone.observedAt,
    ...(isMerged ? { Merged_Into__r: { Linnworks_Id__c: gone.mergedIntoId } } : {}),
    Version__c: gone.observedAt,
    Observed_At__c: gone.observedAt,
    Last_Synced_At__c: now,
  };
}

/** Pieces of a merged order are in the other one; those of a deleted order stay ordered, but nothing holds them. */
async function endChildren(deps: Deps, steps: readonly Step[]): Promise<void> {
  const lines = steps.flatMap((step) =>
    keysOf(step, 'Linnworks_Order_Line__c').map((key) => ({
      Key__c: key,
      ...(step.gone.mergedIntoId === null ? { Allocated__c: 0, Picked__c: 0 } : NO_PIECES),
    })),
  );
  const parcels = steps.flatMap((step) =>
    keysOf(step, 'Linnworks_Shipment__c').map((key) => ({ Key__c: key, Status__c: 'Voided' })),
  );
  await deps.salesforce.upsertMany([
    { object: 'Linnworks_Order_Line__c', keyField: 'Key__c', records: lines },
    { object: 'Linnworks_Shipment__c', keyField: 'Key__c', records: parcels },
  ]);
}

function toSnapshot({ gone, last }: Step): OrderSnapshot {
  const state = gone.mergedIntoId === null ? 'Deleted' : 'Merged';
  const { observedAt } = gone;
  return { ...last, observedAt, isExact: false, seen: state, state, stateSince: observedAt };
}

async function write(deps: Deps, orders: readonly GoneOrder[]): Promise<OrderSnapshot[]> {
  const last = await deps.tables.orders.get(orders.map(({ linnworksId }) => linnworksId));
  const steps = orders.flatMap((gone): Step[] => {
    const before = last.get(gone.linnworksId);
    // Seen after we asked: it is there. Ended already: nothing can follow.
    if (before === undefined || before.observedAt >= gone.observedAt) return [];
    const state = gone.mergedIntoId === null ? 'Deleted' : 'Merged';
    if (before.state === state || !mayFollow(before.state, state)) return [];
    return [{ gone, last: before }];
  });
  if (steps.length === 0) return [];
  const now = deps.clock.now().toISOString();
  await endChildren(deps, steps);
  const results = await deps.salesforce.upsert(
    'Linnworks_Order__c',
    'Linnworks_Id__c',
    steps.map((step) => toRecord(step, now)),
  );
  const done = steps.filter((_, index) => results[index]?.success).map(toSnapshot);
  await deps.store.transaction((tx) => deps.tables.orders.put(tx, done));
  return done;
}

/**
 * Shows orders as merged away or deleted. What was refused is found again by the next look at the open orders.
 * @returns the snapshots of those that were shown so now.
 */
export function writeGone(deps: Deps, orders: readonly GoneOrder[]): Promise<OrderSnapshot[]> {
  if (orders.length === 0) return Promise.resolve([]);
  const ids = orders.map(({ linnworksId }) => linnworksId);
  return ordersBeingWritten.run(ids, () => write(deps, orders));
}
