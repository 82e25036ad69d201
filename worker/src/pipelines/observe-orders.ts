import type { PayloadAnswer } from '../domain/answers.ts';
import type { Job } from '../domain/ports.ts';
import { MOST_LINES, sideBySide } from '../mapping/side-by-side.ts';
import type { MappedOrder } from '../mapping/to-linnworks-order.ts';
import type { Answer } from './answer-requests.ts';
import type { PipelineDeps } from './deps.ts';
import type { LoadedOrder } from './load-orders.ts';
import type { Reference } from './read-settings.ts';

/** Orders that are released by one transaction. */
const AT_ONCE = 1_000;
const RESULT = 'Observe mode: the order is valid and waits; it is sent when the mode is Active.';

interface ReadyOrder {
  readonly job: Job;
  readonly loaded: LoadedOrder;
  readonly mapped: MappedOrder;
}

function payloadOf({ loaded, mapped }: ReadyOrder): PayloadAnswer {
  const { OrderItems } = mapped.order;
  const rows = sideBySide(loaded.record, loaded.items, mapped);
  const isCut = OrderItems.length > MOST_LINES || loaded.items.length > MOST_LINES;
  return {
    type: 'payload',
    location: mapped.location,
    order: { ...mapped.order, OrderItems: OrderItems.slice(0, MOST_LINES) },
    comparison: {
      label: `Order ${loaded.number}`,
      recordId: loaded.id,
      ok: rows.every(({ same }) => same),
      rows,
      problems: isCut ? [`Only the first ${MOST_LINES} lines are shown.`] : [],
    },
  };
}

/**
 * Observe mode: nothing goes out. What would be sent is kept on the request, and the order is remembered, so that it is
 * sent when the mode is Active, after however many days.
 */
export async function observeOrders(
  deps: Pick<PipelineDeps, 'store' | 'tables'>,
  ready: readonly ReadyOrder[],
): Promise<Answer[]> {
  await deps.store.transaction((tx) =>
    deps.tables.observed.put(
      tx,
      ready.map(({ job }) => ({
        orderId: job.key,
        requestId: typeof job.data['requestId'] === 'string' ? job.data['requestId'] : null,
        traceId: job.traceId,
      })),
    ),
  );
  return ready.map((one) => ({
    job: one.job,
    status: 'Done',
    result: RESULT,
    answer: payloadOf(one),
  }));
}

export interface ObservedOrders {
  /** In the mode Active: queues everything that waited. @returns how many orders. */
  release(): Promise<number>;
  /** What a person should know of the waiting orders, as of the last look; null when none waits. */
  notice(): string | null;
}

/** Watches the mode: one setting, and everything that was only observed so far goes its normal way, oldest first. */
export function createObservedOrders(
  { store, tables, queue, log }: Pick<PipelineDeps, 'store' | 'tables' | 'queue' | 'log'>,
  reference: Pick<Reference, 'settings'>,
): ObservedOrders {
  let waiting = 0;
  const releaseSome = (): Promise<number> =>
    store.transaction(async (tx) => {
      const orders = await tables.observed.take(tx, AT_ONCE);
      const jobs = orders.map(({ orderId, requestId, traceId }) => ({
        key: orderId,
        kind: 'push',
        data: requestId === null ? {} : { requestId },
        traceId,
      }));
      await queue.enqueue(tx, 'orders-out', jobs);
      return orders.length;
    });
  return {
    async release() {
      const { mode } = await reference.settings();
      waiting = mode === 'Observe' ? await tables.observed.count() : 0;
      if (mode === 'Observe') return 0;
      let released = 0;
      for (let some = AT_ONCE; some === AT_ONCE; released += some) some = await releaseSome();
      if (released > 0)
        log.info('Orders that waited in Observe mode are sent now', { orders: released });
      return released;
    },
    notice: () =>
      waiting === 0
        ? null
        : `Observe mode: ${waiting === 1 ? '1 order is' : `${waiting} orders are`} ready and not sent.`,
  };
}
