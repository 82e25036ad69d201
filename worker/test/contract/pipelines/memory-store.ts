import type { Job, NewJob, Queue, QueueName, Store, Tx } from '../../../src/domain/ports.ts';
import type {
  AuditEntry,
  Link,
  OpenError,
  OrderSnapshot,
  Snapshot,
  StayCount,
  Tables,
  WaitingOrder,
} from '../../../src/domain/tables.ts';
import type { AfterSaleRow } from '../../../src/domain/after-sale-tables.ts';
import { errorCode } from '../../../src/domain/error-codes.ts';

const only = <T>(map: ReadonlyMap<string, T>, keys: readonly string[]): Map<string, T> =>
  new Map(keys.flatMap((key) => (map.has(key) ? [[key, map.get(key) as T]] : [])));

const GONE = ['Shipped', 'Cancelled', 'Merged', 'Deleted'];

/** The worker's memory without a database, with the rules that the tables promise. */
export class MemoryStore implements Store {
  readonly links = new Map<string, Link>();
  readonly snapshots = new Map<string, Snapshot>();
  readonly orders = new Map<string, OrderSnapshot>();
  readonly stays: StayCount[] = [];
  readonly errors = new Map<string, OpenError>();
  readonly cursors = new Map<string, string>();
  readonly afterSale = new Map<string, AfterSaleRow & { lookedAt: Date }>();
  readonly observed = new Map<string, WaitingOrder>();
  readonly inbox = new Set<string>();
  readonly wishes = new Map<string, Date>();
  readonly audit: AuditEntry[] = [];
  readonly queued: (NewJob & { queue: QueueName })[] = [];

  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return work({});
  }

  readonly queue: Queue = {
    enqueue: async (_tx, queue, jobs) => {
      this.queued.push(...jobs.map((job) => ({ ...job, queue })));
    },
    hurry: async () => undefined,
    waiting: async (queue, keys) =>
      new Set(
        this.queued
          .filter((job) => job.queue === queue && keys.includes(job.key))
          .map(({ key }) => key),
      ),
    work: async () => undefined,
  };

  /** What waits in a queue, as the handler gets it. */
  take(queue: QueueName): Job[] {
    const jobs = this.queued.filter((job) => job.queue === queue);
    this.queued.splice(0, this.queued.length, ...this.queued.filter((job) => job.queue !== queue));
    return jobs.map((job, index) => ({
      id: `${queue}-${index}-${job.key}`,
      key: job.key,
      kind: job.kind,
      data: JSON.parse(JSON.stringify(job.data)) as Record<string, unknown>,
      traceId: job.traceId,
      attempt: 1,
      createdAt: new Date(),
    }));
  }

  #open(): OpenError[] {
    return [...this.errors.values()].filter(({ isIgnored }) => !isIgnored);
  }

  readonly tables: Tables = {
    afterSale: {
      get: async (ids) => only(this.afterSale, ids),
      putSums: async (_tx, rows) => {
        for (const row of rows) {
          const before = this.afterSale.get(row.linnworksId);
          if (before && before.lookedAt > row.lookedAt) continue;
          this.afterSale.set(row.linnworksId, { origin: before?.origin ?? null, ...row });
        }
      },
      putOrigins: async (_tx, rows) => {
        for (const { linnworksId, origin } of rows) {
          const before = this.afterSale.get(linnworksId);
          const fresh = { sums: null, returnKeys: [], hasOpen: false, lookedAt: new Date(0) };
          this.afterSale.set(linnworksId, { ...(before ?? fresh), linnworksId, origin });
        }
      },
      openLookedAtBefore: async (before, most) =>
        [...this.afterSale.values()]
          .filter(({ hasOpen, lookedAt }) => hasOpen && lookedAt < before)
          .sort((a, b) => a.lookedAt.getTime() - b.lookedAt.getTime())
          .slice(0, most)
          .map(({ linnworksId }) => linnworksId),
    },
    returnWishes: {
      askedAt: async (key) => this.wishes.get(key) ?? null,
      put: async (_tx, key, _id, askedAt) => {
        this.wishes.set(key, askedAt);
      },
    },
    links: {
      byOrder: async (ids) => only(this.links, ids),
      bySourceKey: async (keys) =>
        only(new Map([...this.links.values()].map((link) => [link.sourceKey, link])), keys),
      byLinnworks: async (ids) =>
        only(new Map([...this.links.values()].map((link) => [link.linnworksId ?? '', link])), ids),
      putRead: async (_tx, reads) => {
        for (const [id, read] of reads) {
          const link = this.links.get(id);
          if (link) this.links.set(id, { ...link, read });
        }
      },
      openReadFrom: async (recordIds) =>
        [...this.links.values()].filter(
          ({ linnworksId, read }) =>
            linnworksId !== null &&
            read?.ids.some((id) => recordIds.includes(id)) === true &&
            !GONE.includes(this.orders.get(linnworksId)?.seen ?? ''),
        ),
      put: async (_tx, links) => {
        for (const link of links) {
          const before = this.links.get(link.salesforceOrderId);
          const read = link.read ?? before?.read;
          this.links.set(link.salesforceOrderId, {
            ...link,
            ...(read ? { read } : {}),
            linnworksId: link.linnworksId ?? before?.linnworksId ?? null,
            linnworksNumber: link.linnworksNumber ?? before?.linnworksNumber ?? null,
          });
        }
      },
    },
    orders: {
      get: async (ids) => only(this.orders, ids),
      put: async (_tx, rows) => {
        for (const row of rows) this.orders.set(row.linnworksId, row);
      },
      isAnyOpen: async () => [...this.orders.values()].some(({ seen }) => !GONE.includes(seen)),
      openBefore: async (observedAt) =>
        [...this.orders.values()]
          .filter((one) => !GONE.includes(one.seen) && one.observedAt < observedAt)
          .map(({ linnworksId }) => linnworksId),
    },
    stays: {
      add: async (_tx, stays) => {
        this.stays.push(...stays.map(({ day, ...stay }) => ({ ...stay, orders: 1, since: day })));
      },
      counts: async (since) => this.stays.filter((stay) => stay.since >= since),
      forgetBefore: async (_tx, day) => {
        this.stays.splice(0, this.stays.length, ...this.stays.filter(({ since }) => since >= day));
      },
    },
    snapshots: {
      get: async (_object, keys) => only(this.snapshots, keys),
      forget: async (_tx, _object, keys) => {
        for (const key of keys) this.snapshots.delete(key);
      },
      put: async (_tx, _object, rows) => {
        for (const row of rows) {
          const before = this.snapshots.get(row.key);
          if (before === undefined || before.version <= row.version)
            this.snapshots.set(row.key, row);
        }
      },
    },
    errors: {
      openFor: async (ids) => [...this.errors.values()].filter((e) => ids.includes(e.recordId)),
      waiting: async () =>
        this.#open().filter((error) => errorCode(error.code).retry === 'when-changed'),
      put: async (_tx, errors) => {
        for (const error of errors) this.errors.set(error.fingerprint, error);
      },
      remove: async (_tx, fingerprints) => {
        for (const fingerprint of fingerprints) this.errors.delete(fingerprint);
      },
      byCause: async (cause) => this.#open().filter((error) => error.causeKey === cause),
      byFingerprint: async (keys) => keys.flatMap((key) => this.errors.get(key) ?? []),
      count: async (stream) =>
        this.#open().filter((error) => stream === undefined || error.stream === stream).length,
    },
    cursors: {
      get: async (name) => this.cursors.get(name) ?? null,
      set: async (_tx, name, value) => {
        this.cursors.set(name, value);
      },
    },
    observed: {
      count: async () => this.observed.size,
      of: async (ids) => new Set(ids.filter((id) => this.observed.has(id))),
      put: async (_tx, orders) => {
        for (const order of orders) {
          const requestId = order.requestId ?? this.observed.get(order.orderId)?.requestId ?? null;
          this.observed.set(order.orderId, { ...order, requestId });
        }
      },
      take: async (_tx, most) => {
        const taken = [...this.observed.values()].slice(0, most);
        for (const { orderId } of taken) this.observed.delete(orderId);
        return taken;
      },
    },
    inbox: {
      addNew: async (_tx, ids) => {
        const fresh = ids.filter((id) => !this.inbox.has(id));
        for (const id of fresh) this.inbox.add(id);
        return fresh;
      },
      forget: async (_tx, ids) => {
        for (const id of ids) this.inbox.delete(id);
      },
    },
    audit: {
      append: async (_tx, entries) => {
        this.audit.push(...entries);
      },
      hourly: async () => [],
      expire: async () => 0,
      seal: async () => ({ seq: this.audit.length, hash: '' }),
      rowsOf: async (which) =>
        this.audit
          .filter((row) =>
            'traceId' in which ? row.traceId === which.traceId : which.records.includes(row.record),
          )
          .map((row) => ({ ...row, at: new Date() })),
    },
  };
}
