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

/**
 * Where new orders come from, by their relations; the chain is followed upwards one step: every part asks when it is
 * seen itself.
 */
export async function familiesOf(
  deps: Deps,
  orders: readonly ObservedOrder[],
  linkOf: (order: ObservedOrder) => Link | undefined,
): Promise<Map<string, Family>> {
  const asked = await strangers(deps, orders, linkOf);
  if (asked.length === 0) return new Map();
  const relations = await deps.linnworks.relations(asked.map(({ linnworksId }) => linnworksId));
  const parents = await deps.tables.orders.get(relations.map(({ parentId }) => parentId));
  const families = new Map<string, Family>();
  for (const { linnworksId } of asked) {
    const own = relations.filter(({ childId }) => childId === linnworksId);
    const [first] = own;
    if (first === undefined) continue;
    const tied = own.find(({ parentId }) => parents.get(parentId)?.salesforceOrderId);
    families.set(linnworksId, {
      relation: first.relation,
      parentId: first.relation === 'Merge' ? null : first.parentId,
      salesforceOrderId: parents.get(tied?.parentId ?? '')?.salesforceOrderId ?? null,
      mergedIds: mergedInto(own),
    });
  }
  return families;
}

function mergedInto(own: readonly OrderRelation[]): string[] {
  return own.flatMap(({ relation, parentId }) => (relation === 'Merge' ? parentId : []));
}
