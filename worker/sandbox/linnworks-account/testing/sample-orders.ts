const ADDRESS = {
  FullName: 'Amelia Hart',
  Company: 'Harbour Cycles Ltd',
  Address1: '12 Quay Street',
  Town: 'Leeds',
  PostCode: 'LS1 4AB',
  Country: 'United Kingdom',
  MatchCountryCode: 'GB',
  MatchCountryName: 'United Kingdom',
  EmailAddress: 'amelia.hart@example.com',
};

export const CATALOGUE = {
  items: [
    {
      sku: 'MUG',
      title: 'Enamel mug',
      price: 9.95,
      weightKg: 0.15,
      levels: { Default: 100, Leeds: 20 },
    },
    { sku: 'TENT', title: 'Tent', price: 189, weightKg: 2.4, levels: { Default: 10 } },
    {
      sku: 'CAMP-SET',
      title: 'Tent and two mugs',
      kind: 'composite',
      parts: [
        { sku: 'TENT', quantity: 1 },
        { sku: 'MUG', quantity: 2 },
      ],
    },
  ],
};

export const line = (itemNumber: string, sku: string, qty: number, more: object = {}): object => ({
  ItemNumber: itemNumber,
  ChannelSKU: sku,
  ItemTitle: `Channel title of ${sku}`,
  Qty: qty,
  PricePerUnit: 12,
  TaxCostInclusive: true,
  UseChannelTax: true,
  TaxRate: 20,
  LineDiscount: 0,
  IsService: false,
  ...more,
});

/** A paid order of two mugs, ready to be picked, with what `more` changes about it. */
export const sampleOrder = (reference: string, more: object = {}): object => ({
  Source: 'SALESFORCE',
  SubSource: 'Main',
  ReferenceNumber: reference,
  ExternalReference: `801xx0000012345${reference}`,
  ReceivedDate: '2026-11-24T10:00:00Z',
  DispatchBy: '2026-11-25T17:00:00Z',
  PaymentStatus: 'Paid',
  PaidOn: '2026-11-24T10:00:00Z',
  OrderState: 'None',
  Currency: 'GBP',
  ChannelBuyerName: 'Amelia Hart',
  UseChannelTax: true,
  AutomaticallyLinkBySKU: true,
  PostalServiceName: 'Royal Mail 24',
  MatchPostalServiceTag: 'RM24',
  SavePostalServiceIfNotExist: false,
  PostalServiceCost: 4.8,
  PostalServiceTaxRate: 20,
  DeliveryAddress: ADDRESS,
  BillingAddress: ADDRESS,
  OrderItems: [line('802-1', 'MUG', 2)],
  ExtendedProperties: [{ Name: 'SF_OrderId', Value: `801-${reference}`, Type: 'Order' }],
  Notes: [{ Note: 'Leave at the gate', NoteEntryDate: '2026-11-24T10:00:00Z', Internal: false }],
  ...more,
});
