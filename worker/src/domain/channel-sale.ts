/**
 * An order as another channel sold it, with what is personal: read when a Salesforce order is made of it, handed on in
 * memory and never queued, stored or logged. Money is in the order's currency; rates and discounts are percent.
 */
export interface ChannelSale {
  readonly linnworksId: string;
  readonly number: number;
  readonly source: string;
  readonly subSource: string;
  readonly reference: string;
  readonly externalReference: string | null;
  readonly receivedAt: string | null;
  readonly despatchBy: string | null;
  readonly isPaid: boolean;
  /** The customer's number, where the channel sends it as the extended property `CustomerNumber`. */
  readonly customerNumber: string | null;
  readonly buyerName: string | null;
  readonly delivery: SaleAddress;
  readonly billing: SaleAddress;
  readonly currency: string | null;
  readonly lines: readonly SaleLine[];
  readonly postage: number;
  readonly postageExTax: number;
  /** What the buyer paid for everything. */
  readonly total: number;
  readonly service: string | null;
  readonly locationId: string;
  readonly paymentMethod: string | null;
}

export interface SaleAddress {
  readonly name: string | null;
  readonly company: string | null;
  /** Lines with breaks between. */
  readonly street: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postCode: string | null;
  readonly country: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface SaleLine {
  readonly rowId: string;
  readonly itemNumber: string | null;
  readonly sku: string | null;
  readonly title: string | null;
  readonly quantity: number;
  /** Before discounts; with tax exactly when `isTaxIncluded` says so. */
  readonly pricePerUnit: number;
  readonly isTaxIncluded: boolean;
  readonly discountPercent: number;
  readonly taxRate: number;
}
