import { ConnectorError } from '../../domain/connector-error.ts';
import type { Reference } from '../read-settings.ts';
import { createReadLocations } from './chosen-locations.ts';
import { flushSkus, flushStock } from './flush.ts';
import { listSkuProblems } from './list-sku-problems.ts';
import { lookAtAsked, readSkus } from './look.ts';
import { createPace } from './pace.ts';
import { createProgress, type Progress } from './progress.ts';
import { purgeStock } from './purge.ts';
import type { StockDeps } from './stock-deps.ts';
import { refreshProducts } from './stock-products.ts';
import { sweepStock } from './sweep.ts';
import { readSweep } from './sweep-state.ts';

/** Products are looked through, and small changes of a long sweep written, at least this often. */
const ROUND_MS = 10 * 60_000;

export interface StockPull {
  /** The rolling sweep: reads the next pages and writes what changed. */
  sweep(): Promise<void>;
  /** Reads and writes what was asked for. */
  look(): Promise<void>;
  /** Reads and writes these items now. @returns SKU keys of those that Linnworks has. */
  refresh(skus: readonly string[]): Promise<string[]>;
  purge(): Promise<void>;
  progress(): Progress | null;
}

/** The three rhythms over one memory of what was read and what was written. */
export function createStockPull(deps: StockDeps, reference: Reference): StockPull {
  const readLocations = createReadLocations(deps);
  const pace = createPace(deps.clock);
  const progress = createProgress(deps.clock);
  let roundAt = 0;
  const sweepAndTell = async (isFirst: boolean) => {
    try {
      const ended = await sweepStock(deps, readLocations, pace, isFirst ? progress : null);
      return { ended, failure: null };
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.code !== 'LW_REPLY_UNREADABLE') throw error;
      return { ended: false, failure: error };
    } finally {
      progress.end();
    }
  };
  return {
    async sweep() {
      const { isFirst } = await readSweep(deps);
      const isDue = deps.clock.now().getTime() - roundAt >= ROUND_MS;
      if (isDue) await refreshProducts(deps, reference);
      const { ended, failure } = await sweepAndTell(isFirst);
      // Of a first load everything is known before anything is written: few large jobs instead of many small ones. But a
      // page that cannot be read holds up nothing else.
      if (isFirst && !ended && failure === null) return;
      if (isDue || ended) roundAt = deps.clock.now().getTime();
      await flushStock(deps, reference, readLocations, progress, {
        levels: !isDue && !ended,
        movements: !ended && failure === null,
      });
      if (ended) await listSkuProblems(deps, await reference.settings());
      if (failure !== null) throw failure;
    },
    async look() {
      await flushSkus(deps, reference, readLocations, await lookAtAsked(deps, readLocations));
    },
    async refresh(skus) {
      const seen = await readSkus(deps, readLocations, skus);
      await flushSkus(deps, reference, readLocations, seen);
      return seen;
    },
    purge: () => purgeStock(deps, reference, readLocations),
    progress: () => progress.current(),
  };
}
