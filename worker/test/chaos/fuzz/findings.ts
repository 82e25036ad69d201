import { ERROR_CODES } from '../../../src/domain/error-codes.ts';

/** What went wrong in a run of fuzzed input; each sentence names the case, so that the seed finds it again. */
export interface Findings {
  count: number;
  /** Of `count`, those that were taken for good and did their work. */
  good: number;
  /** Something threw that nobody expected, or called itself a defect. */
  readonly crashes: string[];
  /** Something was written in part. */
  readonly halves: string[];
  /** Something bad that has no code of the catalogue or no trace ID. */
  readonly mute: string[];
}

export const nothingFound = (): Findings => ({
  count: 0,
  good: 0,
  crashes: [],
  halves: [],
  mute: [],
});

const isTrace = (id: unknown): boolean => typeof id === 'string' && /^[\da-z-]{36}$/i.test(id);

/** Whether a bad one can be found and understood: a known code and a trace ID. */
export function isNamed(code: unknown, traceId: unknown): boolean {
  return typeof code === 'string' && code in ERROR_CODES && isTrace(traceId);
}
