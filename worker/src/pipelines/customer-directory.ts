import type { MerchantSettings } from '../domain/settings.ts';
import { buyerEmail, normaliseEmail, type CustomerDirectory } from '../mapping/customer.ts';
import { textAt } from '../mapping/person.ts';
import { isReadable, type KnownFields } from '../mapping/source-paths.ts';
import type { PipelineDeps } from './deps.ts';
import { inChunks } from './id-lists.ts';

/** Addresses have up to 80 characters; a request line takes 16,384. */
const EMAILS_PER_QUERY = 100;

const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

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
  const emails = [...new Set(all.filter((email) => email !== ''))];
  const lists = inChunks(emails, EMAILS_PER_QUERY).map((some) => some.map(quoted).join(','));
  const answers = await salesforce.queryMany(
    lists.map(
      (list) =>
        `SELECT Email, Account.${customerIdField} FROM Contact WHERE Email IN (${list}) AND Account.${customerIdField} != null`,
    ),
  );
  for (const row of answers.flat()) {
    const email = normaliseEmail(String(row['Email']));
    const number = textAt(row, `Account.${customerIdField}`);
    directory.set(email, (directory.get(email) ?? new Set()).add(number));
  }
  return directory;
}
