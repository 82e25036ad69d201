import {
  INTEGRATION,
  startWorld,
  type World,
  type WorldOptions,
} from '../../sandbox/scenarios/world.ts';
import { checkAudit } from './check-audit.ts';
import { accountEffects, orgEffects, type SeenEffect } from './effects-of-requests.ts';

export interface AuditedWorld extends World {
  /** What both systems were made to do so far. */
  readonly effects: readonly SeenEffect[];
  /** Stops the worker and says what is wrong with its audit. */
  checkAudit(): Promise<string[]>;
  /**
   * Holds the audit against what both systems saw, then closes everything.
   * @throws Error naming the first effects without a row, rows without an effect, and trace IDs that lead nowhere.
   */
  close(): Promise<void>;
}

/** The world of an end-to-end test: when it ends, every effect must have exactly one row in the audit. */
export async function startAuditedWorld(options: WorldOptions = {}): Promise<AuditedWorld> {
  const effects: SeenEffect[] = [];
  const world = await startWorld({
    ...options,
    onAnswered: (system, request) => {
      if (system === 'account') effects.push(...accountEffects(request));
      else if (request.username === INTEGRATION) effects.push(...orgEffects(request));
      options.onAnswered?.(system, request);
    },
  });
  let checked = -1;
  const check = (): Promise<string[]> => {
    checked = effects.length;
    return checkAudit(world, effects);
  };
  return {
    ...world,
    effects,
    checkAudit: check,
    async close() {
      try {
        // What was checked may be erased since; only what happened later is looked at again.
        const faults = checked === effects.length ? [] : await check();
        if (faults.length > 0) throw new Error(`The audit does not hold:\n${faults.join('\n')}`);
      } finally {
        await world.close();
      }
    },
  };
}
