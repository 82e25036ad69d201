import type { Cause } from 'c/errorCauses';
import type { ErrorRow } from 'c/errorTable';
import {
  computed,
  count,
  groupText,
  maybe,
  nodesOf,
  parentText,
  text,
  type Connection,
  type Group,
  type Node,
} from 'c/nodeValues';

export interface PageData {
  readonly uiapi: { readonly query: { readonly errors: Connection } };
}
export interface OverviewData {
  readonly uiapi: {
    readonly aggregate: Readonly<Record<'states' | 'causes', Connection<Group>>>;
  };
}
export interface Overview {
  readonly counts: Readonly<Record<string, number>>;
  readonly causes: readonly Cause[];
}

function urlOf(node: Node): string | null {
  const [order, product] = [text(node.order), text(node.product)];
  if (order !== '') return `/lightning/r/Order/${order}/view`;
  return product === '' ? null : `/lightning/r/Product2/${product}/view`;
}

export function readPage({ uiapi }: PageData): { rows: ErrorRow[]; hasMore: boolean } {
  const rows = nodesOf(uiapi.query.errors).map((node) => ({
    id: node.Id,
    name: text(node.Name),
    cause: text(node.cause),
    status: text(node.status),
    kind: text(node.kind),
    code: text(node.code),
    message: text(node.message),
    record: text(node.record),
    recordUrl: urlOf(node),
    orderId: maybe(node.order),
    attempts: count(node.attempts),
    firstSeen: maybe(node.firstSeen),
    nextTry: maybe(node.nextTry),
    owner: parentText(node, 'owner', 'Name'),
  }));
  return { rows, hasMore: uiapi.query.errors.pageInfo?.hasNextPage === true };
}

export function readOverview({ uiapi }: OverviewData): Overview {
  const states = nodesOf<Group>(uiapi.aggregate.states);
  const causes = nodesOf<Group>(uiapi.aggregate.causes).map((group) => ({
    cause: groupText(group, 'cause'),
    code: groupText(group, 'code'),
    count: count(computed(group, 'Id', 'count')),
    message: text(computed(group, 'message', 'min')),
    whatToDo: text(computed(group, 'whatToDo', 'min')),
  }));
  return {
    counts: Object.fromEntries(
      states.map((group) => [groupText(group, 'status'), count(computed(group, 'Id', 'count'))]),
    ),
    causes: causes.sort((a, b) => b.count - a.count),
  };
}
