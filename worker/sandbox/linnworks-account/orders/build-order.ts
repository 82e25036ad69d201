import type { Account } from '../state/account.ts';
import {
  ORDER_STATUS,
  type Address,
  type Order,
  type OrderLine,
  type ParkReason,
} from '../state/order.ts';
import { locationById } from '../stock/locations.ts';
import type { ChannelAddress, ChannelOrder, ChannelOrderItem } from './channel-order.ts';
import { countryById, matchCountry } from './countries.ts';

const LONGEST_POSTCODE = 11;
const IDENTIFIERS = new Set(['AMAZON_PRIME', 'PICKUP', 'GUARANTEED_DELIVERY', 'B2B']);
export const KNOWN_IDENTIFIERS: readonly string[] = [...IDENTIFIERS];
/** To one unit of the account's base currency, GBP. */
export const CURRENCY_RATES: Readonly<Record<string, number>> = {
  GBP: 1,
  EUR: 1.17,
  USD: 1.27,
};

const dateOr = (text: string | undefined, other: Date): Date =>
  text === undefined ? other : new Date(text);

function toAddress(sent: ChannelAddress = {}): Address {
  const country = matchCountry(
    sent.MatchCountryCode ?? '',
    sent.MatchCountryName ?? '',
    sent.Country ?? '',
  );
  return {
    fullName: sent.FullName ?? '',
    company: sent.Company ?? '',
    address1: sent.Address1 ?? '',
    address2: sent.Address2 ?? '',
    address3: sent.Address3 ?? '',
    town: sent.Town ?? '',
    region: sent.Region ?? '',
    postCode: sent.PostCode ?? '',
    country: country.name,
    countryId: country.id,
    continent: country.continent,
    phoneNumber: sent.PhoneNumber ?? '',
    emailAddress: sent.EmailAddress ?? '',
  };
}

export const mappingKey = (source: string, subSource: string, sku: string): string =>
  [source, subSource, sku].map((part) => part.trim().toLowerCase()).join('|');

/** A channel mapping wins; then the SKU itself if that is wished. Archived items cannot be found. */
function linkedItem(account: Account, order: ChannelOrder, item: ChannelOrderItem): string | null {
  if (item.IsService) return null;
  const sku = item.ChannelSKU ?? '';
  const mapped = account.channelMappings.get(
    mappingKey(order.Source ?? '', order.SubSource ?? '', sku),
  );
  if (mapped !== undefined) return mapped;
  const found = order.AutomaticallyLinkBySKU ? account.stock.bySku(sku) : undefined;
  return found && !found.isArchived ? found.id : null;
}

function buildLine(
  account: Account,
  order: ChannelOrder,
  item: ChannelOrderItem,
  countryRate: number,
): OrderLine {
  const stockItemId = linkedItem(account, order, item);
  const ownRate = stockItemId === null ? -1 : (account.stock.byId(stockItemId)?.taxRate ?? -1);
  const channelTax = order.UseChannelTax === true && item.UseChannelTax === true;
  return {
    rowId: account.ids.guid(),
    itemNumber: item.ItemNumber ?? '',
    channelSku: item.ChannelSKU ?? '',
    stockItemId,
    title: item.ItemTitle ?? '',
    isService: item.IsService === true,
    quantity: item.Qty ?? 0,
    pricePerUnit: item.PricePerUnit ?? 0,
    taxInclusive: item.TaxCostInclusive === true,
    taxRate: channelTax ? (item.TaxRate ?? 0) : ownRate >= 0 ? ownRate : countryRate,
    discountPercent: item.LineDiscount ?? 0,
    options: (item.Options ?? []).map(({ Property = '', Value = '' }) => ({
      id: account.ids.guid(),
      property: Property,
      value: Value,
    })),
    addedAt: account.clock(),
  };
}

function parkReasons(order: ChannelOrder, locationId: string): ParkReason[] {
  const reasons: ParkReason[] = [];
  if (order.PaymentStatus !== 'Paid') reasons.push('unpaid');
  if (order.OrderState === 'Park') reasons.push('asked');
  if ((order.DeliveryAddress?.PostCode ?? '').length > LONGEST_POSTCODE) reasons.push('postcode');
  if (locationById(locationId)?.isFulfilmentCentre) reasons.push('fulfilment centre');
  return reasons;
}

function contents(account: Account, sent: ChannelOrder) {
  const now = account.clock();
  const deliveryAddress = toAddress(sent.DeliveryAddress);
  const countryRate = countryById(deliveryAddress.countryId).taxRate;
  return {
    lines: (sent.OrderItems ?? []).map((item) => buildLine(account, sent, item, countryRate)),
    notes: (sent.Notes ?? []).map((note) => ({
      id: account.ids.guid(),
      at: dateOr(note.NoteEntryDate, now),
      internal: note.Internal === true,
      text: note.Note ?? '',
      by: note.NoteUserName ?? '',
    })),
    properties: (sent.ExtendedProperties ?? []).map((property) => ({
      id: account.ids.guid(),
      name: property.Name ?? '',
      value: property.Value ?? '',
      type: property.Type ?? '',
      createdAt: now,
      updatedAt: now,
    })),
    deliveryAddress,
    billingAddress: toAddress(sent.BillingAddress ?? sent.DeliveryAddress),
    identifiers: new Set((sent.OrderIdentifierTags ?? []).filter((tag) => IDENTIFIERS.has(tag))),
  };
}

function money(account: Account, sent: ChannelOrder) {
  const currency = (sent.Currency ?? '').trim() || 'UNK';
  return {
    currency,
    conversionRate: sent.ConversionRate ?? CURRENCY_RATES[currency] ?? 1,
    paymentMethod: sent.PaymentMethodName ?? sent.MatchPaymentMethodTag ?? 'Default',
    postalServiceId: account.postalServices.choose(
      sent.MatchPostalServiceTag ?? '',
      sent.PostalServiceName ?? '',
      sent.SavePostalServiceIfNotExist === true,
    ).id,
    postageCost: sent.PostalServiceCost ?? 0,
    postageTaxRate: sent.PostalServiceTaxRate ?? 0,
    discount: {
      value: sent.Discount ?? 0,
      spread: sent.DiscountType ?? 'AllEvenly',
      base: sent.DiscountTaxType ?? 'DeductAfterTax',
    },
  } as const;
}

/** The order that a channel order becomes. `identity` is kept when an unpaid order is sent again. */
export function buildOrder(
  account: Account,
  sent: ChannelOrder,
  locationId: string,
  identity?: Pick<Order, 'id' | 'number'>,
): Order {
  const now = account.clock();
  const paid = sent.PaymentStatus === 'Paid';
  return {
    id: identity?.id ?? account.ids.guid(),
    number: identity?.number ?? account.orders.takeNumber(),
    source: sent.Source ?? '',
    subSource: sent.SubSource ?? '',
    reference: sent.ReferenceNumber ?? '',
    externalReference: sent.ExternalReference ?? '',
    secondaryReference: sent.SecondaryReferenceNumber ?? '',
    siteCode: sent.Site ?? '',
    receivedAt: dateOr(sent.ReceivedDate, now),
    despatchBy: dateOr(sent.DispatchBy, now),
    paidAt: paid ? dateOr(sent.PaidOn, now) : null,
    processedAt: null,
    cancelledAt: null,
    lastUpdated: now,
    status: paid ? ORDER_STATUS.paid : ORDER_STATUS.unpaid,
    tag: 0,
    parkedFor: new Set(parkReasons(sent, locationId)),
    isLocked: false,
    isOnHold: sent.OrderState === 'Hold',
    isMerged: false,
    isRuleRun: paid,
    locationId,
    buyerName: sent.ChannelBuyerName ?? '',
    taxId: sent.BuyerTaxNumber ?? '',
    ...contents(account, sent),
    ...money(account, sent),
    folders: new Set(),
    audit: [],
    stage: 'waiting',
    allocation: 'NotAllocated',
    pickListPrinted: false,
    labelPrinted: false,
    invoicePrinted: false,
    trackingNumber: '',
    pickWaveIds: [],
    parcels: [],
    partShipped: new Map(),
    setAside: new Map(),
    reserved: [],
  };
}
