import type { ChannelSale } from '../domain/channel-sale.ts';
import { hashOf } from '../domain/hash.ts';
import type { Problem } from '../domain/problem.ts';
import type { SalesforceRecord } from '../domain/ports.ts';
import { normaliseEmail } from './customer.ts';
import { problem } from './field-row.ts';
import { addressFields } from './to-salesforce-order.ts';

export interface KnownContact {
  readonly id: string;
  readonly accountId: string | null;
}

/** Whom Salesforce has for one buyer. */
export interface KnownBuyer {
  /** Accounts with the customer's number. */
  readonly byNumber: readonly string[];
  /** Contacts with the e-mail address, and the numbers of their accounts. */
  readonly byEmail: readonly (KnownContact & { readonly number: string | null })[];
  /** What was made for this buyer before. */
  readonly byKey: { readonly accountId: string | null; readonly contact: KnownContact | null };
}

/** An id that is there, or null: it is to be made with the buyer's key. */
export interface Buyer {
  readonly accountId: string | null;
  readonly contactId: string | null;
}

/** E-mail address of the buyer, in lower case; empty where the channel gives none. */
export const saleEmail = ({ billing, delivery }: ChannelSale): string =>
  normaliseEmail(billing.email ?? delivery.email ?? '');

/**
 * Who a buyer is, for records that are made: by number, else by e-mail, else the order alone. A name is nobody in
 * particular. The address is hashed, so that the key tells nothing.
 */
export function buyerKey(sale: ChannelSale): string {
  const email = saleEmail(sale);
  if (sale.customerNumber !== null) return `number:${hashOf(sale.customerNumber).slice(0, 40)}`;
  return email === '' ? `order:${sale.linnworksId}` : `mail:${hashOf(email).slice(0, 40)}`;
}

const unclear = (message: string): Problem =>
  problem('Account', 'IMPORT_CUSTOMER_UNCLEAR', message, 'IMPORT_CUSTOMER_UNCLEAR');

/** The contact among those of the account, or that there are several. */
function contactIn(accountId: string, { byEmail, byKey }: KnownBuyer): Buyer | Problem {
  const own = byEmail.filter((contact) => contact.accountId === accountId);
  if (own.length > 1)
    return unclear(`${own.length} contacts of one account have the e-mail address of the buyer.`);
  const made = byKey.contact;
  if (own.length === 0 && made !== null && made.accountId !== accountId)
    return unclear('The contact that was made for this buyer belongs to another account.');
  return { accountId, contactId: own[0]?.id ?? made?.id ?? null };
}

/**
 * The account and contact of a buyer: by customer number, else by e-mail address, else what was made before. Several that
 * fit are a problem for a person, never a guess.
 */
export function findBuyer(sale: ChannelSale, known: KnownBuyer): Buyer | Problem {
  const { byNumber, byEmail, byKey } = known;
  if (byNumber.length > 1)
    return unclear(`${byNumber.length} accounts have the number of the customer.`);
  const [numbered] = byNumber;
  const stranger = byEmail.find(({ accountId, number }) =>
    numbered === undefined
      ? number !== null && sale.customerNumber !== null
      : accountId !== numbered,
  );
  if (stranger !== undefined)
    return unclear('The e-mail address of the buyer belongs to another customer.');
  if (numbered !== undefined) return contactIn(numbered, known);
  if (byEmail.some(({ accountId }) => accountId === null))
    return unclear('A contact with the e-mail address of the buyer has no account.');
  const accounts = new Set(
    [...byEmail.map(({ accountId }) => accountId), byKey.accountId].filter((id) => id !== null),
  );
  if (accounts.size > 1)
    return unclear(
      `${accounts.size} accounts have a contact with the e-mail address of the buyer.`,
    );
  const [account] = accounts;
  return account === undefined ? { accountId: null, contactId: null } : contactIn(account, known);
}

const nameOf = ({ billing, delivery, buyerName, number }: ChannelSale): string =>
  billing.name ?? delivery.name ?? buyerName ?? billing.company ?? `Buyer of order ${number}`;

/** A new account: the company where there is one, else the person. */
export function toAccountRecord(sale: ChannelSale): SalesforceRecord {
  const { billing, delivery } = sale;
  const own = billing.street === null ? delivery : billing;
  return {
    Linnworks_Customer_Key__c: buyerKey(sale),
    Name: (billing.company ?? delivery.company ?? nameOf(sale)).slice(0, 255),
    Phone: (billing.phone ?? delivery.phone)?.slice(0, 40) ?? null,
    ...addressFields('Billing', own),
    ...addressFields('Shipping', delivery),
  };
}

/** A new contact. What stands before the last blank is the first name. */
export function toContactRecord(sale: ChannelSale): SalesforceRecord {
  const name = nameOf(sale).trim();
  const blank = name.lastIndexOf(' ');
  const email = saleEmail(sale);
  const own = sale.billing.street === null ? sale.delivery : sale.billing;
  return {
    Linnworks_Customer_Key__c: buyerKey(sale),
    FirstName: blank < 0 ? null : name.slice(0, blank).slice(0, 40),
    LastName: name.slice(blank + 1).slice(0, 80),
    Email: email === '' ? null : email,
    Phone: (sale.billing.phone ?? sale.delivery.phone)?.slice(0, 40) ?? null,
    ...addressFields('Mailing', own),
  };
}
