import type { Settings } from '../config/settings-schema.ts';
import { createHistoryLoad, type HistoryLoad } from '../pipelines/history/load-history.ts';
import type { Task } from '../schedule/schedule.ts';
import type { Systems } from './connect-systems.ts';

/** A page of 200 orders every three seconds takes about a quarter of the quota of each Linnworks endpoint. */
const PAGE_SECONDS = 3;

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

export function historyTask({ reference }: Systems, history: History): Task {
  return {
    name: 'order-history',
    everySeconds: PAGE_SECONDS,
    run: async () => {
      await reference.settings();
      await history.step();
    },
  };
}
