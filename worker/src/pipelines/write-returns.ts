import { hashOf } from '../domain/hash.ts';
import { traceOfOrder, type ObservedOrder } from '../domain/observed-order.ts';
import type { ObservedReturn } from '../domain/observed-return.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import { toReturnLineRecords, toReturnRecord } from '../mapping/to-salesforce-return.ts';
import type { PipelineDeps } from './deps.ts';

/** The Linnworks order's record in Salesforce. */
export interface SeenOrder {
  readonly salesforceOrderId: string | null;
  readonly traceId: string | null;
}

export interface ReturnsOfOrder {
  readonly order: ObservedOrder;
  readonly returns: readonly ObservedReturn[];
  /** Returns that were there before and are gone. */
  readonly goneKeys: readonly string[];
  readonly lookedAt: Date;
}

const OBJECT = 'Linnworks_Return__c';
const LINE = 'Linnworks_Return_Line__c';

interface Prepared {
  readonly linnworksId: string;
  readonly key: string;
  readonly record: SalesforceRecord;
  readonly lines: readonly SalesforceRecord[];
  readonly hash: string;
  readonly version: string;
  readonly state: string;
}

type Seen = ReadonlyMap<string, SeenOrder>;

function prepare(
  { order, returns, goneKeys, lookedAt }: ReturnsOfOrder,
  seen: Seen,
  locations: ReadonlyMap<string, string>,
): Prepared[] {
  const own = seen.get(order.linnworksId);
  const common = { linnworksId: order.linnworksId, version: lookedAt.toISOString() };
  const there = returns.map((one): Prepared => {
    const context = {
      order,
      salesforceOrderId: own?.salesforceOrderId ?? null,
      traceId: own?.traceId ?? null,
      newLinnworksId: one.newOrderIds.find((id) => seen.has(id)) ?? null,
      locations,
    };
    const record = toReturnRecord(one, context);
    const lines = toReturnLineRecords(one, context);
    return {
      ...common,
      key: one.key,
      record,
      lines,
      hash: hashOf([record, lines]),
      state: one.status,
    };
  });
  const gone = goneKeys.map((key): Prepared => {
    const record = { Key__c: key, Status__c: 'Cancelled' };
    return { ...common, key, record, lines: [], hash: hashOf(record), state: 'Cancelled' };
  });
  return [...there, ...gone];
}

/** Returns before their lines; the codes of what Salesforce refused, by order. */
async function write(
  deps: Pick<PipelineDeps, 'salesforce'>,
  work: readonly Prepared[],
): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  const steps = [
    { object: OBJECT, of: ({ record, hash }: Prepared) => [{ ...record, Content_Hash__c: hash }] },
    { object: LINE, of: ({ lines }: Prepared) => lines },
  ];
  for (const { object, of } of steps) {
    const rows = work
      .filter(({ linnworksId }) => !refused.has(linnworksId))
      .flatMap((one) => of(one).map((record) => ({ id: one.linnworksId, record })));
    if (rows.length === 0) continue;
    const records = rows.map(({ record }) => record);
    const results = await deps.salesforce.upsert(object, 'Key__c', records);
    for (const [index, { success, errors }] of results.entries()) {
      const id = rows[index]?.id;
      if (!success && id !== undefined)
        refused.set(id, errors.map(({ statusCode }) => statusCode).join(', '));
    }
  }
  return refused;
}

/**
 * Writes the returns of these orders as far as they are newer and different.
 * @returns why an order must be looked at again, by Linnworks id: Salesforce refused, or an order record is not there yet.
 */
export async function writeReturns(
  deps: Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'clock'>,
  orders: readonly ReturnsOfOrder[],
  seen: Seen,
  locations: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const waiting = new Map<string, string>();
  for (const { order, returns } of orders) {
    const ids = [order.linnworksId, ...returns.flatMap(({ newOrderIds }) => newOrderIds)];
    if (returns.length > 0 && ids.some((id) => !seen.has(id)))
      waiting.set(order.linnworksId, 'An order of the return has no record in Salesforce yet.');
  }
  const prepared = orders
    .filter(({ order }) => seen.has(order.linnworksId))
    .flatMap((one) => prepare(one, seen, locations));
  const last = await deps.tables.snapshots.get(
    OBJECT,
    prepared.map(({ key }) => key),
  );
  const work = prepared
    .filter(({ key, hash, version }) => {
      const before = last.get(key);
      return before === undefined || (before.version <= version && before.hash !== hash);
    })
    .sort((a, b) => (a.linnworksId < b.linnworksId ? -1 : 1));
  const refused = await write(deps, work);
  const written = work.filter(({ linnworksId }) => !refused.has(linnworksId));
  await deps.store.transaction((tx) =>
    deps.tables.snapshots.put(
      tx,
      OBJECT,
      written.map(({ key, version, hash, state }) => ({ key, version, hash, state })),
    ),
  );
  await audit(deps, orders, refused);
  for (const [id, codes] of refused) waiting.set(id, `Salesforce refused the returns: ${codes}`);
  return waiting;
}

async function audit(
  deps: Pick<PipelineDeps, 'store' | 'tables' | 'clock'>,
  orders: readonly ReturnsOfOrder[],
  refused: ReadonlyMap<string, string>,
): Promise<void> {
  const now = deps.clock.now().getTime();
  const entries = orders.map(({ order, lookedAt }) => ({
    traceId: traceOfOrder(order),
    record: order.linnworksId,
    step: 'write-returns',
    outcome: refused.has(order.linnworksId) ? 'failed' : 'written',
    attempt: 1,
    durationMs: Math.max(0, now - lookedAt.getTime()),
    bodyHash: null,
  }));
  await deps.store.transaction((tx) => deps.tables.audit.append(tx, entries));
}
