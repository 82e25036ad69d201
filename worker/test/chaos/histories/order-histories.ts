import fc from 'fast-check';
import { mayFollow, type OrderState } from '../../../src/domain/order-state.ts';
import type { ObservedOrder } from '../../../src/domain/observed-order.ts';
import type { Logger } from '../../../src/domain/ports.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { fulfilmentContext } from '../../../src/pipelines/order-link.ts';
import { writeFulfilment } from '../../../src/pipelines/write-fulfilment.ts';
import { MemoryStore } from '../../contract/pipelines/memory-store.ts';
import { ScriptedOrg } from '../../contract/pipelines/scripted-org.ts';

/**
 * Random histories of one order: what the warehouse does, who looks when and through which endpoint, and in which order,
 * how often and between which restarts the looks arrive. The production code writes them to a scripted org.
 */
export type Deed =
  | 'allocate'
  | 'print pick list'
  | 'print label'
  | 'void label'
  | 'park'
  | 'unpark'
  | 'hold'
  | 'release';
const DEEDS: readonly Deed[] = [
  ...(['allocate', 'print pick list', 'print label', 'void label'] as const),
  ...(['park', 'unpark', 'hold', 'release'] as const),
];

export interface History {
  readonly deeds: readonly Deed[];
  readonly end: 'open' | 'shipped' | 'cancelled';
  /** Per moment: which endpoints look. The last moment is always looked at. */
  readonly looks: readonly { readonly v1: boolean; readonly v2: boolean }[];
  /** Sorting keys of the deliveries; equal length as looks × 2 × copies. */
  readonly order: readonly number[];
  readonly copies: 1 | 2 | 3;
  /** Deliveries before which the worker starts anew. */
  readonly restarts: readonly number[];
  /** How far Linnworks' clock is ahead of ours. */
  readonly skewMinutes: number;
}

export const histories: fc.Arbitrary<History> = fc.record({
  deeds: fc.array(fc.constantFrom(...DEEDS), { maxLength: 10 }),
  end: fc.constantFrom('open', 'shipped', 'cancelled'),
  looks: fc.array(fc.record({ v1: fc.boolean(), v2: fc.boolean() }), { maxLength: 12 }),
  order: fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
  copies: fc.constantFrom(1, 2, 3),
  restarts: fc.array(fc.nat(30), { maxLength: 4 }),
  skewMinutes: fc.integer({ min: -5, max: 5 }),
});

const START = Date.parse('2026-03-02T10:00:00Z');
const at = (moment: number, minutes = 0): string =>
  new Date(START + moment * 10_000 + minutes * 60_000).toISOString();

const FRESH: ObservedOrder = {
  linnworksId: 'a1',
  number: 100001,
  reference: '00000101',
  externalReference: null,
  source: 'SALESFORCE',
  subSource: 'Main',
  updatedAt: null,
  observedAt: at(0),
  isProcessed: false,
  isCancelled: false,
  isOnHold: false,
  isParked: false,
  isLocked: false,
  isPartShipped: false,
  isPickListPrinted: false,
  isLabelPrinted: false,
  paymentStatus: 'Paid',
  allocation: 'Not Allocated',
  receivedAt: null,
  despatchBy: null,
  paidAt: null,
  processedAt: null,
  locationId: '00000000-0000-0000-0000-000000000000',
  folders: [],
  identifiers: [],
  pickWaves: [],
  properties: {},
  shipping: { vendor: 'Royal Mail', service: null, trackingNumber: null, weightKg: 1 },
  totals: { currency: 'GBP', subtotal: 0, postage: 0, tax: 0, total: 0, discount: 0 },
  lines: [],
};

const DO: Readonly<Record<Deed, Partial<ObservedOrder>>> = {
  allocate: { allocation: 'Full' },
  'print pick list': { isPickListPrinted: true },
  'print label': { isLabelPrinted: true },
  'void label': { isLabelPrinted: false },
  park: { isParked: true },
  unpark: { isParked: false },
  hold: { isOnHold: true },
  release: { isOnHold: false },
};

/** The order after each moment. */
function truth({ deeds, end }: History): ObservedOrder[] {
  const moments = [FRESH];
  for (const deed of deeds) moments.push({ ...(moments.at(-1) ?? FRESH), ...DO[deed] });
  const last = moments.at(-1) ?? FRESH;
  if (end === 'shipped') moments.push({ ...last, isProcessed: true, processedAt: at(99) });
  if (end === 'cancelled')
    moments.push({ ...last, isProcessed: true, isCancelled: true, processedAt: at(99) });
  return moments;
}

/** Every look in the order of looking: by v2 with Linnworks' time, by v1 without. */
function looksAt(history: History): ObservedOrder[] {
  const moments = truth(history);
  const seen = moments.flatMap((facts, moment) => {
    const isLast = moment === moments.length - 1;
    const { v1 = true, v2 = true } = history.looks[moment] ?? {};
    const updatedAt = at(moment, history.skewMinutes);
    const observedAt = at(moment + 0.3);
    return [
      ...(v2 || isLast ? [{ ...facts, updatedAt, observedAt }] : []),
      ...(v1 ? [{ ...facts, updatedAt: null, observedAt: at(moment + 0.6) }] : []),
    ];
  });
  return seen;
}

function shuffled(history: History, looks: readonly ObservedOrder[]): ObservedOrder[] {
  const all = Array.from({ length: history.copies }, () => looks).flat();
  return all
    .map((look, index) => ({ look, key: history.order[index % history.order.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ look }) => look);
}

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

/** Notes every state that a person could have seen. */
class WatchedOrg extends ScriptedOrg {
  readonly states: OrderState[] = [];

  override async upsert(
    object: string,
    keyField: string,
    records: Parameters<ScriptedOrg['upsert']>[2],
  ) {
    for (const record of records)
      if (object === 'Linnworks_Order__c') this.states.push(record['State__c'] as OrderState);
    return super.upsert(object, keyField, records);
  }
}

async function deliver(looks: readonly ObservedOrder[], restarts: readonly number[]) {
  const org = new WatchedOrg();
  let store = new MemoryStore();
  const conflicts: string[] = [];
  for (const [index, order] of looks.entries()) {
    // What survives is what was stored; everything else of the worker is new.
    if (restarts.includes(index)) {
      const stored = new MemoryStore();
      for (const [key, value] of store.orders) stored.orders.set(key, structuredClone(value));
      store = stored;
    }
    const clock = { now: () => new Date(order.observedAt), sleep: async () => undefined };
    const deps = { salesforce: org, store, tables: store.tables, clock, log: silent };
    const context = fulfilmentContext(order, undefined, new Map(), DEFAULT_SETTINGS);
    const parcels = { parcels: [], trackingUrls: new Map<string, string>() };
    const result = await writeFulfilment(deps, [{ order, context, ...parcels }]);
    conflicts.push(...result.conflicts.values());
  }
  return { org, conflicts };
}

/** Null when everything is as it must be, else what was not. */
export async function faultOf(history: History): Promise<string | null> {
  const looks = looksAt(history);
  const inOrder = await deliver(looks, []);
  const late = await deliver(shuffled(history, looks), history.restarts);
  const stateOf = (org: ScriptedOrg) => org.of('Linnworks_Order__c')[0]?.['State__c'];
  if (stateOf(inOrder.org) !== stateOf(late.org))
    return `ends as ${String(stateOf(late.org))}, not as ${String(stateOf(inOrder.org))}`;
  if (inOrder.conflicts.length + late.conflicts.length > 0)
    return `a conflict: ${[...inOrder.conflicts, ...late.conflicts].join(', ')}`;
  for (const [index, state] of late.org.states.entries()) {
    const before = late.org.states[index - 1];
    if (before !== undefined && !mayFollow(before, state)) return `${before} → ${state} was shown`;
  }
  return null;
}
