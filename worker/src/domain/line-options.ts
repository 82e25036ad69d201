import { hashOf } from './hash.ts';

interface Option {
  readonly Property?: string | null | undefined;
  readonly Value?: string | null | undefined;
}

/** One hash for each option of a line: enough to see whether it is there, without keeping what a customer wrote. */
export const optionHashes = (options: readonly Option[]): string[] =>
  options.map(({ Property, Value }) =>
    hashOf([(Property ?? '').trim(), (Value ?? '').trim()]).slice(0, 16),
  );
