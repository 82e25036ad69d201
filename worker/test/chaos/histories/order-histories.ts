import fc from 'fast-check';
import type { ObservedOrder } from '../../../src/domain/observed-order.ts';
import { mayFollow, type OrderState } from '../../../src/domain/order-state.ts';
import type { SalesforceRecord } from '../../../src/domain/ports.ts';
import { deliver, type Delivered, type Look } from './deliver-looks.ts';
import { at, DEEDS, lifeOf, PIECES, type Deed, type Moment, type Part } from './order-life.ts';

/**
 * Random histories of one order: what the warehouse and the office do, who looks when and through which endpoint, and in
 * which order, how often and between which restarts the looks arrive. The production code handles them.
 */
export interface History {
  readonly deeds: readonly Deed[];
  readonly end: 'open' | 'shipped' | 'cancelled';
  /** Per moment: which endpoints look. The first moment (by the push) and the last are always looked at. */
  readonly looks: readonly { readonly v1: boolean; readonly v2: boolean }[];
  /** Sorting keys of the deliveries. */
  readonly order: readonly number[];
  readonly copies: 1 | 2 | 3;
  /** Deliveries before which the worker starts anew. */
  readonly restarts: readonly number[];
  /** How far Linnworks' clock is ahead of ours. */
  readonly skewMinutes: number;
}

export const histories: fc.Arbitrary<History> = fc.record({
  deeds: fc.array(fc.record({ what: fc.constantFrom(...DEEDS), to: fc.nat(3) }), { maxLength: 10 }),
  end: fc.constantFrom('open', 'shipped', 'cancelled'),
  looks: fc.array(fc.record({ v1: fc.boolean(), v2: fc.boolean() }), { maxLength: 8 }),
  order: fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
  copies: fc.constantFrom(1, 2, 3),
  restarts: fc.array(fc.nat(30), { maxLength: 4 }),
  skewMinutes: fc.integer({ min: -5, max: 5 }),
});

const seen = (part: Part, moment: number, more: Partial<ObservedOrder>, sums?: true): Look => ({
  ...{ moment, order: { ...part.order, ...more } },
  sums: sums === true ? part.sums : null,
});

/** By v2 with Linnworks' time and only what has changed; by v1 all of it and without a time; returns by themselves. */
function looksOf(history: History, moments: readonly Moment[]): Look[] {
  return moments.flatMap(({ parts, changed, returned }, moment) => {
    const isLast = moment === moments.length - 1;
    const { v1 = false, v2 = true } = history.looks[moment] ?? {};
    const all = [...parts.values()];
    const byV2 = all.filter(
      ({ order }) => isLast || ((v2 || moment === 0) && changed.includes(order.linnworksId)),
    );
    const withReturns = all.filter(
      ({ order, sums }) => order.linnworksId === returned || (isLast && sums !== null),
    );
    return [
      ...byV2.map((part) =>
        seen(part, moment, {
          updatedAt: at(part.changedAt, history.skewMinutes),
          observedAt: at(moment + 0.3),
        }),
      ),
      ...(v1 ? all.map((part) => seen(part, moment, { observedAt: at(moment + 0.6) })) : []),
      ...withReturns.map((part) => seen(part, moment, { observedAt: at(moment + 0.8) }, true)),
    ];
  });
}

/** The push has shown the order first; everything after it comes in any order. */
function shuffled(history: History, [first, ...looks]: readonly Look[]): Look[] {
  const late = Array.from({ length: history.copies }, () => looks)
    .flat()
    .map((look, index) => ({ look, key: history.order[index % history.order.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ look }) => look);
  return first === undefined ? late : [first, ...late];
}

const SHOWN = ['State__c', 'Relation__c', 'Merged_Into__r', 'Order__c'];
const FACTS = ['Allocation__c', 'Pick_Wave__c', 'Is_Parked__c', 'Is_On_Hold__c'];
const PIECES_OF = ['Ordered__c', 'Allocated__c', 'Shipped__c', 'Cancelled__c', 'Returned__c'];
const GONE = ['Merged', 'Deleted'];

const some = (record: SalesforceRecord, fields: readonly string[]): string =>
  fields.map((field) => JSON.stringify(record[field] ?? null)).join(' ');

interface Picture {
  readonly text: string;
  readonly isGone: boolean;
}

/** What a person sees in the end, by record. Of an order that is gone no facts and no tie: it may have gone unseen. */
function pictureOf({ org }: Delivered, { parts }: Moment): Map<string, Picture> {
  const orders = org.of('Linnworks_Order__c').map((record): [string, Picture] => {
    const isGone = GONE.includes(String(record['State__c']));
    const facts = isGone ? SHOWN : [...SHOWN, ...FACTS];
    const parent = (record['Parent__r'] as { Linnworks_Id__c: string } | undefined)
      ?.Linnworks_Id__c;
    const tie = !isGone && parent !== undefined && parts.has(parent) ? parent : '';
    return [String(record['Linnworks_Id__c']), { text: `${some(record, facts)} ${tie}`, isGone }];
  });
  const lines = org
    .of('Linnworks_Order_Line__c')
    .filter((record) => Number(record['Ordered__c']) > 0)
    .map((record): [string, Picture] => [
      String(record['Key__c']),
      { text: some(record, PIECES_OF), isGone: false },
    ]);
  return new Map([...orders, ...lines]);
}

/** An order that nobody looked at before it was gone is missing for good. */
function difference(wanted: Map<string, Picture>, found: Map<string, Picture>): string | null {
  for (const key of new Set([...wanted.keys(), ...found.keys()])) {
    const [one, other] = [wanted.get(key), found.get(key)];
    if ((one ?? other)?.isGone === true && (one === undefined || other === undefined)) continue;
    if (one?.text !== other?.text)
      return `${key} ends as ${other?.text ?? 'nothing'}, not as ${one?.text ?? 'nothing'}`;
  }
  return null;
}

function illegalMove(states: ReadonlyMap<string, readonly OrderState[]>): string | null {
  for (const [id, all] of states)
    for (const [index, state] of all.entries()) {
      const before = all[index - 1];
      if (before !== undefined && !mayFollow(before, state))
        return `${id}: ${before} → ${state} was shown`;
    }
  return null;
}

function faultIn(delivered: Delivered): string | null {
  if (delivered.faults.length > 0) return delivered.faults.join(', ');
  const ordered = delivered.org
    .of('Linnworks_Order_Line__c')
    .reduce((sum, record) => sum + Number(record['Ordered__c']), 0);
  if (ordered !== PIECES) return `${ordered} pieces are shown, not ${PIECES}`;
  return illegalMove(delivered.states);
}

/** Null when everything is as it must be, else what was not. */
export async function faultOf(history: History): Promise<string | null> {
  const moments = lifeOf(history.deeds, history.end);
  const looks = looksOf(history, moments);
  const inOrder = await deliver(moments, looks, { isLate: false, restarts: [] });
  const late = await deliver(moments, shuffled(history, looks), {
    ...{ isLate: true, restarts: history.restarts },
  });
  const fault = faultIn(inOrder) ?? faultIn(late);
  if (fault !== null) return fault;
  const end = moments.at(-1) as Moment;
  return difference(pictureOf(inOrder, end), pictureOf(late, end));
}
