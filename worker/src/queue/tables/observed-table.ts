import { sql } from 'kysely';
import type { Tx } from '../../domain/ports.ts';
import type { ObservedTable, WaitingOrder } from '../../domain/tables.ts';
import { inTransaction } from '../open-store.ts';
import type { Db } from '../schema.ts';

async function take(tx: Tx, most: number): Promise<WaitingOrder[]> {
  const rows = await inTransaction(tx)
    .deleteFrom('observed')
    .where('salesforce_order_id', 'in', (from) =>
      from.selectFrom('observed').select('salesforce_order_id').orderBy('observed_at').limit(most),
    )
    .returningAll()
    .execute();
  return rows
    .sort((a, b) => a.observed_at.getTime() - b.observed_at.getTime())
    .map((row) => ({
      orderId: row.salesforce_order_id,
      requestId: row.request_id,
      traceId: row.trace_id,
    }));
}

export function observedTable(db: Db): ObservedTable {
  return {
    async count() {
      const row = await db
        .selectFrom('observed')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    async of(orderIds) {
      if (orderIds.length === 0) return new Set();
      const rows = await db
        .selectFrom('observed')
        .select('salesforce_order_id')
        .where('salesforce_order_id', 'in', orderIds)
        .execute();
      return new Set(rows.map(({ salesforce_order_id }) => salesforce_order_id));
    },
    async put(tx, orders) {
      if (orders.length === 0) return;
      const rows = new Map(orders.map((order) => [order.orderId, order]));
      await inTransaction(tx)
        .insertInto('observed')
        .values(
          [...rows.values()].map(({ orderId, requestId, traceId }) => ({
            salesforce_order_id: orderId,
            request_id: requestId,
            trace_id: traceId,
          })),
        )
        .onConflict((conflict) =>
          conflict.column('salesforce_order_id').doUpdateSet((row) => ({
            // A look without a request keeps the one that waits for its answer.
            request_id: sql<string>`coalesce(excluded.request_id, observed.request_id)`,
            trace_id: row.ref('excluded.trace_id'),
          })),
        )
        .execute();
    },
    take,
  };
}
