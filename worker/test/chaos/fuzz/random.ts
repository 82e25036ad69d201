/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

const UGLY: readonly unknown[] = [
  ...[null, true, false, '', ' ', '\n', '0', '-1', 'null', 'undefined', 'NaN', '1e400', '[]', '{}'],
  ...[0, -0, -1, 0.1, 1.005, 1e-12, 1e12, 1e308, -1e308, 2 ** 53, Number.MAX_SAFE_INTEGER],
  ...[
    "'; DROP TABLE orders; --",
    "O'Neil \\ Söhne",
    '<b>&amp;</b>',
    '${7*7}',
    '=1+1',
    '%00',
    '\u0000',
  ],
  ...['😀'.repeat(40), 'שלום עולם', '\u202Egnp.exe', '\uD800', 'é'.repeat(300), 'x'.repeat(5_000)],
  // XXX is what ISO 4217 calls no currency.
  ...['GBP', 'XXX', 'EUR', 'Kosovo', 'XK', 'United Kingdom', '2026-02-30', '0001-01-01T00:00:00'],
  ...['2026-11-24T10:00:00.000+0000', '9999-12-31T23:59:59Z', 'Royal Mail 24', 'NO-SUCH-SKU'],
  ...[[], {}, [null], { Id: null }, { attributes: {} }, [[[[1]]]]],
];

/** What no careful program would put into a field, and every careful one must survive. */
export const ugly = (random: Random): unknown => random.pick(UGLY);
