import pg from 'pg';
import type { Clock } from '../domain/clock.ts';
import type { Logger } from '../domain/ports.ts';

export interface Lease {
  /** Aborted when the connection that holds the lease breaks: somebody else may be active then. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

const ASK_AGAIN_MS = 5_000;

/**
 * One active worker for each org: an advisory lock on a connection of its own, held for life. Another worker waits here
 * until the first one is gone (Heroku starts the new dyno before the old one has stopped).
 */
export async function holdLease(
  connection: pg.PoolConfig,
  name: string,
  clock: Clock,
  log: Logger,
  signal: AbortSignal,
): Promise<Lease> {
  const client = new pg.Client({ ...connection, application_name: 'connector-lease' });
  const broken = new AbortController();
  client.on('error', () => broken.abort());
  await client.connect();
  let waited = false;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
      [name],
    );
    if (rows[0]?.held === true) break;
    if (!waited) log.info('Another worker is active; waiting for it to stop');
    waited = true;
    await clock.sleep(ASK_AGAIN_MS, signal);
    if (signal.aborted) break;
  }
  return {
    lost: broken.signal,
    release: () => client.end(),
  };
}
