import type { Problem } from './problem.ts';

/** A value, or everything that stands in its way at once. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };
