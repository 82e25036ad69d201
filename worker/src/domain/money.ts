/**
 * Money inside the worker: whole minor units (pence, cents) of one currency. Amounts cross the border as decimal
 * numbers and are rounded there, half away from zero, to the currency's own scale (GBP 2, JPY 0, KWD 3).
 */
export type MinorUnits = number;

const scales = new Map<string, number>();

/** Decimals of an ISO 4217 currency; 2 for a code that the runtime does not know. */
export function currencyScale(currency: string): number {
  const known = scales.get(currency);
  if (known !== undefined) return known;
  let scale = 2;
  if (/^[A-Z]{3}$/.test(currency)) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    scale = format.resolvedOptions().maximumFractionDigits ?? 2;
  }
  scales.set(currency, scale);
  return scale;
}

/** 1.005 is 1.00499… as a double: a nudge far below any minor unit makes the half visible again. */
export function roundTo(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const nudged = Math.abs(value) * factor * (1 + Number.EPSILON * 4);
  return (Math.sign(value) * Math.round(nudged)) / factor;
}

export function toMinor(amount: number, currency: string): MinorUnits {
  const scale = currencyScale(currency);
  return Math.round(roundTo(amount, scale) * 10 ** scale);
}

export function fromMinor(minor: MinorUnits, currency: string): number {
  return minor / 10 ** currencyScale(currency);
}
