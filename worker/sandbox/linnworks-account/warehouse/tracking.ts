import type { Ids } from '../state/ids.ts';

const digits = (ids: Ids, count: number): string =>
  Array.from({ length: count }, () => Math.floor(ids.random() * 10)).join('');

const letters = (ids: Ids, count: number): string =>
  Array.from({ length: count }, () => String.fromCharCode(65 + Math.floor(ids.random() * 26))).join(
    '',
  );

interface Courier {
  readonly newNumber: (ids: Ids) => string;
  readonly url: (number: string, postcode: string) => string;
}

const COURIERS: Readonly<Record<string, Courier>> = {
  'Royal Mail': {
    newNumber: (ids) => `${letters(ids, 2)}${digits(ids, 9)}GB`,
    url: (number) => `https://www.royalmail.com/track-your-item#/tracking-results/${number}`,
  },
  DPD: {
    newNumber: (ids) => `155${digits(ids, 11)}`,
    url: (number, postcode) =>
      `https://track.dpd.co.uk/search?reference=${number}&postcode=${encodeURIComponent(postcode)}`,
  },
  UPS: {
    newNumber: (ids) => `1Z${letters(ids, 2)}${digits(ids, 14)}`,
    url: (number) => `https://www.ups.com/track?tracknum=${number}`,
  },
};

/** A tracking number in the courier's form; empty for a vendor that tracks nothing. */
export const newTrackingNumber = (vendor: string, ids: Ids): string =>
  COURIERS[vendor]?.newNumber(ids) ?? '';

/** Empty where the vendor has no tracking page. */
export const trackingUrl = (vendor: string, number: string, postcode: string): string =>
  number === '' ? '' : (COURIERS[vendor]?.url(number, postcode) ?? '');
