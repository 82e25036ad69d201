/** What `Orders/CreateOrders` takes, as far as this account acts on it. */
export interface ChannelAddress {
  readonly MatchCountryCode?: string;
  readonly MatchCountryName?: string;
  readonly FullName?: string;
  readonly Company?: string;
  readonly Address1?: string;
  readonly Address2?: string;
  readonly Address3?: string;
  readonly Town?: string;
  readonly Region?: string;
  readonly PostCode?: string;
  readonly Country?: string;
  readonly PhoneNumber?: string;
  readonly EmailAddress?: string;
}

export interface ChannelOrderItem {
  readonly ItemNumber?: string;
  readonly ChannelSKU?: string;
  readonly ItemTitle?: string;
  readonly Qty?: number;
  readonly PricePerUnit?: number;
  readonly TaxCostInclusive?: boolean;
  readonly UseChannelTax?: boolean;
  readonly TaxRate?: number;
  /** Percent. */
  readonly LineDiscount?: number;
  readonly IsService?: boolean;
  readonly Options?: readonly { readonly Property?: string; readonly Value?: string }[];
}

export interface ChannelOrder {
  readonly Source?: string;
  readonly SubSource?: string;
  readonly ReferenceNumber?: string;
  readonly ExternalReference?: string;
  readonly SecondaryReferenceNumber?: string;
  readonly Site?: string;
  readonly ReceivedDate?: string;
  readonly DispatchBy?: string;
  readonly PaidOn?: string;
  readonly PaymentStatus?: 'Unpaid' | 'Paid' | 'Cancelled';
  readonly OrderState?: 'None' | 'Hold' | 'Park';
  readonly ChannelBuyerName?: string;
  readonly BuyerTaxNumber?: string;
  readonly Currency?: string;
  readonly ConversionRate?: number;
  readonly UseChannelTax?: boolean;
  readonly AutomaticallyLinkBySKU?: boolean;
  readonly MatchPostalServiceTag?: string;
  readonly PostalServiceName?: string;
  readonly SavePostalServiceIfNotExist?: boolean;
  readonly PostalServiceCost?: number;
  readonly PostalServiceTaxRate?: number;
  readonly PaymentMethodName?: string;
  readonly MatchPaymentMethodTag?: string;
  readonly Discount?: number;
  readonly DiscountType?: 'AllEvenly' | 'ItemsThenPostage' | 'PostageThenItems';
  readonly DiscountTaxType?: 'DeductAfterTax' | 'DeductBeforeTax';
  readonly DeliveryAddress?: ChannelAddress;
  readonly BillingAddress?: ChannelAddress;
  readonly OrderItems?: readonly ChannelOrderItem[];
  readonly OrderIdentifierTags?: readonly string[];
  readonly ExtendedProperties?: readonly {
    readonly Name?: string;
    readonly Value?: string;
    readonly Type?: string;
  }[];
  readonly Notes?: readonly {
    readonly Note?: string;
    readonly NoteEntryDate?: string;
    readonly NoteUserName?: string;
    readonly Internal?: boolean;
  }[];
}

const MANDATORY = ['Source', 'SubSource', 'ReferenceNumber', 'ReceivedDate', 'DispatchBy'] as const;
const isEmpty = (value: string | undefined): boolean => value === undefined || value.trim() === '';

/** Everything that makes the vendor refuse the whole call, one sentence per fault, each naming its order. */
export function faultsOf(order: ChannelOrder): string[] {
  const name = `Order: ${order.ReferenceNumber ?? ''}`;
  const faults = MANDATORY.filter((field) => isEmpty(order[field])).map(
    (field) => `${name} has an empty ${field}`,
  );
  const items = order.OrderItems ?? [];
  if (items.length === 0) faults.push(`${name} has an empty OrderItems`);
  const seen = new Set<string>();
  for (const item of items) {
    const line = `${name}, LineId: ${item.ItemNumber ?? ''}`;
    if (isEmpty(item.ItemNumber)) faults.push(`${line} has an empty ItemNumber`);
    if (isEmpty(item.ItemTitle)) faults.push(`${line} has an empty ItemTitle`);
    if (isEmpty(item.ChannelSKU) && !item.IsService) faults.push(`${line} has an empty ChannelSKU`);
    if ((item.Qty ?? 0) <= 0) faults.push(`${line} has an invalid Qty`);
    if (item.ItemNumber !== undefined && seen.has(item.ItemNumber))
      faults.push(`${line} is duplicated`);
    seen.add(item.ItemNumber ?? '');
  }
  return faults;
}
