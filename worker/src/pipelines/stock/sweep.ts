import { ConnectorError } from '../../domain/connector-error.ts';
import { isAboutPage, isUnreadable, readInPieces, type PartlyRead } from './bad-page.ts';
import { learnParts } from './composites.ts';
import type { Locations, ReadLocations } from './chosen-locations.ts';
import { observeItems, withKinds } from './observe-items.ts';
import type { Pace } from './pace.ts';
import type { LoadProgress } from './progress.ts';
import { reportPlaces } from './report-places.ts';
import { reportRead } from './report-stock.ts';
import type { StockDeps } from './stock-deps.ts';
import { newSweep, readSweep, saveSweep, type SweepState } from './sweep-state.ts';

const ITEMS_PER_PAGE = 200;
/** Pages on their way at once: enough to use the quota at any latency. */
const AT_ONCE = { first: 6, later: 2 };
/** Items may come and go while a sweep runs: so many may be missing before it counts as cut short. */
const SHORTFALL = 0.005;
/** More bad pages than this in one sweep are no bad pages, but a trouble of Linnworks: the sweep waits. */
const MOST_BAD_PAGES = 5;
/** A page on which Linnworks breaks is set aside when so many runs have stopped there. */
const STOPS_AT_A_PAGE = 3;

interface Page extends PartlyRead {
  readonly at: Date;
  readonly number: number;
}

/** Pages that Linnworks should have by its own count. */
const pagesOf = ({ total }: SweepState): number =>
  total === null ? 1 : Math.max(1, Math.ceil(total / ITEMS_PER_PAGE));

async function readPage(deps: StockDeps, number: number): Promise<Page> {
  const at = deps.clock.now();
  const page = await deps.linnworks.stockPage(number);
  return { ...page, items: await withKinds(deps, page.items), at, number, unread: [] };
}

/** A page is refused in the words that mean "past the end": before the end it cannot be read. */
const isRefused = (page: Page, state: SweepState): boolean =>
  page.rows === 0 && page.number < pagesOf(state);

/** Behind what Linnworks counts there is nothing to be missed. */
const isBehindTheEnd = (state: SweepState): boolean =>
  state.total !== null && state.page > pagesOf(state);
const nothing = (number: number, at: Date): Page => ({
  ...{ number, at, items: [], unreadable: [], unread: [], rows: 0, isLast: true },
});

/**
 * What can be had of a page that cannot be read as a whole.
 * @throws the failure, when the run is to stop here and the next one begins with this page.
 */
async function rescue(
  deps: StockDeps,
  pace: Pace,
  state: SweepState,
  failure: Error,
): Promise<Page> {
  if (!isAboutPage(failure) || state.badPages >= MOST_BAD_PAGES) throw failure;
  if (failure.code !== 'LW_REPLY_UNREADABLE' && state.stuck + 1 < STOPS_AT_A_PAGE) {
    const stopped = { ...state, stuck: state.stuck + 1 };
    await deps.store.transaction((tx) => saveSweep(deps, tx, stopped));
    throw failure;
  }
  const at = deps.clock.now();
  const { page, total } = state;
  if (isBehindTheEnd(state)) return nothing(page, at);
  const read = await readInPieces(deps, pace, { page, perPage: ITEMS_PER_PAGE, total });
  deps.log.warn('A page of stock cannot be read as a whole', { page, code: failure.code });
  return { ...read, items: await withKinds(deps, read.items), at, number: page };
}

/** The page whose turn it is, and whether it had to be read in pieces. */
async function pageAtItsTurn(
  deps: StockDeps,
  pace: Pace,
  state: SweepState,
  reading: Promise<Page>,
): Promise<{ page: Page; isBad: boolean }> {
  const [result] = await Promise.allSettled([reading]);
  if (result.status === 'fulfilled' && !isRefused(result.value, state))
    return { page: result.value, isBad: false };
  const failure =
    result.status === 'rejected'
      ? (result.reason as Error)
      : new ConnectorError({
          code: 'LW_REPLY_UNREADABLE',
          kind: 'transient',
          message: `Linnworks refuses page ${state.page} of its stock.`,
        });
  try {
    return { page: await rescue(deps, pace, state, failure), isBad: true };
  } catch (error) {
    if (isUnreadable(error))
      await reportPlaces(deps, [...state.unread, standsAt(state, error)], false);
    throw error;
  }
}

const standsAt = ({ page, total }: SweepState, { message: reason }: ConnectorError) => {
  const from = (page - 1) * ITEMS_PER_PAGE + 1;
  return { from, to: Math.max(from, total ?? 0), reason: `The sweep waits there. ${reason}` };
};

/** A sweep that ended early or could not read everything has met too little; nothing is missing because of it. */
function isComplete({ rows, total, unread }: SweepState, last: Page): boolean {
  if (unread.length > 0) return false;
  if (total === null) return last.rows > 0;
  return rows >= total - Math.floor(total * SHORTFALL);
}

function afterPage(state: SweepState, page: Page, isBad: boolean): SweepState {
  return {
    ...state,
    page: state.page + 1,
    rows: state.rows + page.rows,
    unread: [...state.unread, ...page.unread],
    badPages: state.badPages + (isBad ? 1 : 0),
    stuck: 0,
  };
}

function afterSweep(state: SweepState, last: Page, now: Date): SweepState {
  const complete = isComplete(state, last);
  return {
    ...newSweep(now.toISOString()),
    sweep: complete ? state.sweep + 1 : state.sweep,
    // What cannot be read makes no sweep a first one again.
    isFirst: state.isFirst && !complete && state.unread.length === 0,
  };
}

/** Levels and position in one transaction; what two complete sweeps did not meet is missing. */
async function storePage(
  deps: StockDeps,
  locations: Locations,
  state: SweepState,
  page: Page,
  isBad: boolean,
): Promise<SweepState> {
  const read = afterPage(state, page, isBad);
  const next = page.isLast ? afterSweep(read, page, deps.clock.now()) : read;
  const missing = await deps.store.transaction(async (tx) => {
    await observeItems(deps, tx, page.items, locations, { at: page.at, sweep: state.sweep });
    await saveSweep(deps, tx, next);
    const isNext = next.sweep > state.sweep;
    return isNext ? deps.stock.levels.markMissing(tx, state.sweep - 1) : 0;
  });
  if (missing > 0) deps.log.info('Stock levels have vanished from Linnworks', { levels: missing });
  await learnParts(deps, page.items);
  await reportRead(deps, page, `page ${page.number}`);
  if (isBad || page.isLast) await reportPlaces(deps, read.unread, page.isLast);
  return next;
}

/** Asked once a sweep: it tells where the end is, and whether everything was met. */
async function withTotal(deps: StockDeps, state: SweepState): Promise<SweepState> {
  if (state.page > 1 && state.total !== null) return state;
  try {
    return { ...state, total: await deps.linnworks.stockItemCount() };
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind === 'transient') throw error;
    deps.log.warn('Linnworks does not count its items', { code: error.code });
    return { ...state, total: null };
  }
}

/** The next pages, asked for before their turn as far as the pace allows. */
class Ahead {
  readonly #pages: Promise<Page>[] = [];
  readonly #deps: StockDeps;
  readonly #pace: Pace;
  #next: number;

  constructor(deps: StockDeps, pace: Pace, first: number) {
    this.#deps = deps;
    this.#pace = pace;
    this.#next = first;
  }

  take(state: SweepState): Promise<Page> | undefined {
    const most = state.isFirst ? AT_ONCE.first : AT_ONCE.later;
    while (
      this.#pages.length < most &&
      (this.#next <= pagesOf(state) || this.#pages.length === 0) &&
      (state.isFirst || this.#pace.take())
    ) {
      const reading = readPage(this.#deps, this.#next++);
      // Its failure is met when its turn comes.
      reading.catch(() => undefined);
      this.#pages.push(reading);
    }
    return this.#pages.shift();
  }
}

/**
 * Reads the next pages, as many as the pace allows, and returns when the pace or the sweep is at its end. What cannot be
 * read of a page is listed and tried again with the next sweep; where Linnworks does not answer the run stops, and the
 * next one begins there.
 * @returns true when a sweep has ended.
 */
export async function sweepStock(
  deps: StockDeps,
  readLocations: ReadLocations,
  pace: Pace,
  progress: LoadProgress | null = null,
): Promise<boolean> {
  const locations = await readLocations();
  if (locations.chosen.size === 0) return false;
  let state = await withTotal(deps, await readSweep(deps));
  progress?.begin('read', pagesOf(state));
  const ahead = new Ahead(deps, pace, state.page);
  while (!deps.stopping.aborted) {
    const reading = ahead.take(state);
    if (reading === undefined) return false;
    const { page, isBad } = await pageAtItsTurn(deps, pace, state, reading);
    progress?.at(page.number);
    const before = state.sweep;
    state = await storePage(deps, locations, state, page, isBad);
    if (page.isLast) {
      deps.log.info('A sweep over the stock has ended', { complete: state.sweep > before });
      return true;
    }
  }
  return false;
}
