import type { MerchantSettings } from '../domain/settings.ts';
import { buyerEmail, normaliseEmail, type CustomerDirectory } from '../mapping/customer.ts';
import { textAt } from '../mapping/person.ts';
import { isReadable, type KnownFields } from '../mapping/source-paths.ts';
import type { PipelineDeps } from './deps.ts';
import { rowsWhereIn } from './rows-where-in.ts';

/**
 * The customer numbers that Salesforce has for the e-mail addresses of these orders' buyers, so that duplicates become
 * one buyer and a contradiction is seen. Nothing is asked when the settings name no field for the number. Person accounts
 * have a contact too and are found by it.
 */
export async function loadCustomers(
  { salesforce }: Pick<PipelineDeps, 'salesforce'>,
  { customerIdField }: MerchantSettings,
  known: KnownFields,
  orders: readonly { readonly record: Readonly<Record<string, unknown>> }[],
): Promise<CustomerDirectory> {
  const directory = new Map<string, Set<string>>();
  if (customerIdField === '' || !isReadable('Account', customerIdField, known)) return directory;
  const all = orders.map(({ record }) => buyerEmail({ Order: record }));
  const emails = all.filter((email) => email !== '');
  const number = `Account.${customerIdField}`;
  const select = `Email, ${number}`;
  const given = `${number} != null`;
  const rows = await rowsWhereIn(salesforce, select, 'Contact', 'Email', emails, given);
  for (const row of rows) {
    const email = normaliseEmail(String(row['Email']));
    directory.set(email, (directory.get(email) ?? new Set()).add(textAt(row, number)));
  }
  return directory;
}
