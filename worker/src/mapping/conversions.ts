import { findCountry } from './country.ts';

/** What a value that is there becomes; a value that cannot be read becomes `UNREADABLE`. */
export const UNREADABLE = Symbol('unreadable');

function toNumber(value: unknown): number | typeof UNREADABLE {
  const text = String(value).trim();
  const number = typeof value === 'number' ? value : text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : UNREADABLE;
}

/** Years that Salesforce takes; beyond them a date has no text that Linnworks reads. */
const [FIRST_YEAR, LAST_YEAR] = [1700, 4000];

function toMoment(value: unknown): string | typeof UNREADABLE {
  const date = new Date(String(value));
  const year = date.getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? date.toISOString() : UNREADABLE;
}

const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

/** Pure: the same value always gives the same answer. */
export const CONVERSIONS = {
  text: (value: unknown) => String(value).trim(),
  'upper case': (value: unknown) => String(value).trim().toUpperCase(),
  'lines of text': (value: unknown) => String(value).replace(/\r\n?/g, '\n').trim(),
  number: toNumber,
  /** 20, "20" and "20 %" are all twenty percent. */
  percent: (value: unknown) => toNumber(String(value).replace(/%\s*$/, '')),
  /** A decimal number with a point; the currency belongs to the order. */
  money: toNumber,
  /** The day alone, at midnight UTC. */
  date: (value: unknown) => {
    const moment = toMoment(value);
    return moment === UNREADABLE ? UNREADABLE : `${moment.slice(0, 10)}T00:00:00.000Z`;
  },
  'date and time': toMoment,
  'yes or no': (value: unknown) => WORDS[String(value).trim().toLowerCase()] ?? UNREADABLE,
  'country code': (value: unknown) => findCountry(String(value).trim())?.code ?? UNREADABLE,
} as const;
export type Conversion = keyof typeof CONVERSIONS;

/**
 * The choices of `Linnworks_Mapping__c.Conversion__c`. None and First Non Blank change nothing themselves: the value is
 * converted to what the target holds.
 */
export const ADMIN_CONVERSIONS: Readonly<Record<string, Conversion | null>> = {
  None: null,
  'First Non Blank': null,
  Text: 'text',
  Trim: 'text',
  'Upper Case': 'upper case',
  Number: 'number',
  Percent: 'percent',
  Money: 'money',
  Date: 'date',
  'Date Time': 'date and time',
  'Yes No': 'yes or no',
  'Country Code': 'country code',
};
