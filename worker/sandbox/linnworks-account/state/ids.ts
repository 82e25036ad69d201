export const ZERO_GUID = '00000000-0000-0000-0000-000000000000';

/** Chance and identifiers of one account: the same seed gives the same ids and the same warehouse day. */
export interface Ids {
  guid(): string;
  /** From 0 up to, not including, 1. */
  random(): number;
  shuffle<T>(items: readonly T[]): T[];
}

/** mulberry32: small, fast and good enough to number parcels. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A version 4 GUID in lower case from 16 random bytes. */
function guidFrom(random: () => number): string {
  const bytes = Array.from({ length: 16 }, () => Math.floor(random() * 256));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function createIds(seed: number): Ids {
  const random = generator(seed);
  return {
    random,
    guid: () => guidFrom(random),
    shuffle(items) {
      const mixed = [...items];
      for (let n = mixed.length - 1; n > 0; n--) {
        const other = Math.floor(random() * (n + 1));
        [mixed[n], mixed[other]] = [mixed[other] as never, mixed[n] as never];
      }
      return mixed;
    },
  };
}
