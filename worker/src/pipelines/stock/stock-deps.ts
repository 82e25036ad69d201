import type { Bulk } from '../../domain/bulk-port.ts';
import type { StockTables } from '../../domain/stock-tables.ts';
import type { PipelineDeps } from '../deps.ts';

/** What the stock pipelines are given beside the rest. */
export interface StockDeps extends PipelineDeps {
  readonly stock: StockTables;
  readonly bulk: Bulk;
  /** Aborted when the worker stops: long work ends at the next step. */
  readonly stopping: AbortSignal;
  /** One writer at a time: two answers of Salesforce never overtake each other. */
  readonly alone: Alone;
}

export type Alone = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs what it is given one after the other, in the order it was given. */
export function oneAtATime(): Alone {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

export const LEVELS = 'Linnworks_Stock_Level__c';
export const MOVEMENTS = 'Linnworks_Stock_Movement__c';
