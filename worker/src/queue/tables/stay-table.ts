import { sql } from 'kysely';
import type { Stage, StageStay } from '../../domain/stage-stay.ts';
import type { StayTable } from '../../domain/tables.ts';
import { inTransaction } from '../open-store.ts';
import type { Db } from '../schema.ts';

/** Equal stays are one row; sorted, so that two transactions never wait for each other. */
function counted(stays: readonly StageStay[]) {
  const rows = new Map<string, StageStay & { orders: number }>();
  for (const { stage, day, hours } of stays) {
    const key = `${stage}|${day}|${hours}`;
    rows.set(key, { stage, day, hours, orders: (rows.get(key)?.orders ?? 0) + 1 });
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

export function stayTable(db: Db): StayTable {
  return {
    async add(tx, stays) {
      if (stays.length === 0) return;
      await inTransaction(tx)
        .insertInto('stage_stay')
        .values(counted(stays))
        .onConflict((conflict) =>
          conflict
            .columns(['stage', 'day', 'hours'])
            .doUpdateSet({ orders: sql<number>`stage_stay.orders + excluded.orders` }),
        )
        .execute();
    },
    async counts(since) {
      const rows = await db
        .selectFrom('stage_stay')
        .select(['stage', 'hours', sql<string>`min(day)`.as('since')])
        .select(sql<number>`sum(orders)::int`.as('orders'))
        .where('day', '>=', since)
        .groupBy(['stage', 'hours'])
        .execute();
      return rows.map(({ stage, ...row }) => ({ stage: stage as Stage, ...row }));
    },
    async forgetBefore(tx, day) {
      await inTransaction(tx).deleteFrom('stage_stay').where('day', '<', day).execute();
    },
  };
}
