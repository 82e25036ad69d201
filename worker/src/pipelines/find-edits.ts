import { newTraceId } from '../domain/trace-id.ts';
import type { FieldModel } from '../mapping/field-model.ts';
import { pathsBelow } from '../mapping/field-row.ts';
import type { PipelineDeps } from './deps.ts';
import type { Reference } from './read-settings.ts';

const CURSOR = 'edits';
/** A long transaction commits with an older date than rows that were read already. */
const OVERLAP_MS = 5 * 60_000;
const PAGE = 2000;
/** States in which nothing can be changed any more. */
const OVER = ['Shipped', 'Cancelled', 'Merged', 'Deleted'];

type Deps = Pick<PipelineDeps, 'salesforce' | 'store' | 'tables' | 'queue' | 'clock' | 'log'>;

/** The package's flow cannot know which fields an admin maps: edits of those ring no bell. */
const readsOwnFields = ({ overrides }: FieldModel): boolean =>
  pathsBelow([...overrides.values()].flat(), 'Order').length > 0;

export interface EditWatch {
  /** @returns how many orders are looked at. */
  look(): Promise<number>;
}

/**
 * Finds orders that were saved after they were sent, where mapping rows read fields of the order: one small query. The
 * update compares the content before it sends anything, so that a save of something else costs a look and no more.
 */
export function createEditWatch(deps: Deps, reference: Reference): EditWatch {
  const { salesforce, store, tables, queue, clock, log } = deps;
  /** Saves that were looked at, by order: the overlap gives them again. */
  const seen = new Map<string, string>();

  const openOnes = async (ids: readonly string[]): Promise<string[]> => {
    const links = [...(await tables.links.byOrder(ids)).values()];
    const tied = links.flatMap(({ linnworksId }) => linnworksId ?? []);
    const last = await tables.orders.get(tied);
    return links
      .filter(({ linnworksId }) => linnworksId !== null)
      .filter(({ linnworksId }) => !OVER.includes(last.get(linnworksId ?? '')?.seen ?? ''))
      .map(({ salesforceOrderId }) => salesforceOrderId);
  };

  return {
    async look() {
      if (!readsOwnFields(await reference.fieldModel())) return 0;
      const now = clock.now();
      const since = new Date((await tables.cursors.get(CURSOR)) ?? now);
      const from = new Date(since.getTime() - OVERLAP_MS).toISOString();
      const rows = await salesforce.query(
        `SELECT Id, SystemModstamp FROM Order WHERE SystemModstamp >= ${from} AND StatusCode != 'Draft' ORDER BY SystemModstamp, Id LIMIT ${PAGE}`,
      );
      const saved = new Map(rows.map((row) => [String(row['Id']), String(row['SystemModstamp'])]));
      const fresh = [...saved].flatMap(([id, stamp]) => (seen.get(id) === stamp ? [] : [id]));
      const keys = fresh.length === 0 ? [] : await openOnes(fresh);
      const newest = [...saved.values()].at(-1);
      const isFull = rows.length === PAGE && newest !== undefined;
      await store.transaction(async (tx) => {
        await queue.enqueue(
          tx,
          'orders-out',
          keys.map((key) => ({ key, kind: 'update', data: {}, traceId: newTraceId() })),
        );
        const moved = isFull ? new Date(Date.parse(newest) + OVERLAP_MS) : now;
        await tables.cursors.set(tx, CURSOR, moved.toISOString());
      });
      seen.clear();
      for (const [id, stamp] of saved) seen.set(id, stamp);
      if (keys.length > 0)
        log.info('Orders were saved after they were sent', { orders: keys.length });
      return keys.length;
    },
  };
}
