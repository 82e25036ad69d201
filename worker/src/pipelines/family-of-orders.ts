import type { OrderRelation, Relation } from '../domain/linnworks-port.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';
import type { Link } from '../domain/tables.ts';
import type { PipelineDeps } from './deps.ts';

type Deps = Pick<PipelineDeps, 'linnworks' | 'tables'>;

export interface Family {
  readonly relation: Relation;
  readonly parentId: string | null;
  /** A merged order belongs to the Salesforce order of its first parent; the others are tied by `Merged_Into__c`. */
  readonly salesforceOrderId: string | null;
  /** The orders whose goods it has, as they were before anybody split or merged them. */
  readonly origins: readonly string[];
  /** Orders that became part of this one. */
  readonly mergedIds: readonly string[];
}

/** Orders that nobody has written yet and that are not the one that was sent: somebody split, merged or sent it again. */
async function strangers(
  deps: Deps,
  orders: readonly ObservedOrder[],
  linkOf: (order: ObservedOrder) => Link | undefined,
): Promise<ObservedOrder[]> {
  const known = await deps.tables.orders.get(orders.map(({ linnworksId }) => linnworksId));
  return orders.filter((order) => {
    const link = linkOf(order);
    return !known.has(order.linnworksId) && link?.linnworksId !== order.linnworksId;
  });
}

/** Generations of one order that anybody has seen, and some more. */
const MOST_GENERATIONS = 10;

/** The Salesforce order of the first parent that has one; of a parent that is new itself, that of its own parents. */
function tieOf(
  id: string,
  relations: readonly OrderRelation[],
  known: (id: string) => string | null,
  generations = MOST_GENERATIONS,
): string | null {
  if (generations === 0) return null;
  const parents = relations.filter(({ childId }) => childId === id).map(({ parentId }) => parentId);
  for (const parentId of parents) {
    const tie = known(parentId) ?? tieOf(parentId, relations, known, generations - 1);
    if (tie !== null) return tie;
  }
  return null;
}

/** The orders at the root of these relations, in their order; `stored` says it of those that were written. */
function originsOf(
  id: string,
  relations: readonly OrderRelation[],
  stored: ReadonlyMap<string, readonly string[]>,
  generations = MOST_GENERATIONS,
): string[] {
  const before = stored.get(id);
  if (before !== undefined) return before.length > 0 ? [...before] : [id];
  const parents = relations.filter(({ childId }) => childId === id);
  if (parents.length === 0 || generations === 0) return [id];
  const all = parents.flatMap(({ parentId }) =>
    originsOf(parentId, relations, stored, generations - 1),
  );
  return [...new Set(all)];
}

interface Ancestry {
  readonly relations: readonly OrderRelation[];
  /** The Salesforce order of an ancestor. */
  readonly known: (id: string) => string | null;
  /** Of ancestors that were written. */
  readonly stored: ReadonlyMap<string, readonly string[]>;
}

/** Upwards as far as nobody knows the parents: merged orders of which every part is gone, and none was seen. */
async function ancestryOf(
  deps: Deps,
  ids: readonly string[],
  linked: ReadonlyMap<string, string | null>,
): Promise<Ancestry> {
  const found = new Map<string, OrderRelation>();
  const ties = new Map(linked);
  const stored = new Map<string, readonly string[]>();
  const asked = new Set<string>();
  let open = [...ids];
  for (let step = 0; open.length > 0 && step < MOST_GENERATIONS; step++) {
    for (const id of open) asked.add(id);
    const more = await deps.linnworks.relations(open);
    for (const one of more) found.set(`${one.parentId}>${one.childId}`, one);
    const parentIds = [...new Set(more.map(({ parentId }) => parentId))];
    const parents = await deps.tables.orders.get(parentIds);
    for (const [id, { salesforceOrderId, origins }] of parents) {
      ties.set(id, salesforceOrderId);
      stored.set(id, origins);
    }
    open = parentIds.filter((id) => !parents.has(id) && !ties.has(id) && !asked.has(id));
  }
  return { relations: [...found.values()], known: (id) => ties.get(id) ?? null, stored };
}

/** Where new orders come from, by their relations. */
export async function familiesOf(
  deps: Deps,
  orders: readonly ObservedOrder[],
  linkOf: (order: ObservedOrder) => Link | undefined,
): Promise<Map<string, Family>> {
  const asked = await strangers(deps, orders, linkOf);
  if (asked.length === 0) return new Map();
  const linked = new Map(
    orders.map((order) => [order.linnworksId, linkOf(order)?.salesforceOrderId ?? null]),
  );
  const ids = asked.map(({ linnworksId }) => linnworksId);
  const { relations, known, stored } = await ancestryOf(deps, ids, linked);
  const families = new Map<string, Family>();
  for (const { linnworksId } of asked) {
    const own = relations.filter(({ childId }) => childId === linnworksId);
    const [first] = own;
    if (first === undefined) continue;
    families.set(linnworksId, {
      relation: first.relation,
      parentId: first.relation === 'Merge' ? null : first.parentId,
      salesforceOrderId: tieOf(linnworksId, relations, known),
      origins: originsOf(linnworksId, relations, stored),
      mergedIds: mergedInto(own),
    });
  }
  return families;
}

function mergedInto(own: readonly OrderRelation[]): string[] {
  return own.flatMap(({ relation, parentId }) => (relation === 'Merge' ? parentId : []));
}
