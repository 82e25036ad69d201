import type { ChannelAddress } from '../domain/linnworks-port.ts';
import type { Problem } from '../domain/problem.ts';
import { findCountry } from './country.ts';
import { problem, valueAt } from './field-row.ts';

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
/** Who receives it, with telephone and e-mail. */
export const DELIVERY_PERSON = ['Order.ShipToContact', 'Order.BillToContact'] as const;
export const BILLING_PERSON = ['Order.BillToContact', 'Order.ShipToContact'] as const;

/** Parts of a Salesforce address and what they become. `Street` becomes three lines. */
export const ADDRESS_PARTS = [
  { part: 'Street', target: 'Address1, Address2, Address3' },
  { part: 'City', target: 'Town' },
  { part: 'State', target: 'Region' },
  { part: 'PostalCode', target: 'PostCode' },
  { part: 'Country', target: 'Country, MatchCountryCode, MatchCountryName' },
] as const;

/** Linnworks parks an order whose postcode is longer. Source: vendor's help on locked and parked orders. */
const POSTCODE_LENGTH = 11;
/** Labels cut longer lines. */
const LINE_LENGTH = 50;

const textAt = (source: Source, path: string): string => {
  const value = valueAt(source, path);
  return typeof value === 'string' ? value.trim() : '';
};

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

function personAt(source: Source, paths: readonly string[]) {
  const path = paths.find((candidate) => textAt(source, `${candidate}.Name`) !== '');
  const account = textAt(source, 'Order.Account.Name');
  return {
    name: path === undefined ? account : textAt(source, `${path}.Name`),
    email: path === undefined ? '' : textAt(source, `${path}.Email`),
    phone: (path && textAt(source, `${path}.Phone`)) || textAt(source, 'Order.Account.Phone'),
    company: path === undefined ? '' : account,
  };
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

/**
 * One address with all its problems. Billing falls back to the delivery address (pass it as `fallback`), so only the
 * delivery address can stop an order.
 */
export function toAddress(
  source: Source,
  candidates: readonly AddressSource[],
  people: readonly string[],
): { address: ChannelAddress; problems: Problem[] } | null {
  const found = findSource(source, candidates);
  if (found === null) return null;
  const path = `${found.path}.${found.prefix}`;
  const part = (name: string) => textAt(source, `${path}${name}`);
  const { country, problems } = countryOf(part('CountryCode') || part('Country'), `${path}Country`);
  if (part('City') === '')
    problems.push(problem(`${path}City`, 'TOWN_MISSING', 'The shipping address has no city.'));
  if (part('PostalCode').length > POSTCODE_LENGTH)
    problems.push(
      problem(
        `${path}PostalCode`,
        'POSTCODE_TOO_LONG',
        `The postcode has more than ${POSTCODE_LENGTH} characters.`,
      ),
    );
  const [Address1, Address2, Address3] = streetLines(part('Street'));
  const person = personAt(source, people);
  const address = {
    FullName: person.name,
    Company: person.company,
    Address1,
    Address2,
    Address3,
    Town: part('City'),
    Region: part('StateCode') || part('State'),
    PostCode: part('PostalCode'),
    Country: country.name,
    MatchCountryCode: country.code,
    MatchCountryName: country.name,
    PhoneNumber: person.phone,
    EmailAddress: person.email,
  };
  return { address, problems };
}
