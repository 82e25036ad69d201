import type { ChannelSale } from '../../domain/channel-sale.ts';
import type { SalesforceRecord } from '../../domain/ports.ts';
import { buyerKey, saleEmail, type KnownBuyer, type KnownContact } from '../../mapping/buyer.ts';
import { normaliseEmail } from '../../mapping/customer.ts';
import { isReadable, type KnownFields } from '../../mapping/source-paths.ts';
import type { PipelineDeps } from '../deps.ts';
import { rowsWhereIn } from '../rows-where-in.ts';

type Deps = Pick<PipelineDeps, 'salesforce'>;

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? `${value}` : null;

const toContact = (row: SalesforceRecord): KnownContact => ({
  id: String(row['Id']),
  accountId: textOrNull(row['AccountId']),
});

/** Whom Salesforce has for the buyers of these sales: four questions for fifty of them. */
export async function findKnownBuyers(
  { salesforce }: Deps,
  sales: readonly ChannelSale[],
  customerIdField: string,
  known: KnownFields,
): Promise<(sale: ChannelSale) => KnownBuyer> {
  const field = isReadable('Account', customerIdField, known) ? customerIdField : '';
  const numbers = field === '' ? [] : sales.flatMap(({ customerNumber }) => customerNumber ?? []);
  const accounts = await rowsWhereIn(salesforce, `Id, ${field}`, 'Account', field, numbers);
  const more = field === '' ? '' : `, Account.${field}`;
  const emails = sales.map(saleEmail).filter((email) => email !== '');
  const contacts = await rowsWhereIn(
    salesforce,
    `Id, AccountId, Email${more}`,
    'Contact',
    'Email',
    emails,
  );
  const keys = sales.map(buyerKey);
  const key = 'Linnworks_Customer_Key__c';
  const ofAccount = await rowsWhereIn(salesforce, `Id, ${key}`, 'Account', key, keys);
  const ofContact = await rowsWhereIn(salesforce, `Id, AccountId, ${key}`, 'Contact', key, keys);
  const byNumber = Map.groupBy(accounts, (row) => (textOrNull(row[field]) ?? '').toLowerCase());
  const byEmail = Map.groupBy(contacts, (row) => normaliseEmail(String(row['Email'])));
  const madeAccounts = new Map(ofAccount.map((row) => [row[key], String(row['Id'])]));
  const madeContacts = new Map(ofContact.map((row) => [row[key], toContact(row)]));
  return (sale) => ({
    byNumber: (byNumber.get((sale.customerNumber ?? '').toLowerCase()) ?? []).map(({ Id }) =>
      String(Id),
    ),
    byEmail: (byEmail.get(saleEmail(sale)) ?? []).map((row) => ({
      ...toContact(row),
      number: textOrNull((row['Account'] as SalesforceRecord | null)?.[field]),
    })),
    byKey: {
      accountId: madeAccounts.get(buyerKey(sale)) ?? null,
      contact: madeContacts.get(buyerKey(sale)) ?? null,
    },
  });
}
