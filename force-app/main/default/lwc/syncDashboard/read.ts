import type { Stream } from 'c/syncStreams';
import type { SyncError } from 'c/syncErrors';

interface Value {
  readonly value: unknown;
}
type Node = Readonly<Record<string, Value>> & { readonly Id: string };
interface Connection {
  readonly totalCount?: number;
  readonly edges: readonly { readonly node: Node }[];
}
interface StateNode {
  readonly aggregate: { readonly state: Value; readonly Id: { readonly count: Value } };
}
export interface DashboardData {
  readonly uiapi: {
    readonly query: Readonly<Record<'streams' | 'errors' | 'orders' | 'requests', Connection>>;
    readonly aggregate: {
      readonly states: { readonly edges: readonly { readonly node: StateNode }[] };
    };
  };
}

export interface Budget {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  readonly window: string;
}
export interface Worker {
  readonly heartbeat: string | null;
  readonly version: string;
  readonly message: string;
  readonly budgets: readonly Budget[];
}
export interface SyncedOrder {
  readonly id: string;
  readonly number: string;
  readonly reference: string;
  readonly state: string;
  readonly synced: string | null;
  readonly detail: string;
  readonly orderId: string | null;
}
export interface Answer {
  readonly key: string;
  readonly status: string;
  readonly result: string;
}
export interface Dashboard {
  readonly worker: Worker | null;
  readonly streams: readonly Stream[];
  readonly errors: readonly SyncError[];
  readonly errorCount: number;
  readonly orders: readonly SyncedOrder[];
  readonly states: readonly { state: string; count: number }[];
  readonly answers: readonly Answer[];
}

const text = (field: Value | undefined): string =>
  typeof field?.value === 'string' ? field.value : '';
const maybe = (field: Value | undefined): string | null => text(field) || null;
const number = (field: Value | undefined): number => Number(field?.value ?? 0);

function parseBudgets(json: string): Budget[] {
  try {
    const list: unknown = JSON.parse(json || '[]');
    return Array.isArray(list) ? (list as Budget[]) : [];
  } catch {
    return [];
  }
}

const toStream = (node: Node): Stream => ({
  key: text(node.key),
  name: text(node.Name),
  status: text(node.status),
  message: maybe(node.message),
  lastSuccess: maybe(node.lastSuccess),
  backlog: number(node.backlog),
  done: number(node.done),
  failed: number(node.failed),
  history: maybe(node.history),
});

const toError = (node: Node): SyncError => ({
  id: node.Id,
  cause: text(node.cause),
  status: text(node.status),
  kind: text(node.kind),
  code: text(node.code),
  message: text(node.message),
  whatToDo: text(node.whatToDo),
  trace: text(node.trace),
  attempts: number(node.attempts),
  firstSeen: maybe(node.firstSeen),
  record: text(node.record),
  orderId: maybe(node.order),
});

const toOrder = (node: Node): SyncedOrder => ({
  id: node.Id,
  number: text(node.Name),
  reference: text(node.reference),
  state: text(node.state),
  synced: maybe(node.synced),
  detail: [text(node.service), text(node.tracking)].filter(Boolean).join(' · '),
  orderId: maybe(node.order),
});

/** The reply in the words of the screen. */
export function readDashboard({ uiapi }: DashboardData): Dashboard {
  const nodes = (name: 'streams' | 'errors' | 'orders' | 'requests'): Node[] =>
    uiapi.query[name].edges.map(({ node }) => node);
  const worker = nodes('streams').find((node) => text(node.key) === 'worker');
  return {
    worker: worker
      ? {
          heartbeat: maybe(worker.heartbeat),
          version: text(worker.version),
          message: text(worker.message),
          budgets: parseBudgets(text(worker.budgets)),
        }
      : null,
    streams: nodes('streams')
      .filter((node) => text(node.key) !== 'worker')
      .map(toStream),
    errors: nodes('errors').map(toError),
    errorCount: uiapi.query.errors.totalCount ?? uiapi.query.errors.edges.length,
    orders: nodes('orders').map(toOrder),
    states: uiapi.aggregate.states.edges
      .map(({ node }) => ({
        state: text(node.aggregate.state),
        count: number(node.aggregate.Id.count),
      }))
      .sort((a, b) => b.count - a.count),
    answers: nodes('requests').map((node) => ({
      key: text(node.key),
      status: text(node.status),
      result: text(node.result),
    })),
  };
}
