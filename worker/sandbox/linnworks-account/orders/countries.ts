import { ZERO_GUID } from '../state/ids.ts';

export interface Country {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly continent: string;
  readonly customsRequired: boolean;
  /** Percent. */
  readonly taxRate: number;
}

type Row = readonly [name: string, code: string, continent: string, customs: boolean, tax: number];

const ROWS: readonly Row[] = [
  ['United Kingdom', 'GB', 'Europe', false, 20],
  ['Jersey', 'JE', 'Europe', true, 0],
  ['Guernsey', 'GG', 'Europe', true, 0],
  ['Isle of Man', 'IM', 'Europe', false, 20],
  ['Ireland', 'IE', 'Europe', true, 23],
  ['Netherlands', 'NL', 'Europe', true, 21],
  ['Germany', 'DE', 'Europe', true, 19],
  ['France', 'FR', 'Europe', true, 20],
  ['Belgium', 'BE', 'Europe', true, 21],
  ['Spain', 'ES', 'Europe', true, 21],
  ['Italy', 'IT', 'Europe', true, 22],
  ['Poland', 'PL', 'Europe', true, 23],
  ['Austria', 'AT', 'Europe', true, 20],
  ['Denmark', 'DK', 'Europe', true, 25],
  ['Sweden', 'SE', 'Europe', true, 25],
  ['Norway', 'NO', 'Europe', true, 25],
  ['Switzerland', 'CH', 'Europe', true, 8.1],
  ['Portugal', 'PT', 'Europe', true, 23],
  ['United States', 'US', 'North America', true, 0],
  ['Canada', 'CA', 'North America', true, 5],
  ['Australia', 'AU', 'Oceania', true, 10],
  ['New Zealand', 'NZ', 'Oceania', true, 15],
  ['Japan', 'JP', 'Asia', true, 10],
  ['Kosovo', 'XK', 'Europe', true, 18],
  ['Israel', 'IL', 'Asia', true, 18],
];

export const COUNTRIES: readonly Country[] = ROWS.map(
  ([name, code, continent, customsRequired, taxRate], n) => ({
    id: `4e0a9c10-0000-4c00-8000-${(n + 1).toString(16).padStart(12, '0')}`,
    name,
    code,
    continent,
    customsRequired,
    taxRate,
  }),
);

/** What an address gets whose country the account does not know. */
const UNKNOWN_COUNTRY: Country = {
  id: ZERO_GUID,
  name: 'UNKNOWN',
  code: '',
  continent: 'Unknown',
  customsRequired: false,
  taxRate: 0,
};

/** By ISO code first, then by either name. */
export function matchCountry(code: string, ...names: readonly string[]): Country {
  const wanted = names.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  const byCode = COUNTRIES.find((country) => country.code === code.trim().toUpperCase());
  return (
    byCode ?? COUNTRIES.find(({ name }) => wanted.includes(name.toLowerCase())) ?? UNKNOWN_COUNTRY
  );
}

export const countryById = (id: string): Country =>
  COUNTRIES.find((country) => country.id === id) ?? UNKNOWN_COUNTRY;
