const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;

/** Doubles with each attempt, from two seconds up to a quarter of an hour. */
export function retryDelay(attempt: number, atLeastMs = 0): number {
  return Math.max(atLeastMs, Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1)));
}
