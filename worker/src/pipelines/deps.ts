import type { Clock } from '../domain/clock.ts';
import type { Linnworks } from '../domain/linnworks-port.ts';
import type { Logger, Queue, Salesforce, Store } from '../domain/ports.ts';
import type { Tables } from '../domain/tables.ts';

/** What every pipeline is given; nothing else of the outside world reaches it. */
export interface PipelineDeps {
  readonly salesforce: Salesforce;
  readonly linnworks: Linnworks;
  readonly store: Store;
  readonly tables: Tables;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Logger;
  /** Of an org with a single currency, which does not name it over the API (ISO 4217). */
  readonly orgCurrency: string;
}
