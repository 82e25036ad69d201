import type { Settings } from '../config/settings-schema.ts';
import { newTraceId } from '../domain/trace-id.ts';
import { createChannel, type Channel } from '../pipelines/stock/channel.ts';
import { createStockPull, type StockPull } from '../pipelines/stock/pull-stock.ts';
import { oneAtATime, type StockDeps } from '../pipelines/stock/stock-deps.ts';
import type { Task } from '../schedule/schedule.ts';
import type { Systems } from './connect-systems.ts';

const PURGE_SECONDS = 60 * 60;

/** The stock stream: its tasks, its part in requests, and the pushes of a channel integration. */
export interface Stock {
  readonly pull: StockPull;
  readonly tasks: readonly Task[];
  /** Told of what was sold: it is read within the next look. */
  readonly sold: (skus: readonly string[]) => Promise<void>;
  readonly backlog: () => Promise<number>;
  /** undefined while no token is set. */
  channel(runNow: (task: string) => void): Channel | undefined;
}

export function createStock(settings: Settings, systems: Systems, stopping: AbortSignal): Stock {
  const { background: base, reference, stock, bulk } = systems;
  const deps: StockDeps = { ...base, stock, bulk, stopping, alone: oneAtATime() };
  const pull = createStockPull(deps, reference);
  return {
    pull,
    tasks: [
      { name: 'stock', everySeconds: settings.STOCK_POLL_SECONDS, run: () => pull.sweep() },
      { name: 'stock-look', everySeconds: settings.STOCK_LOOK_SECONDS, run: () => pull.look() },
      { name: 'stock-purge', everySeconds: PURGE_SECONDS, run: () => pull.purge() },
    ],
    sold: (skus) =>
      deps.store.transaction((tx) => stock.looks.ask(tx, skus, newTraceId(), deps.clock.now())),
    backlog: () => stock.looks.count(),
    channel: (runNow) =>
      settings.CHANNEL_TOKEN === undefined
        ? undefined
        : createChannel(deps, settings.CHANNEL_TOKEN, runNow),
  };
}
