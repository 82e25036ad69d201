import type { Agreement } from 'c/agreementBadge';
import type { Budget } from 'c/apiBudgets';
import type { Cause } from 'c/errorCauses';
import {
  computed,
  count,
  flag,
  groupText,
  listOf,
  maybe,
  nodesOf,
  parentText,
  text,
  type Connection,
  type Group,
  type Node,
  type Value,
} from 'c/nodeValues';
import type { RecentOrder } from 'c/recentOrders';
import type { Alarm } from 'c/syncAlarms';
import type { Stream } from 'c/syncStreams';

interface Reply<Queries extends string, Aggregates extends string = never> {
  readonly uiapi: {
    readonly query: Readonly<Record<Queries, Connection>>;
    readonly aggregate?: Readonly<Record<Aggregates, Connection<Group>>>;
  };
}
export type HealthData = Reply<'streams' | 'alarms' | 'agreements'>;
export type WorkData = Reply<'orders' | 'oldest', 'states' | 'causes'>;

export interface Worker {
  readonly heartbeat: string | null;
  readonly version: string;
  readonly budgets: readonly Budget[];
}
export interface Health {
  readonly worker: Worker | null;
  readonly streams: readonly Stream[];
  readonly alarms: readonly Alarm[];
  readonly agreements: readonly Agreement[];
}
export interface Work {
  readonly orders: readonly RecentOrder[];
  readonly oldest: { id: string; orderId: string; number: string; asked: string } | null;
  readonly states: readonly { state: string; count: number }[];
  readonly causes: readonly Cause[];
  readonly errorCount: number;
}

const orNull = (field: Value | null | undefined): number | null =>
  typeof field?.value === 'number' ? field.value : null;

const toStream = (node: Node): Stream => ({
  key: text(node.key),
  name: text(node.Name),
  status: text(node.status),
  isPaused: flag(node.paused),
  message: maybe(node.message),
  lastSuccess: maybe(node.lastSuccess),
  nextRun: maybe(node.nextRun),
  lagSeconds: orNull(node.lag),
  backlog: count(node.backlog),
  oldestWaiting: maybe(node.oldest),
  errors: count(node.errors),
  progress: orNull(node.progress),
  done: count(node.done),
  failed: count(node.failed),
  history: maybe(node.history),
});

const toAlarm = (node: Node): Alarm => ({
  id: node.Id,
  kind: text(node.kind),
  severity: text(node.severity),
  message: text(node.message),
  whatToDo: text(node.whatToDo),
  affected: count(node.affected),
  opened: maybe(node.opened),
});

/** The newest comparison of each kind; they come newest first. */
function toAgreements(nodes: readonly Node[]): Agreement[] {
  const newest = new Map<string, Agreement>();
  for (const node of nodes) {
    const kind = text(node.kind);
    if (newest.has(kind)) continue;
    newest.set(kind, {
      id: node.Id,
      kind,
      status: text(node.status),
      checked: count(node.checked),
      agree: count(node.agree),
      different: count(node.different),
      finished: maybe(node.finished),
    });
  }
  return [...newest.values()];
}

export function readHealth({ uiapi }: HealthData): Health {
  const streams = nodesOf(uiapi.query.streams);
  const worker = streams.find((node) => text(node.key) === 'worker');
  return {
    worker: worker
      ? {
          heartbeat: maybe(worker.heartbeat),
          version: text(worker.version),
          budgets: listOf<Budget>(text(worker.budgets)),
        }
      : null,
    streams: streams.filter((node) => node !== worker).map(toStream),
    alarms: nodesOf(uiapi.query.alarms).map(toAlarm),
    agreements: toAgreements(nodesOf(uiapi.query.agreements)),
  };
}

const toOrder = (node: Node): RecentOrder => ({
  id: node.Id,
  number: text(node.Name),
  reference: text(node.reference),
  state: text(node.state),
  synced: maybe(node.synced),
  detail: [text(node.service), text(node.tracking)].filter(Boolean).join(' · '),
  orderId: maybe(node.order),
});

export function readWork({ uiapi }: WorkData): Work {
  const [oldest] = nodesOf(uiapi.query.oldest);
  const causes = nodesOf<Group>(uiapi.aggregate?.causes).map((group) => ({
    cause: groupText(group, 'cause'),
    code: groupText(group, 'code'),
    count: count(computed(group, 'Id', 'count')),
    message: text(computed(group, 'message', 'min')),
    whatToDo: text(computed(group, 'whatToDo', 'min')),
  }));
  const states = nodesOf<Group>(uiapi.aggregate?.states).map((group) => ({
    state: groupText(group, 'state'),
    count: count(computed(group, 'Id', 'count')),
  }));
  return {
    orders: nodesOf(uiapi.query.orders).map(toOrder),
    oldest: oldest
      ? {
          id: oldest.Id,
          orderId: text(oldest.orderId),
          number: parentText(oldest, 'order', 'OrderNumber'),
          asked: text(oldest.asked),
        }
      : null,
    states: states.sort((a, b) => b.count - a.count),
    causes: causes.sort((a, b) => b.count - a.count),
    errorCount: causes.reduce((total, cause) => total + cause.count, 0),
  };
}
