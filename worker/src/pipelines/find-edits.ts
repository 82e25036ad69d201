import type { SalesforceRecord } from '../domain/ports.ts';
import { newTraceId } from '../domain/trace-id.ts';
import type { PipelineDeps } from './deps.ts';
import { compareContent } from './edits/changed-content.ts';
import { editedOrders } from './edits/edited-orders.ts';
import {
  isPartOfOrder,
  MOST_ROWS,
  queryOf,
  watchedObjects,
  type Watched,
} from './edits/watched-objects.ts';
import type { Reference } from './read-settings.ts';

/** A long transaction commits with an older date than rows that were read already. */
const OVERLAP_MS = 5 * 60_000;
/** Nobody waits for the edits of an object that was not watched for longer. */
const LOOK_BACK_MS = 3 * 24 * 60 * 60_000;
/** Accounts, contacts and products are asked for less often: orders and lines are what people edit. */
const RELATED_MS = 5 * 60_000;
/** A look may come a little early. */
const EARLY_MS = 5_000;
/** Orders of one look: an account may have thousands, and the next look finds those that are left. */
const MOST_ORDERS = 2000;

const cursorOf = ({ object }: Watched): string => `edits:${object}`;

/** The saves of one object since the last look. */
interface Saves {
  readonly watched: Watched;
  readonly rows: readonly SalesforceRecord[];
}

export interface EditWatch {
  /** @returns how many orders are sent again. */
  look(): Promise<number>;
}

/** Newest save by the id that leads to an order; rows come in the order of their stamps. */
function stampsOf(saves: readonly Saves[]): Map<string, string> {
  return new Map(
    saves.flatMap(({ watched, rows }) =>
      rows.map((row) => [String(row[watched.key]), String(row['SystemModstamp'])] as const),
    ),
  );
}

/** Where the next look begins: later by the overlap, which is taken off again. */
function nextPlace({ rows }: Saves, now: Date): string {
  const newest = rows.at(-1)?.['SystemModstamp'];
  const isFull = rows.length >= MOST_ROWS && typeof newest === 'string';
  return (isFull ? new Date(Date.parse(newest) + OVERLAP_MS) : now).toISOString();
}

/** Objects that are asked for by this look. Of no account is anything sent again while Linnworks has no open order. */
async function dueNow(
  deps: PipelineDeps,
  watched: readonly Watched[],
  isTime: boolean,
): Promise<Watched[]> {
  const [own, related] = [watched.filter(isPartOfOrder), watched.filter((w) => !isPartOfOrder(w))];
  if (!isTime) return own;
  if (await deps.tables.orders.isAnyOpen()) return [...own, ...related];
  const now = deps.clock.now().toISOString();
  await deps.store.transaction(async (tx) => {
    for (const one of related) await deps.tables.cursors.set(tx, cursorOf(one), now);
  });
  return own;
}

/** Asks for the saves of every object, in one call. An object that is new to the watch begins now. */
async function readSaves(deps: PipelineDeps, watched: readonly Watched[]): Promise<Saves[]> {
  const now = deps.clock.now();
  const asked: { watched: Watched; soql: string }[] = [];
  for (const one of watched) {
    const cursor = await deps.tables.cursors.get(cursorOf(one));
    const since = cursor === null ? null : Date.parse(cursor) - OVERLAP_MS;
    if (since === null)
      await deps.store.transaction((tx) =>
        deps.tables.cursors.set(tx, cursorOf(one), now.toISOString()),
      );
    else {
      const from = new Date(Math.max(since, now.getTime() - LOOK_BACK_MS));
      asked.push({ watched: one, soql: queryOf(one, from) });
    }
  }
  if (asked.length === 0) return [];
  const answers = await deps.salesforce.queryMany(asked.map(({ soql }) => soql));
  return asked.map((one, index) => ({ watched: one.watched, rows: answers[index] ?? [] }));
}

/**
 * Finds orders that were edited after they were sent where no flow asks for it: fields that mapping rows read, accounts and
 * contacts. One call asks what was saved, of accounts and contacts every five minutes; only orders that were mapped from it
 * are read, and only those whose content has changed are sent again: as an edit, which arrives while Linnworks allows it and
 * is too late after that.
 */
export function createEditWatch(deps: PipelineDeps, reference: Reference): EditWatch {
  const { store, tables, queue, clock, log } = deps;
  let relatedAt = 0;
  return {
    async look() {
      const now = clock.now();
      const watched = watchedObjects(await reference.fieldModel(), await reference.settings());
      const isTime = now.getTime() - relatedAt >= RELATED_MS - EARLY_MS;
      const saves = await readSaves(deps, await dueNow(deps, watched, isTime));
      if (isTime) relatedAt = now.getTime();
      if (saves.length === 0) return 0;
      const orders = stampsOf(saves.filter((one) => isPartOfOrder(one.watched)));
      const records = stampsOf(saves.filter((one) => !isPartOfOrder(one.watched)));
      const edited = await editedOrders(deps, orders, records);
      const some = edited.slice(0, MOST_ORDERS);
      const { reads, changed } = await compareContent(deps, reference, some);
      await store.transaction(async (tx) => {
        await tables.links.putRead(tx, reads);
        await queue.enqueue(
          tx,
          'orders-out',
          changed.map((key) => ({ key, kind: 'update', data: {}, traceId: newTraceId() })),
        );
        if (some.length === edited.length)
          for (const one of saves)
            await tables.cursors.set(tx, cursorOf(one.watched), nextPlace(one, now));
      });
      if (changed.length > 0)
        log.info('Orders were edited after they were sent', { orders: changed.length });
      return changed.length;
    },
  };
}
