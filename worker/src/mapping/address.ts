import type { ChannelAddress } from '../domain/linnworks-port.ts';
import type { Problem } from '../domain/problem.ts';
import { findCountry } from './country.ts';
import { BILLING_PERSON, DELIVERY_PERSON, personAt, textAt } from './person.ts';
import { NO_OVERRIDES, problem, readRows, type FieldRow, type Overrides } from './field-row.ts';

type Source = Readonly<Record<string, unknown>>;

/** Where an address may stand, tried in this order: the first with a street or a town is taken as a whole. */
export interface AddressSource {
  readonly path: string;
  readonly prefix: string;
}
export const DELIVERY_ADDRESS: readonly AddressSource[] = [
  { path: 'Order', prefix: 'Shipping' },
  { path: 'Order.ShipToContact', prefix: 'Mailing' },
  { path: 'Order.Account', prefix: 'Shipping' },
  { path: 'Order', prefix: 'Billing' },
];
export const BILLING_ADDRESS: readonly AddressSource[] = [
  { path: 'Order', prefix: 'Billing' },
  { path: 'Order.BillToContact', prefix: 'Mailing' },
  { path: 'Order.Account', prefix: 'Billing' },
];
/** Parts of a Salesforce address and what they become. `Street` becomes three lines. */
export const ADDRESS_PARTS = [
  { part: 'Street', target: 'Address1, Address2, Address3' },
  { part: 'City', target: 'Town' },
  { part: 'State', target: 'Region' },
  { part: 'PostalCode', target: 'PostCode' },
  { part: 'Country', target: 'Country, MatchCountryCode, MatchCountryName' },
] as const;

const PARTS = [
  'FullName',
  'Company',
  'Address1',
  'Address2',
  'Address3',
  'Town',
  'Region',
  'PostCode',
  'Country',
  'PhoneNumber',
  'EmailAddress',
] as const;
type Part = (typeof PARTS)[number];
type Which = 'DeliveryAddress' | 'BillingAddress';

/** What a mapping row may put in the place of a part that was found. */
export const ADDRESS_ROWS: readonly FieldRow[] = (['DeliveryAddress', 'BillingAddress'] as const)
  .flatMap((which) => PARTS.map((part) => `${which}.${part}`))
  .map((target) => ({ target, sources: [], convert: 'text', whenMissing: 'leave out' }));

/** Linnworks parks an order whose postcode is longer. Source: vendor's help on locked and parked orders. */
const POSTCODE_LENGTH = 11;
/** Labels cut longer lines. */
const LINE_LENGTH = 50;

/** Splits a street at its line breaks, long lines at a space; what does not fit in three lines stays in the third. */
export function streetLines(street: string): [string, string, string] {
  const lines: string[] = [];
  for (const line of street.split(/\r\n?|\n/).map((text) => text.trim())) {
    let rest = line;
    while (rest.length > LINE_LENGTH && lines.length < 2) {
      const space = rest.lastIndexOf(' ', LINE_LENGTH);
      const at = space > 0 ? space : LINE_LENGTH;
      lines.push(rest.slice(0, at).trim());
      rest = rest.slice(at).trim();
    }
    if (rest !== '') lines.push(rest);
  }
  return [lines[0] ?? '', lines[1] ?? '', lines.slice(2).join(', ')];
}

function findSource(source: Source, candidates: readonly AddressSource[]): AddressSource | null {
  const has = ({ path, prefix }: AddressSource, part: string) =>
    textAt(source, `${path}.${prefix}${part}`) !== '';
  return candidates.find((one) => has(one, 'Street') || has(one, 'City')) ?? null;
}

function countryOf(
  text: string,
  path: string,
): { country: { code: string; name: string }; problems: Problem[] } {
  const none = { code: '', name: '' };
  if (text === '')
    return {
      country: none,
      problems: [problem(path, 'COUNTRY_MISSING', 'The shipping address has no country.')],
    };
  const country = findCountry(text);
  if (country) return { country, problems: [] };
  const message = `"${text}" is not a country that is known.`;
  return {
    country: none,
    problems: [problem(path, 'COUNTRY_UNKNOWN', message, `COUNTRY_UNKNOWN|${text}`)],
  };
}

function fromSource(source: Source, found: AddressSource, people: readonly string[]) {
  const part = (name: string) => textAt(source, `${found.path}.${found.prefix}${name}`);
  const [Address1, Address2, Address3] = streetLines(part('Street'));
  const person = personAt(source, people);
  return {
    FullName: person.name,
    Company: person.company,
    Address1,
    Address2,
    Address3,
    Town: part('City'),
    Region: part('StateCode') || part('State'),
    PostCode: part('PostalCode'),
    Country: part('CountryCode') || part('Country'),
    PhoneNumber: person.phone,
    EmailAddress: person.email,
  } satisfies Record<Part, string>;
}

const ONLY = { DeliveryAddress: 'shipping', BillingAddress: 'billing' } as const;

function checkParts(parts: Record<Part, string>, path: string, which: Which): Problem[] {
  const problems: Problem[] = [];
  if (parts.Town === '') {
    const message = `The ${ONLY[which]} address has no city.`;
    problems.push(problem(`${path}City`, 'TOWN_MISSING', message));
  }
  if (parts.PostCode.length > POSTCODE_LENGTH) {
    const message = `The postcode has more than ${POSTCODE_LENGTH} characters.`;
    problems.push(problem(`${path}PostalCode`, 'POSTCODE_TOO_LONG', message));
  }
  return problems;
}

/**
 * One address with all its problems; null when nothing is filled in. The caller lets billing fall back to the delivery
 * address, so that only the delivery address can stop an order.
 */
export function toAddress(
  source: Source,
  which: Which,
  overrides: Overrides = NO_OVERRIDES,
): { address: ChannelAddress; problems: Problem[] } | null {
  const isDelivery = which === 'DeliveryAddress';
  const found = findSource(source, isDelivery ? DELIVERY_ADDRESS : BILLING_ADDRESS);
  if (found === null) return null;
  const rows = ADDRESS_ROWS.filter(({ target }) => target.startsWith(`${which}.`));
  const own = readRows(rows, source, overrides);
  const parts = fromSource(source, found, isDelivery ? DELIVERY_PERSON : BILLING_PERSON);
  for (const part of PARTS) {
    const value = own.values[`${which}.${part}`];
    if (typeof value === 'string' && value !== '') parts[part] = value;
  }
  const path = `${found.path}.${found.prefix}`;
  const { country, problems } = countryOf(parts.Country, `${path}Country`);
  const address = {
    ...parts,
    Country: country.name,
    MatchCountryCode: country.code,
    MatchCountryName: country.name,
  };
  return { address, problems: [...own.problems, ...problems, ...checkParts(parts, path, which)] };
}
