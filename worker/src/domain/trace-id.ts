import { v7 } from 'uuid';

/** One per piece of work, from the request to its last effect; sorts by time. */
export function newTraceId(): string {
  return v7();
}
