import { z } from 'zod';
import type { ChannelSale, SaleAddress, SaleLine } from '../domain/channel-sale.ts';
import type { ObservedOrder } from '../domain/observed-order.ts';

/** The parts of Orders/GetOrdersById that only the import of an order reads. Source: OrderDetails in the 1.0 specification. */
const text = z.string().nullish();
const amount = z.number().nullish();

const address = z
  .looseObject({
    FullName: text,
    Company: text,
    Address1: text,
    Address2: text,
    Address3: text,
    Town: text,
    Region: text,
    PostCode: text,
    Country: text,
    PhoneNumber: text,
    EmailAddress: text,
  })
  .nullish();

export const channelSaleSchema = z.looseObject({
  CustomerInfo: z
    .looseObject({ ChannelBuyerName: text, Address: address, BillingAddress: address })
    .nullish(),
  TotalsInfo: z.looseObject({ PostageCostExTax: amount, PaymentMethod: text }).nullish(),
  ExtendedProperties: z.array(z.looseObject({ Name: text, Value: text })).nullish(),
  Items: z
    .array(z.looseObject({ RowId: z.string(), TaxCostInclusive: z.boolean().nullish() }))
    .nullish(),
});
type Reply = z.infer<typeof channelSaleSchema>;

const CUSTOMER_NUMBER = 'customernumber';
const blankToNull = (value: string | null | undefined): string | null => value?.trim() || null;

function toAddress(one: z.infer<typeof address>): SaleAddress {
  const street = [one?.Address1, one?.Address2, one?.Address3].map(blankToNull);
  return {
    name: blankToNull(one?.FullName),
    company: blankToNull(one?.Company),
    street: street.filter((line) => line !== null).join('\n') || null,
    city: blankToNull(one?.Town),
    region: blankToNull(one?.Region),
    postCode: blankToNull(one?.PostCode),
    country: blankToNull(one?.Country),
    phone: blankToNull(one?.PhoneNumber),
    email: blankToNull(one?.EmailAddress),
  };
}

function toLines(reply: Reply, { lines }: ObservedOrder): SaleLine[] {
  const inclusive = new Map(
    (reply.Items ?? []).map((item) => [item.RowId.toLowerCase(), item.TaxCostInclusive ?? false]),
  );
  return lines.map(
    ({ rowId, itemNumber, sku, title, quantity, unitPrice, discountPercent, taxRate }) => ({
      ...{ rowId, itemNumber, sku, title, quantity, discountPercent, taxRate },
      pricePerUnit: unitPrice,
      isTaxIncluded: inclusive.get(rowId) ?? false,
    }),
  );
}

/** What was sold, to whom and for how much, from the reply that was also observed as `order`. */
export function toChannelSale(reply: Reply, order: ObservedOrder): ChannelSale {
  const { linnworksId, number, source, subSource, reference, externalReference } = order;
  const { CustomerInfo: customer, TotalsInfo: totals } = reply;
  const property = reply.ExtendedProperties?.find(
    ({ Name }) => Name?.replaceAll(/[\s_]/g, '').toLowerCase() === CUSTOMER_NUMBER,
  );
  return {
    ...{ linnworksId, number, source, subSource, reference, externalReference },
    ...{ receivedAt: order.receivedAt, despatchBy: order.despatchBy },
    isPaid: order.paymentStatus === 'Paid',
    customerNumber: blankToNull(property?.Value),
    buyerName: blankToNull(customer?.ChannelBuyerName),
    delivery: toAddress(customer?.Address),
    billing: toAddress(customer?.BillingAddress),
    currency: order.totals.currency,
    lines: toLines(reply, order),
    postage: order.totals.postage,
    postageExTax: totals?.PostageCostExTax ?? order.totals.postage,
    total: order.totals.total,
    service: order.shipping.service,
    locationId: order.locationId,
    paymentMethod: blankToNull(totals?.PaymentMethod),
  };
}
