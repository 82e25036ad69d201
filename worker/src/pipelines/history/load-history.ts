import type { ObservedOrder } from '../../domain/observed-order.ts';
import type { PipelineDeps } from '../deps.ts';
import { observedJob } from '../poll-fulfilment.ts';
import { createProgress, type Progress } from '../stock/progress.ts';
import { partsOf, placeAtStart, readPlace, savePlace, type Part, type Place } from './place.ts';

type Deps = Pick<PipelineDeps, 'linnworks' | 'tables' | 'store' | 'queue' | 'clock' | 'log'>;

export interface HistoryOptions {
  /** How far back; 0: nothing is read. */
  readonly days: number;
  readonly isOthersToo: () => Promise<boolean>;
  /** Orders that were queued and are not written yet. */
  readonly backlog: () => Promise<number>;
}

export interface HistoryLoad {
  /** Reads at most one page, when the page before is written. @returns how many orders were queued. */
  step(): Promise<number>;
  /** null before it begins and when nothing is left. */
  progress(): Progress | null;
}

/** Orders of one page, and of the open orders that are taken at once. */
const PAGE = 200;
const LOG_EVERY_PAGES = 25;
/** Orders that may wait to be written before another page is read. */
const MOST_WAITING = 1_000;

interface Taken {
  readonly orders: readonly ObservedOrder[];
  readonly next: Place;
}

/** The open orders by id, so that a restart goes on where it was, whatever was opened or shipped meanwhile. */
async function takeOpen({ linnworks }: Deps, place: Place): Promise<Taken> {
  const all = [...(await linnworks.openOrderIds())].sort();
  const left = all.filter((id) => id > place.after);
  const ids = left.slice(0, PAGE);
  const orders = await linnworks.ordersById(ids);
  const last = ids.at(-1);
  const isEnd = left.length <= PAGE;
  const moved = { ...place, done: place.done + ids.length, after: last ?? place.after };
  return { orders, next: isEnd ? { ...moved, part: 1, page: 1, ofPart: null } : moved };
}

/** Fewer orders than before: what was read has moved to earlier pages, so as many are read again. */
const pageToRead = ({ page, ofPart }: Place, total: number): number => {
  const lost = ofPart === null ? 0 : Math.max(0, ofPart - total);
  return Math.max(1, page - Math.ceil(lost / PAGE));
};

async function takePage({ linnworks }: Deps, place: Place, part: Part): Promise<Taken> {
  const read = (page: number) => linnworks.finishedOrders(part.by, part.from, part.to, page);
  const first = await read(place.page);
  const page = pageToRead(place, first.total);
  const found = page === place.page ? first : await read(page);
  const orders = await linnworks.ordersById(found.ids);
  const moved = { ...place, done: Math.min(place.total, place.done + found.ids.length) };
  if (page >= found.pages)
    return { orders, next: { ...moved, part: place.part + 1, page: 1, ofPart: null } };
  return { orders, next: { ...moved, page: page + 1, ofPart: found.total } };
}

/** How many orders there will be, from the first page of every part. */
async function begin(deps: Deps, { days, isOthersToo }: HistoryOptions): Promise<Place> {
  const scope = (await isOthersToo()) ? 'all' : 'ours';
  const place = placeAtStart(scope, deps.clock.now(), days);
  if (days === 0) return { ...place, isComplete: true };
  let total = (await deps.linnworks.openOrderIds()).size;
  for (const { by, from, to } of partsOf(place))
    total += (await deps.linnworks.finishedOrders(by, from, to, 1)).total;
  deps.log.info('The first load of orders begins', { orders: total, days });
  return { ...place, total };
}

/** Begun at the first start, and again when other channels were switched on after it. */
async function current(deps: Deps, options: HistoryOptions): Promise<Place> {
  const stored = await readPlace(deps);
  const isWider = stored?.scope === 'ours' && (await options.isOthersToo());
  if (stored !== undefined && !isWider) return stored;
  const place = await begin(deps, options);
  await deps.store.transaction((tx) => savePlace(deps, tx, place));
  return place;
}

/**
 * The first load of orders: those that are open, and those that were shipped or cancelled before the worker came. Each
 * page is stored as work together with the place where it ended, in a queue of its own that the live poll does not share;
 * a page is read only when few wait to be written. What the live poll has seen later stays: these reads are
 * compared like any other (domain/version.ts).
 */
export function createHistoryLoad(deps: Deps, options: HistoryOptions): HistoryLoad {
  const progress = createProgress(deps.clock);
  let isComplete = false;
  let pages = 0;
  const tell = (place: Place): void => {
    progress.at(place.done);
    pages += 1;
    // How long it will take can be said from the second page on.
    const isDue = pages <= 2 || pages % LOG_EVERY_PAGES === 0 || place.isComplete;
    if (!isDue) return;
    const { percent, message } = progress.current() ?? {
      percent: 100,
      message: 'Nothing to read.',
    };
    deps.log.info('First load of orders', {
      percent,
      progress: message,
      isComplete: place.isComplete,
    });
  };
  return {
    async step() {
      if (isComplete && !(await options.isOthersToo())) return 0;
      const place = await current(deps, options);
      isComplete = place.isComplete;
      if (isComplete || (await options.backlog()) > MOST_WAITING) return 0;
      progress.begin('orders', place.total);
      progress.at(place.done);
      const parts = partsOf(place);
      const part = parts[place.part - 1];
      const taken = part ? await takePage(deps, place, part) : await takeOpen(deps, place);
      const next = { ...taken.next, isComplete: taken.next.part > parts.length };
      await deps.store.transaction(async (tx) => {
        await deps.queue.enqueue(tx, 'orders-load', taken.orders.map(observedJob));
        await savePlace(deps, tx, next);
      });
      tell(next);
      if (next.isComplete) progress.end();
      return taken.orders.length;
    },
    progress: () => progress.current(),
  };
}
