import type { Settings } from '../config/settings-schema.ts';
import { createHistoryLoad, type HistoryLoad } from '../pipelines/history/load-history.ts';
import type { Task } from '../schedule/schedule.ts';
import type { Systems } from './connect-systems.ts';

/** A page of 200 orders every three seconds takes about a quarter of the quota of each Linnworks endpoint. */
const PAGE_SECONDS = 3;
/** Pages that are made up for at once, when the worker had no time for them. */
const MOST_PAGES = 10;

export interface History extends HistoryLoad {
  readonly backlog: () => Promise<number>;
}

/** The first load of orders, and how much of what it read still waits to be written. */
export function createHistory(settings: Settings, { deps, channels, queue }: Systems): History {
  const backlog = () => queue.backlog('orders-load');
  const isOthersToo = async () => (await channels()).otherChannels !== 'Off';
  const load = createHistoryLoad(deps, { days: settings.FIRST_LOAD_DAYS, isOthersToo, backlog });
  return { ...load, backlog };
}

/** Reads as many pages as are due by the worker's clock: one at each run, more where that clock is faster than the wall's. */
export function historyTask({ deps, reference }: Systems, history: History): Task {
  const periodMs = PAGE_SECONDS * 1_000;
  let lastAt = deps.clock.now().getTime();
  return {
    name: 'order-history',
    everySeconds: PAGE_SECONDS,
    run: async () => {
      await reference.settings();
      const now = deps.clock.now().getTime();
      // Runs come a little early or late.
      const due = Math.min(MOST_PAGES, Math.max(1, Math.round((now - lastAt) / periodMs)));
      lastAt = now;
      for (let page = 0; page < due; page++) if ((await history.step()) === 0) break;
    },
  };
}
