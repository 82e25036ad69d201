import type { Problem } from '../domain/problem.ts';
import { problem } from './field-row.ts';
import { BILLING_PERSON, personAt, textAt } from './person.ts';

/** One buyer, however often Salesforce has it. */
export interface Customer {
  /** Customer number, else e-mail, else record; with a prefix that says which. */
  readonly Key: string;
  readonly Number: string;
  /** In lower case. */
  readonly Email: string;
  readonly Name: string;
}

/** Customer numbers that Salesforce has for an e-mail address (in lower case). */
export type CustomerDirectory = ReadonlyMap<string, ReadonlySet<string>>;

type Source = Readonly<Record<string, unknown>>;
/** Letter case and spaces aside, the same address is the same customer. */
export const normaliseEmail = (email: string): string =>
  email.normalize('NFC').trim().toLowerCase();

/** E-mail address of the buyer: the contact billed, else the one shipped to, else the person account itself. */
export function buyerEmail(source: Source): string {
  const paths = [...BILLING_PERSON.map((path) => `${path}.Email`), 'Order.Account.PersonEmail'];
  const found = paths.map((path) => normaliseEmail(textAt(source, path)));
  return found.find((email) => email !== '') ?? '';
}

function keyOf(number: string, email: string, source: Source): string {
  if (number !== '') return `number:${number}`;
  if (email !== '') return `mail:${email}`;
  const record = ['Order.AccountId', 'Order.BillToContactId', 'Order.Id'].map((path) =>
    textAt(source, path),
  );
  return `record:${record.find((id) => id !== '') ?? ''}`;
}

function conflict(numbers: readonly string[]): Problem {
  // The address is personal data: the record shows it, the error does not.
  const message = `The e-mail address of the customer belongs to the customer numbers ${numbers.join(' and ')}.`;
  return problem('Order.Account', 'CUSTOMER_CONFLICT', message, `CUSTOMER_CONFLICT|${numbers[0]}`);
}

/**
 * The buyer of an order. Records with the same customer number, or without one with the same e-mail address, are the
 * same buyer. An address that belongs to two numbers is a problem for a person, never a guess.
 */
export function customerOf(
  source: Source,
  customerIdField: string,
  directory: CustomerDirectory,
): { customer: Customer; problems: Problem[] } {
  const own = customerIdField === '' ? '' : textAt(source, `Order.Account.${customerIdField}`);
  const Email = buyerEmail(source);
  const numbers = new Set(Email === '' ? [] : directory.get(Email));
  if (own !== '') numbers.add(own);
  const known = [...numbers].sort();
  const Number = own !== '' ? own : (known[0] ?? '');
  const customer = {
    Key: keyOf(Number, Email, source).slice(0, 255),
    Number,
    Email,
    Name: personAt(source, BILLING_PERSON).name,
  };
  return { customer, problems: known.length > 1 ? [conflict(known)] : [] };
}
