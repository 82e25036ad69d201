import type { AddressView, LinnworksView } from './real-order.ts';

interface AddressReply {
  FullName: string;
  Company: string;
  Address1: string;
  Address2: string;
  Address3: string;
  Town: string;
  Region: string;
  PostCode: string;
  Country: string;
  PhoneNumber: string;
  EmailAddress: string;
}

/** An order as the account's control address gives it whole. */
interface OrderReply {
  Location: string;
  PostalService: string;
  IsOnHold: boolean;
  IsParked: boolean;
  Processed: boolean;
  IsCancelled: boolean;
  Details: {
    GeneralInfo: { Status: number; SecondaryReference: string; DespatchByDate: string };
    TotalsInfo: {
      TotalCharge: number;
      Tax: number;
      PostageCost: number;
      Currency: string;
      ConversionRate: number;
      PaymentMethod: string;
    };
    CustomerInfo: { ChannelBuyerName: string; Address: AddressReply; BillingAddress: AddressReply };
    ExtendedProperties: { Name: string; Value: string }[];
    Items: {
      ChannelSKU: string;
      ChannelTitle: string;
      Quantity: number;
      PricePerUnit: number;
      Discount: number;
      TaxRate: number;
      IsService: boolean;
      IsUnlinked: boolean;
      AdditionalInfo: { Property: string; Value: string }[];
    }[];
    Notes: { Note: string; Internal: boolean }[];
    TaxId?: string;
  };
}

const PAID = 1;

const addressOf = (sent: AddressReply): AddressView => ({
  name: sent.FullName,
  company: sent.Company,
  street: [sent.Address1, sent.Address2, sent.Address3],
  town: sent.Town,
  region: sent.Region,
  postcode: sent.PostCode,
  country: sent.Country,
  phone: sent.PhoneNumber,
  email: sent.EmailAddress,
});

const moneyOf = ({ TotalsInfo: totals }: OrderReply['Details']) => ({
  currency: totals.Currency,
  conversionRate: totals.ConversionRate,
  total: totals.TotalCharge,
  tax: totals.Tax,
  postage: totals.PostageCost,
  paymentMethod: totals.PaymentMethod,
});

const linesOf = ({ Items }: OrderReply['Details']) =>
  Items.map((item) => ({
    sku: item.ChannelSKU,
    title: item.ChannelTitle,
    quantity: item.Quantity,
    price: item.PricePerUnit,
    discount: item.Discount,
    taxRate: item.TaxRate,
    isService: item.IsService,
    isUnlinked: item.IsUnlinked,
    options: Object.fromEntries(
      item.AdditionalInfo.map(({ Property, Value }) => [Property, Value]),
    ),
  }));

function viewOf(order: OrderReply): LinnworksView {
  const { Details } = order;
  const { GeneralInfo, CustomerInfo } = Details;
  return {
    isPaid: GeneralInfo.Status === PAID,
    isOnHold: order.IsOnHold,
    isParked: order.IsParked,
    isShipped: order.Processed && !order.IsCancelled,
    isCancelled: order.IsCancelled,
    location: order.Location,
    service: order.PostalService,
    ...moneyOf(Details),
    buyer: CustomerInfo.ChannelBuyerName,
    taxNumber: Details.TaxId,
    secondaryReference: GeneralInfo.SecondaryReference,
    despatchBy: GeneralInfo.DespatchByDate,
    to: addressOf(CustomerInfo.Address),
    bill: addressOf(CustomerInfo.BillingAddress),
    lines: linesOf(Details),
    lineCount: Details.Items.length,
    properties: Object.fromEntries(
      Details.ExtendedProperties.map(({ Name, Value }) => [Name, Value]),
    ),
    notes: Details.Notes.map(({ Note, Internal }) => ({ text: Note, isInternal: Internal })),
  };
}

/** Every Linnworks order of a reference; none when it is not there. */
export async function viewsOf(accountUrl: string, reference: string): Promise<LinnworksView[]> {
  const response = await fetch(`${accountUrl}/__account/orders/${encodeURIComponent(reference)}`);
  if (response.status === 404) return [];
  if (!response.ok) throw new Error(`The account answered ${response.status}`);
  return ((await response.json()) as OrderReply[]).map(viewOf);
}
