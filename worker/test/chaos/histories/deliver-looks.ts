import type { AfterSale } from '../../../src/domain/after-sale.ts';
import type { Linnworks } from '../../../src/domain/linnworks-port.ts';
import type { ObservedOrder } from '../../../src/domain/observed-order.ts';
import type { OrderState } from '../../../src/domain/order-state.ts';
import type { Job, SalesforceRecord, WriteResult } from '../../../src/domain/ports.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { silentLog } from '../../../src/domain/silent-log.ts';
import type { PipelineDeps } from '../../../src/pipelines/deps.ts';
import { findGone } from '../../../src/pipelines/find-gone.ts';
import { createPullFulfilment } from '../../../src/pipelines/pull-fulfilment.ts';
import type { Reference } from '../../../src/pipelines/read-settings.ts';
import { MemoryStore } from '../../contract/pipelines/memory-store.ts';
import { ScriptedOrg } from '../../contract/pipelines/scripted-org.ts';
import { at, ORIGINAL, SALESFORCE_ORDER, type Moment } from './order-life.ts';

/** One order as somebody saw it, and its returns where they were looked at. */
export interface Look {
  readonly moment: number;
  readonly order: ObservedOrder;
  readonly sums: AfterSale | null;
}

export interface Delivered {
  readonly org: WatchedOrg;
  /** Every state that a person could have seen, by order. */
  readonly states: ReadonlyMap<string, readonly OrderState[]>;
  readonly faults: readonly string[];
}

const LOOKUPS = ['Parent__r', 'Merged_Into__r', 'Linnworks_Order__r'];

/** Refuses what leads to a record that is not there yet, as Salesforce does. */
class WatchedOrg extends ScriptedOrg {
  readonly states = new Map<string, OrderState[]>();

  override async upsert(
    object: string,
    keyField: string,
    records: readonly SalesforceRecord[],
  ): Promise<WriteResult[]> {
    const isDangling = records.map((record) => this.#leadsNowhere(record));
    const taken = records.filter((_, index) => !isDangling[index]);
    if (object === 'Linnworks_Order__c') for (const record of taken) this.#note(record);
    const results = await super.upsert(object, keyField, taken);
    const errors = [{ statusCode: 'INVALID_FIELD', message: 'Foreign key', fields: [] }];
    return isDangling.map((isRefused) =>
      isRefused ? { success: false, errors } : (results.shift() as WriteResult),
    );
  }

  #leadsNowhere(record: SalesforceRecord): boolean {
    return LOOKUPS.some((field) => {
      const to = (record[field] as { Linnworks_Id__c: string } | undefined)?.Linnworks_Id__c;
      return to !== undefined && !this.written.has(`Linnworks_Order__c:${to}`);
    });
  }

  #note(record: SalesforceRecord): void {
    const id = String(record['Linnworks_Id__c']);
    this.states.set(id, [...(this.states.get(id) ?? []), record['State__c'] as OrderState]);
  }
}

/** Linnworks as it is at the moment that `now` names. */
function accountAt(moments: readonly Moment[], now: () => number, time: () => string): Linnworks {
  const truth = (): Moment => moments[now()] as Moment;
  const none = async () => new Map<string, never>();
  const account = {
    ordersById: async (ids: readonly string[]) =>
      ids.flatMap((id) => {
        const part = truth().parts.get(id);
        return part ? [{ ...part.order, updatedAt: null, observedAt: time() }] : [];
      }),
    relations: async (ids: readonly string[]) =>
      truth().relations.filter(
        ({ parentId, childId }) => ids.includes(parentId) || ids.includes(childId),
      ),
    openOrderIds: async () =>
      new Set([...truth().parts].flatMap(([id, { order }]) => (order.isProcessed ? [] : id))),
    pickWaves: async () =>
      new Map(
        [...truth().parts].flatMap(([id, { order, isPicked }]) =>
          order.pickWaves.map((waveId) => [id, { waveId, isPicked }] as const),
        ),
      ),
    ...{ parcels: none, trackingUrls: none, cancelReasons: none },
  };
  return account as Partial<Linnworks> as Linnworks;
}

const REFERENCE = {
  settings: async () => DEFAULT_SETTINGS,
  locations: async () => new Map<string, string>(),
} as Partial<Reference> as Reference;

/** What survives is what was stored; everything else of the worker is new. */
function restarted(before: MemoryStore): MemoryStore {
  const store = new MemoryStore();
  for (const name of ['orders', 'links', 'afterSale', 'errors'] as const)
    for (const [key, value] of before[name])
      (store[name] as Map<string, unknown>).set(key, structuredClone(value));
  return store;
}

/** As the push left it: the order is tied to what Linnworks made of it. */
function withLink(): MemoryStore {
  const store = new MemoryStore();
  store.links.set(SALESFORCE_ORDER, {
    ...{ salesforceOrderId: SALESFORCE_ORDER, sourceKey: 'SALESFORCE|Main|00000101' },
    ...{ traceId: 'trace', linnworksId: ORIGINAL, linnworksNumber: 100001 },
    ...{ expectedTotal: 4_000, currency: 'GBP', sentParts: {} },
  });
  return store;
}

const jobOf = ({ order, sums }: Look, index: number): Job => ({
  ...{ id: `job-${index}`, key: order.linnworksId, kind: 'observed' },
  data: { order, ...(sums === null ? {} : { hasReturns: true }) },
  ...{ traceId: 'trace', attempt: 1, createdAt: new Date(order.observedAt) },
});

/** Handles the looks one by one, and looks for orders that are gone at the end, as the schedule does. */
export async function deliver(
  moments: readonly Moment[],
  looks: readonly Look[],
  { isLate, restarts }: { isLate: boolean; restarts: readonly number[] },
): Promise<Delivered> {
  const org = new WatchedOrg();
  const faults: string[] = [];
  const last = moments.length - 1;
  let store = withLink();
  let moment = isLate ? last : 0;
  const time = (): string => (isLate || moment > last ? at(last + 2) : at(moment + 0.9));
  const clock = { now: () => new Date(time()), sleep: async () => undefined };
  const linnworks = accountAt(moments, () => Math.min(moment, last), time);
  const depsOf = (): PipelineDeps => ({
    ...{ salesforce: org, linnworks, store, tables: store.tables, queue: store.queue },
    ...{ clock, log: silentLog, orgCurrency: 'GBP' },
  });
  const handle = async (jobs: Job[]): Promise<void> => {
    const outcomes = await createPullFulfilment(depsOf(), REFERENCE)(jobs);
    for (const outcome of outcomes.values())
      if (!('done' in outcome)) faults.push(JSON.stringify(outcome));
    for (const { code } of store.errors.values()) faults.push(`open error ${code}`);
  };
  for (const [index, look] of looks.entries()) {
    if (restarts.includes(index)) store = restarted(store);
    if (!isLate) moment = look.moment;
    const { linnworksId } = look.order;
    if (look.sums !== null) {
      const lookedAt = new Date(look.order.observedAt);
      const row = { linnworksId, sums: look.sums, returnKeys: [], hasOpen: false, lookedAt };
      await store.tables.afterSale.putSums({}, [row]);
    }
    await handle([jobOf(look, index)]);
  }
  moment = last + 1;
  await findGone(depsOf());
  const found = store.take('orders-in');
  if (found.length > 0) await handle(found);
  return { org, states: org.states, faults };
}
