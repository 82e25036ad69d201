import { z } from 'zod';

const address = z
  .looseObject({ FullName: z.unknown(), Address1: z.unknown(), EmailAddress: z.unknown() })
  .nullish();

/** What tells whether personal data is there; the data itself goes no further than this file. */
const personSchema = z.looseObject({
  CustomerInfo: z.looseObject({
    ChannelBuyerName: z.unknown(),
    Address: address,
    BillingAddress: address,
  }),
});

/** Blank, or the stars and words by which an account obscures what it removed. */
const REMOVED = /^(?:[*\s]*|x{3,}|redacted|anonymi[sz]ed|\[?removed\]?)$/i;
const isGone = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && REMOVED.test(value.trim()));

/**
 * Whether Linnworks has removed the personal data of a processed order (`PIIRedactionDays`). There is no mark of its own:
 * nobody is left in it. A reply without `CustomerInfo` comes to applications that may not see customers, and says nothing.
 */
export function isRedacted(reply: unknown, isProcessed: boolean): boolean {
  if (!isProcessed) return false;
  const parsed = personSchema.safeParse(reply);
  if (!parsed.success) return false;
  const { ChannelBuyerName, Address, BillingAddress } = parsed.data.CustomerInfo;
  const of = (one: typeof Address) => [one?.FullName, one?.Address1, one?.EmailAddress];
  return [ChannelBuyerName, ...of(Address), ...of(BillingAddress)].every(isGone);
}
