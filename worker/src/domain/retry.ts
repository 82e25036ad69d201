const FIRST_MS = 2_000;
const LONGEST_MS = 24 * 60 * 60_000;
/** A fifth up or down, so that what failed together does not come back together. */
const JITTER = 0.2;

/**
 * The retry ladder: doubles with each attempt, from two seconds up to a day.
 * @param attempt 1 after the first failure.
 * @param atLeastMs what the other side asked for; never undercut.
 */
export function retryDelay(attempt: number, atLeastMs = 0, random = Math.random): number {
  const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 30));
  const jittered = step * (1 - JITTER + 2 * JITTER * random());
  return Math.round(Math.max(atLeastMs, Math.min(LONGEST_MS, jittered)));
}
