import { ConnectorError } from '../../domain/connector-error.ts';
import type { StockPage } from '../../domain/stock.ts';
import type { Locations, ReadLocations } from './chosen-locations.ts';
import { observeItems, withKinds } from './observe-items.ts';
import type { Pace } from './pace.ts';
import type { LoadProgress } from './progress.ts';
import { reportPage, reportRead } from './report-stock.ts';
import type { StockDeps } from './stock-deps.ts';
import { readSweep, saveSweep, type SweepState } from './sweep-state.ts';

const ITEMS_PER_PAGE = 200;
/** Pages on their way at once: enough to use the quota at any latency. */
const AT_ONCE = { first: 6, later: 2 };
/** Items may come and go while a sweep runs: so many may be missing before it counts as cut short. */
const SHORTFALL = 0.005;

interface Page extends StockPage {
  readonly at: Date;
  readonly number: number;
}

async function readPage(deps: StockDeps, number: number): Promise<Page> {
  const at = deps.clock.now();
  const page = await deps.linnworks.stockPage(number);
  return { ...page, items: await withKinds(deps, page.items), at, number };
}

/** A sweep that ended early because a page was refused has met too little; nothing is missing because of it. */
function isComplete({ rows, total }: SweepState, last: Page): boolean {
  if (total === null) return last.rows > 0;
  return rows >= total - Math.floor(total * SHORTFALL);
}

function afterPage(state: SweepState, page: Page, now: Date): SweepState {
  const read = { ...state, page: state.page + 1, rows: state.rows + page.rows };
  if (!page.isLast) return read;
  const complete = isComplete(read, page);
  return {
    page: 1,
    sweep: complete ? state.sweep + 1 : state.sweep,
    rows: 0,
    total: null,
    isFirst: state.isFirst && !complete,
    startedAt: now.toISOString(),
  };
}

/** Levels and position in one transaction; what two complete sweeps did not meet is missing. */
async function storePage(
  deps: StockDeps,
  locations: Locations,
  state: SweepState,
  page: Page,
): Promise<SweepState> {
  const next = afterPage(state, page, deps.clock.now());
  const missing = await deps.store.transaction(async (tx) => {
    await observeItems(deps, tx, page.items, locations, { at: page.at, sweep: state.sweep });
    await saveSweep(deps, tx, next);
    const isNext = next.sweep > state.sweep;
    return isNext ? deps.stock.levels.markMissing(tx, state.sweep - 1) : 0;
  });
  if (missing > 0) deps.log.info('Stock levels have vanished from Linnworks', { levels: missing });
  await reportRead(deps, page, `page ${page.number}`);
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

/**
 * Reads the next pages, as many as the pace allows, and returns when the pace or the sweep is at its end. A page that
 * cannot be read stops there: the next run reads it again, and never goes past it.
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
  const lastPage = state.total === null ? 1 : Math.max(1, Math.ceil(state.total / ITEMS_PER_PAGE));
  progress?.begin('read', lastPage);
  const ahead: Promise<Page>[] = [];
  let next = state.page;
  const fill = (): void => {
    const most = state.isFirst ? AT_ONCE.first : AT_ONCE.later;
    while (
      ahead.length < most &&
      (next <= lastPage || ahead.length === 0) &&
      (state.isFirst || pace.take())
    ) {
      const reading = readPage(deps, next++);
      // Its failure is met when its turn comes.
      reading.catch(() => undefined);
      ahead.push(reading);
    }
  };
  for (fill(); ahead.length > 0 && !deps.stopping.aborted; fill()) {
    const page = await reportPage(deps, state.page, await settled(ahead.shift()));
    progress?.at(page.number);
    const before = state.sweep;
    const ended = page.isLast;
    state = await storePage(deps, locations, state, page);
    if (ended) {
      deps.log.info('A sweep over the stock has ended', { complete: state.sweep > before });
      return true;
    }
  }
  return false;
}

async function settled(reading: Promise<Page> | undefined): Promise<PromiseSettledResult<Page>> {
  const [result] = await Promise.allSettled(reading === undefined ? [] : [reading]);
  if (result === undefined) throw new Error('No page was read');
  return result;
}
