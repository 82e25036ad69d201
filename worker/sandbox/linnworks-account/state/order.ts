/** Payment and type of an order, as the vendor numbers them. */
export const ORDER_STATUS = { unpaid: 0, paid: 1, return: 2, pending: 3, resend: 4 } as const;

/** Why an order is parked. It is parked as long as one reason stands. */
export type ParkReason = 'unpaid' | 'asked' | 'postcode' | 'fulfilment centre' | 'tag';

/** What the scripted warehouse has done so far. */
export type Stage = 'waiting' | 'allocated' | 'picking' | 'picked' | 'packed' | 'shipped';

export type StockAllocation = 'NotAllocated' | 'Insuffient' | 'Partial' | 'Full' | 'OverAllocated';

export interface Address {
  readonly fullName: string;
  readonly company: string;
  readonly address1: string;
  readonly address2: string;
  readonly address3: string;
  readonly town: string;
  readonly region: string;
  readonly postCode: string;
  readonly country: string;
  readonly countryId: string;
  readonly continent: string;
  readonly phoneNumber: string;
  readonly emailAddress: string;
}

export interface OrderLine {
  readonly rowId: string;
  /** The line id as on the channel. */
  readonly itemNumber: string;
  readonly channelSku: string;
  /** Null while the line is linked to no stock item. */
  stockItemId: string | null;
  readonly title: string;
  readonly isService: boolean;
  quantity: number;
  /** Gross when `taxInclusive`, else net; before discounts. */
  pricePerUnit: number;
  taxInclusive: boolean;
  /** Percent. */
  taxRate: number;
  /** Percent. */
  discountPercent: number;
  readonly options: readonly {
    readonly id: string;
    readonly property: string;
    readonly value: string;
  }[];
  readonly addedAt: Date;
}

interface OrderNote {
  readonly id: string;
  readonly at: Date;
  readonly internal: boolean;
  readonly text: string;
  readonly by: string;
}

export interface OrderProperty {
  readonly id: string;
  readonly name: string;
  value: string;
  type: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface Parcel {
  readonly id: string;
  readonly trackingNumber: string;
  readonly labelId: string;
  readonly printedAt: Date;
  readonly weightKg: number;
  readonly lines: readonly { readonly rowId: string; readonly quantity: number }[];
}

export interface AuditEntry {
  readonly at: Date;
  readonly tag: string;
  readonly text: string;
  readonly by: string;
}

export interface OrderDiscount {
  /** Money, not percent. */
  readonly value: number;
  readonly spread: 'AllEvenly' | 'ItemsThenPostage' | 'PostageThenItems';
  readonly base: 'DeductAfterTax' | 'DeductBeforeTax';
}

interface Reservation {
  readonly stockItemId: string;
  readonly locationId: string;
  readonly quantity: number;
  /** 0 until the warehouse works on the order. */
  readonly allocated: number;
}

export interface Order {
  readonly id: string;
  readonly number: number;
  source: string;
  subSource: string;
  reference: string;
  externalReference: string;
  secondaryReference: string;
  siteCode: string;
  receivedAt: Date;
  despatchBy: Date;
  paidAt: Date | null;
  processedAt: Date | null;
  cancelledAt: Date | null;
  lastUpdated: Date;
  status: number;
  /** 1 to 6 are tags, 7 is shown while parked. */
  tag: number;
  readonly parkedFor: Set<ParkReason>;
  isLocked: boolean;
  isOnHold: boolean;
  isMerged: boolean;
  isRuleRun: boolean;
  locationId: string;
  buyerName: string;
  taxId: string;
  deliveryAddress: Address;
  billingAddress: Address;
  currency: string;
  conversionRate: number;
  paymentMethod: string;
  postalServiceId: string;
  /** Gross, as sent. */
  postageCost: number;
  postageTaxRate: number;
  discount: OrderDiscount;
  lines: OrderLine[];
  notes: OrderNote[];
  properties: OrderProperty[];
  readonly folders: Set<string>;
  readonly identifiers: Set<string>;
  readonly audit: AuditEntry[];
  stage: Stage;
  allocation: StockAllocation;
  pickListPrinted: boolean;
  labelPrinted: boolean;
  invoicePrinted: boolean;
  trackingNumber: string;
  readonly pickWaveIds: number[];
  parcels: Parcel[];
  /** Pieces that have left while the rest waits, by row. */
  readonly partShipped: Map<string, number>;
  /** Pieces that are set aside while some are missing, by row; empty: all or none, as the stage says. */
  readonly setAside: Map<string, { readonly binRack: string; readonly quantity: number }>;
  /** What was added to the levels for this order. */
  reserved: readonly Reservation[];
}

export const isParked = (order: Order): boolean => order.parkedFor.size > 0;
export const isCancelled = (order: Order): boolean => order.cancelledAt !== null;
/** Shipped or cancelled: it has left the open orders. */
export const isProcessed = (order: Order): boolean => order.processedAt !== null;

/** The vendor's uniqueness key of an order; its database compares without case. */
export const orderKey = (source: string, subSource: string, reference: string): string =>
  [source, subSource, reference].map((part) => part.trim().toLowerCase()).join('\u0000');
