import type { ChannelSale } from '../../domain/channel-sale.ts';
import type { SalesforceRecord, WriteResult } from '../../domain/ports.ts';
import { buyerKey, toAccountRecord, toContactRecord, type Buyer } from '../../mapping/buyer.ts';
import type { PipelineDeps } from '../deps.ts';

export interface BoughtBy {
  readonly sale: ChannelSale;
  readonly buyer: Buyer;
}

/** Where the records are now; or Salesforce's codes. */
export type SavedBuyer =
  | { readonly accountId: string; readonly contactId: string }
  | { readonly codes: readonly string[] };

const KEY = 'Linnworks_Customer_Key__c';
const codesOf = ({ errors }: WriteResult): string[] => errors.map(({ statusCode }) => statusCode);

/** One record for each key, however many sales have the same buyer; by key, so that a lost reply makes none twice. */
async function upsertByKey(
  { salesforce }: Pick<PipelineDeps, 'salesforce'>,
  object: 'Account' | 'Contact',
  records: readonly SalesforceRecord[],
): Promise<Map<string, WriteResult>> {
  const byKey = new Map(records.map((record) => [String(record[KEY]), record]));
  if (byKey.size === 0) return new Map();
  const results = await salesforce.upsert(object, KEY, [...byKey.values()]);
  return new Map([...byKey.keys()].flatMap((key, at) => (results[at] ? [[key, results[at]]] : [])));
}

/** Makes the accounts and contacts that are missing; what is there is never changed. */
export async function createBuyers(
  deps: Pick<PipelineDeps, 'salesforce'>,
  all: readonly BoughtBy[],
): Promise<Map<string, SavedBuyer>> {
  const withoutAccount = all.filter(({ buyer }) => buyer.accountId === null);
  const accounts = await upsertByKey(
    deps,
    'Account',
    withoutAccount.map(({ sale }) => toAccountRecord(sale)),
  );
  const accountOf = ({ sale, buyer }: BoughtBy): string | undefined =>
    buyer.accountId ?? accounts.get(buyerKey(sale))?.id;
  const withoutContact = all.filter(
    (one) => one.buyer.contactId === null && accountOf(one) !== undefined,
  );
  const contacts = await upsertByKey(
    deps,
    'Contact',
    withoutContact.map((one) => ({ ...toContactRecord(one.sale), AccountId: accountOf(one) })),
  );
  return new Map(
    all.map((one): [string, SavedBuyer] => {
      const key = buyerKey(one.sale);
      const accountId = accountOf(one);
      const contactId = one.buyer.contactId ?? contacts.get(key)?.id;
      if (accountId !== undefined && contactId !== undefined)
        return [one.sale.linnworksId, { accountId, contactId }];
      const failed = accountId === undefined ? accounts.get(key) : contacts.get(key);
      return [one.sale.linnworksId, { codes: failed ? codesOf(failed) : ['UNKNOWN'] }];
    }),
  );
}
