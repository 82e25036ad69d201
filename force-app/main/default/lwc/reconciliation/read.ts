import type { Difference } from 'c/differenceList';
import { count, maybe, nodesOf, text, type Connection, type Node } from 'c/nodeValues';

export interface RunsData {
  readonly uiapi: { readonly query: { readonly runs: Connection } };
}
export interface DifferencesData {
  readonly uiapi: { readonly query: { readonly differences: Connection } };
}

/** One comparison of one kind of record on one day. */
export interface Run {
  readonly id: string;
  readonly kind: string;
  readonly day: string;
  readonly status: string;
  readonly summary: string;
  readonly checked: number;
  readonly agree: number;
  readonly missingThere: number;
  readonly missingHere: number;
  readonly different: number;
  readonly repaired: number;
  readonly unsolved: number;
  readonly finished: string | null;
}

export const readRuns = ({ uiapi }: RunsData): Run[] =>
  nodesOf(uiapi.query.runs).map((node) => ({
    id: node.Id,
    kind: text(node.kind),
    day: text(node.day),
    status: text(node.status),
    summary: text(node.summary),
    checked: count(node.checked),
    agree: count(node.agree),
    missingThere: count(node.missingThere),
    missingHere: count(node.missingHere),
    different: count(node.different),
    repaired: count(node.repaired),
    unsolved: count(node.unsolved),
    finished: maybe(node.finished),
  }));

/** The newest run of each kind; runs come newest first. */
export function newestOf(runs: readonly Run[]): Run[] {
  const newest = new Map<string, Run>();
  for (const run of runs) if (!newest.has(run.kind)) newest.set(run.kind, run);
  return [...newest.values()];
}

function urlOf(node: Node): string | null {
  const [order, product] = [text(node.order), text(node.product)];
  if (order !== '') return `/lightning/r/Order/${order}/view`;
  return product === '' ? null : `/lightning/r/Product2/${product}/view`;
}

export function readDifferences({ uiapi }: DifferencesData): {
  rows: Difference[];
  hasMore: boolean;
} {
  const rows = nodesOf(uiapi.query.differences).map((node) => ({
    id: node.Id,
    name: text(node.Name),
    kind: text(node.kind),
    subject: text(node.subject),
    field: text(node.field),
    salesforce: text(node.salesforce),
    linnworks: text(node.linnworks),
    status: text(node.status),
    record: text(node.record),
    recordUrl: urlOf(node),
    whatToDo: text(node.whatToDo),
    firstSeen: maybe(node.firstSeen),
  }));
  return { rows, hasMore: uiapi.query.differences.pageInfo?.hasNextPage === true };
}
