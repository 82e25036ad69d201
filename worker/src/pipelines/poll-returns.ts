import type { ReturnHistory, ReturnRow } from '../domain/returns-port.ts';
import { newTraceId } from '../domain/trace-id.ts';
import type { PipelineDeps } from './deps.ts';

const CURSOR = 'returns';
const OBJECT = 'Linnworks_Return_Row';
const DAY_MS = 24 * 60 * 60_000;
/** Whether the time of day counts in the histories is not published, and clocks differ: a day is read again and compared. */
const OVERLAP_MS = DAY_MS;
/** The longest range that Linnworks takes is three months. */
const WINDOW_MS = 80 * DAY_MS;
const FIRST_LOOK_BACK_MS = WINDOW_MS;

type Deps = Pick<PipelineDeps, 'linnworks' | 'store' | 'tables' | 'queue' | 'clock' | 'log'>;
type Wants = (source: string) => boolean;

/** Jobs that look at the orders anew. One look at an order reads all of its returns. */
export const lookJobs = (linnworksIds: Iterable<string>) =>
  [...new Set(linnworksIds)].map((key) => ({
    key,
    kind: 'look',
    data: {},
    traceId: newTraceId(),
  }));

/** Stores what is new or different of a page as work, and remembers it in the same transaction. */
async function take(deps: Deps, rows: readonly ReturnRow[], wants: Wants): Promise<number> {
  const ours = rows.filter(({ source }) => wants(source));
  const known = await deps.tables.snapshots.get(
    OBJECT,
    ours.map(({ key }) => key),
  );
  const fresh = ours.filter(({ key, fingerprint }) => known.get(key)?.hash !== fingerprint);
  if (fresh.length === 0) return 0;
  const version = deps.clock.now().toISOString();
  await deps.store.transaction(async (tx) => {
    await deps.queue.enqueue(tx, 'returns-in', lookJobs(fresh.map((row) => row.linnworksId)));
    await deps.tables.snapshots.put(
      tx,
      OBJECT,
      fresh.map(({ key, fingerprint }) => ({ key, version, hash: fingerprint, state: '' })),
    );
  });
  return fresh.length;
}

interface Seen {
  found: number;
  /** Rows moved between two pages of one history: something may have slipped through. */
  isWhole: boolean;
}

async function readHistory(
  deps: Deps,
  history: ReturnHistory,
  date: 'BOOKED' | 'ACTIONED',
  [from, to]: readonly [Date, Date],
  wants: Wants,
): Promise<Seen> {
  const seen: Seen = { found: 0, isWhole: true };
  let total: number | undefined;
  for await (const page of deps.linnworks.returnRows(history, date, from, to)) {
    total ??= page.total;
    if (page.total !== total) seen.isWhole = false;
    seen.found += await take(deps, page.rows, wants);
  }
  return seen;
}

/** Ranges that Linnworks takes, oldest first; the last one reaches a day ahead, for clocks that differ. */
function windows(from: Date, now: Date): [Date, Date][] {
  const end = now.getTime() + DAY_MS;
  const found: [Date, Date][] = [];
  for (let start = from.getTime(); start < end; start += WINDOW_MS)
    found.push([new Date(start), new Date(Math.min(end, start + WINDOW_MS))]);
  return found;
}

/**
 * Reads both histories by the day of booking and of action, and queues the orders with rows that are new or different.
 * The cursor moves when a whole range was read without rows moving under the pages; otherwise it is read again.
 * @returns how many new or changed rows were found.
 */
export async function pollReturns(deps: Deps, wants: Wants): Promise<number> {
  const now = deps.clock.now();
  const stored = await deps.tables.cursors.get(CURSOR);
  const from =
    stored === null
      ? new Date(now.getTime() - FIRST_LOOK_BACK_MS)
      : new Date(new Date(stored).getTime() - OVERLAP_MS);
  let found = 0;
  for (const window of windows(from, now)) {
    let isWhole = true;
    for (const history of ['RETURNS', 'REFUNDS'] as const)
      for (const date of ['BOOKED', 'ACTIONED'] as const) {
        const seen = await readHistory(deps, history, date, window, wants);
        found += seen.found;
        isWhole &&= seen.isWhole;
      }
    if (!isWhole) {
      deps.log.info('Returns changed while they were read and are read again');
      break;
    }
    const reached = new Date(Math.min(window[1].getTime(), now.getTime())).toISOString();
    await deps.store.transaction((tx) => deps.tables.cursors.set(tx, CURSOR, reached));
  }
  return found;
}

const LOOK_AGAIN_MS = 15 * 60_000;
const MOST_AT_ONCE = 50;

/**
 * Announced returns can be changed or deleted without a row in a history: those that were not looked at for a while are
 * looked at again, the longest unseen first.
 */
export async function lookAgainAtOpenReturns(deps: Deps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - LOOK_AGAIN_MS);
  const ids = await deps.tables.afterSale.openLookedAtBefore(before, MOST_AT_ONCE);
  await deps.store.transaction((tx) => deps.queue.enqueue(tx, 'returns-in', lookJobs(ids)));
  return ids.length;
}
