import { sql } from 'kysely';
import type { Clock } from '../domain/clock.ts';
import { ConnectorError } from '../domain/connector-error.ts';
import type { Journal } from '../domain/effects.ts';
import type { Logger } from '../domain/ports.ts';
import { beginEffects, SENDING } from './begin-effects.ts';
import type { Db } from './schema.ts';

const STOPPED = 'unknown: the worker was stopped before it heard of it';

/** A refused call did nothing; of one that broke off, nobody knows. */
function failure(error: unknown): string {
  if (!(error instanceof ConnectorError)) return 'unknown: UNEXPECTED';
  return `${error.kind === 'transient' ? 'unknown' : 'failed'}: ${error.code}`;
}

/**
 * Rows of what the worker does to the other systems. A row is there before the call, so that a worker that is killed
 * in between leaves a row without a known outcome, never an effect without a row.
 */
export function createEffectJournal(db: Db, clock: Clock, log: Logger): Journal {
  const end = async (ids: readonly string[], outcomes: readonly string[], ms: number) => {
    try {
      await sql`update connector.audit set outcome = done.outcome, duration_ms = ${Math.round(ms)}
        from unnest(${[...ids]}::bigint[], ${[...outcomes]}::text[]) as done(id, outcome)
        where audit.id = done.id and audit.seq is null`.execute(db);
    } catch (error) {
      // The call was made: whoever waits for its reply must get it. The next start completes the rows.
      log.warn('The outcome of a call could not be kept', { reason: (error as Error).message });
    }
  };
  return {
    async around(effects, call, outcomes) {
      const startedAt = clock.now().getTime();
      const ids = await beginEffects(db, effects);
      const lasted = () => Math.max(0, clock.now().getTime() - startedAt);
      try {
        const reply = await call();
        await end(ids, outcomes(reply), lasted());
        return reply;
      } catch (error) {
        await end(
          ids,
          ids.map(() => failure(error)),
          lasted(),
        );
        throw error;
      }
    },
  };
}

/** Completes what an earlier worker, which was killed, left on its way. Only for whoever holds the lease. */
export async function completeLeftRows(db: Db): Promise<void> {
  await sql`update connector.audit set outcome = ${STOPPED}
    where seq is null and outcome = ${SENDING}`.execute(db);
}
