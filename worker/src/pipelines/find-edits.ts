import type { SalesforceRecord } from '../domain/ports.ts';
import { newTraceId } from '../domain/trace-id.ts';
import type { PipelineDeps } from './deps.ts';
import { compareContent } from './edits/changed-content.ts';
import { editedOrders, type EditedOrder } from './edits/edited-orders.ts';
import {
  isCustomer,
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
/** Products are asked for less often: orders and lines are what people edit. */
const PRODUCTS_MS = 5 * 60_000;
/** A look may come a little early. */
const EARLY_MS = 5_000;
/** Orders of one look: an account may have thousands, and the next look finds those that are left. */
const MOST_ORDERS = 2000;

/** The step in the audit of what the stream of customers did. */
export const CUSTOMER_STEP = 'take-customer-change';

const cursorOf = ({ object }: Watched): string => `edits:${object}`;

/** The saves of one object since the last look. */
interface Saves {
  readonly watched: Watched;
  readonly rows: readonly SalesforceRecord[];
}

export interface EditWatch {
  /** Orders, lines and products. @returns how many orders are sent again. */
  look(): Promise<number>;
  /** Accounts and contacts. @returns how many orders are sent again. */
  lookAtCustomers(): Promise<number>;
  /** Orders with another customer that the last look has left for the next. */
  customersWaiting(): number;
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

/** These objects, where they are worth a call: of no account is anything sent again while Linnworks has no open order. */
async function whileOrdersAreOpen(
  deps: PipelineDeps,
  watched: readonly Watched[],
): Promise<readonly Watched[]> {
  if (watched.length === 0 || (await deps.tables.orders.isAnyOpen())) return watched;
  const now = deps.clock.now().toISOString();
  await deps.store.transaction(async (tx) => {
    for (const one of watched) await deps.tables.cursors.set(tx, cursorOf(one), now);
  });
  return [];
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
      // A pause may last: what customers were given meanwhile is not forgotten.
      const earliest = isCustomer(one) ? since : now.getTime() - LOOK_BACK_MS;
      const from = new Date(Math.max(since, earliest));
      asked.push({ watched: one, soql: queryOf(one, from) });
    }
  }
  if (asked.length === 0) return [];
  const answers = await deps.salesforce.queryMany(asked.map(({ soql }) => soql));
  return asked.map((one, index) => ({ watched: one.watched, rows: answers[index] ?? [] }));
}

/** Of each order that is sent again because its customer has changed: what the stream of customers counts. */
const customerRow = ({ link }: EditedOrder) => ({
  traceId: link.traceId,
  record: link.salesforceOrderId,
  step: CUSTOMER_STEP,
  outcome: 'done',
  attempt: 1,
  durationMs: 0,
  bodyHash: null,
});

/** Sends again what these saves have changed. Cursors move once nothing is left. */
async function take(
  deps: PipelineDeps,
  reference: Reference,
  saves: readonly Saves[],
): Promise<{ taken: number; left: number }> {
  if (saves.length === 0) return { taken: 0, left: 0 };
  const { store, tables, queue, clock, log } = deps;
  const now = clock.now();
  const orders = stampsOf(saves.filter((one) => isPartOfOrder(one.watched)));
  const records = stampsOf(saves.filter((one) => !isPartOfOrder(one.watched)));
  const edited = await editedOrders(deps, orders, records);
  const some = edited.slice(0, MOST_ORDERS);
  const { reads, changed } = await compareContent(deps, reference, some);
  const isOfCustomers = saves.some(({ watched }) => isCustomer(watched));
  const sentAgain = some.filter(({ link }) => changed.includes(link.salesforceOrderId));
  await store.transaction(async (tx) => {
    await tables.links.putRead(tx, reads);
    await queue.enqueue(
      tx,
      'orders-out',
      changed.map((key) => ({ key, kind: 'update', data: {}, traceId: newTraceId() })),
    );
    if (isOfCustomers) await tables.audit.append(tx, sentAgain.map(customerRow));
    if (some.length === edited.length)
      for (const one of saves)
        await tables.cursors.set(tx, cursorOf(one.watched), nextPlace(one, now));
  });
  if (changed.length > 0)
    log.info('Orders were edited after they were sent', { orders: changed.length });
  return { taken: changed.length, left: edited.length - some.length };
}

/**
 * Finds orders that were edited after they were sent where no flow asks for it: fields that mapping rows read, accounts and
 * contacts. One call asks what was saved; only orders that were mapped from it are read, and only those whose content has
 * changed are sent again: as an edit, which arrives while Linnworks allows it and is too late after that. Customers are
 * looked for apart, so that their stream can be paused: their place is kept meanwhile, and the next look finds everything.
 */
export function createEditWatch(deps: PipelineDeps, reference: Reference): EditWatch {
  let productsAt = 0;
  let customersLeft = 0;
  const watchedNow = async (): Promise<Watched[]> =>
    watchedObjects(await reference.fieldModel(), await reference.settings());
  return {
    async look() {
      const now = deps.clock.now().getTime();
      const watched = await watchedNow();
      const products = watched.filter((one) => !isPartOfOrder(one) && !isCustomer(one));
      const isTime = now - productsAt >= PRODUCTS_MS - EARLY_MS;
      const due = isTime ? await whileOrdersAreOpen(deps, products) : [];
      const saves = await readSaves(deps, [...watched.filter(isPartOfOrder), ...due]);
      if (isTime) productsAt = now;
      return (await take(deps, reference, saves)).taken;
    },
    async lookAtCustomers() {
      const customers = (await watchedNow()).filter(isCustomer);
      const saves = await readSaves(deps, await whileOrdersAreOpen(deps, customers));
      const { taken, left } = await take(deps, reference, saves);
      customersLeft = left;
      return taken;
    },
    customersWaiting: () => customersLeft,
  };
}
