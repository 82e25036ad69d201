import type { ChannelSale } from './channel-sale.ts';
import type { ObservedOrder, ObservedParcel } from './observed-order.ts';
import type { OrderEdits } from './order-edits.ts';
import type { LinnworksReturns } from './returns-port.ts';
import type { ItemKind, StockChange, StockPage, StockRead } from './stock.ts';

/** What the pipelines ask of Linnworks; worker/src/linnworks answers. Every method may throw ConnectorError. */
export interface Linnworks extends OrderEdits, LinnworksReturns {
  /**
   * Creates or (while unpaid) updates at most 20 orders of one location.
   * @returns ids of the saved orders, in no particular order; what is already there and paid is silently missing.
   */
  createOrders(locationName: string, orders: readonly ChannelOrder[]): Promise<string[]>;
  /** Orders that are not there are missing in the answer. */
  ordersById(ids: readonly string[]): Promise<ObservedOrder[]>;
  /** The same, with buyer, addresses and prices as sold: personal data. */
  soldOrders(ids: readonly string[]): Promise<SoldOrder[]>;
  /** Open and processed orders of one of our references. */
  ordersByReference(reference: string): Promise<ObservedOrder[]>;
  /** @returns null when it is done, else Linnworks' own sentence. */
  cancelOrder(order: {
    linnworksId: string;
    locationId: string;
    note: string;
  }): Promise<string | null>;
  updateCustomer(linnworksId: string, info: CustomerUpdate): Promise<void>;
  changeShippingMethod(linnworksIds: readonly string[], service: string): Promise<void>;
  addNote(linnworksIds: readonly string[], note: string): Promise<void>;
  /**
   * Pages of orders that were updated since; the newest state of each, in no promised order.
   * @param sold told of the SKUs of orders that changed after it was told last, those of other channels included.
   */
  ordersChangedSince(
    since: Date,
    sold?: (skus: readonly string[]) => Promise<void>,
  ): AsyncIterable<ObservedOrder[]>;
  /** One page of the orders that were shipped or cancelled in a time of at most 80 days, the oldest first, from 1. */
  finishedOrders(
    by: 'processed' | 'cancelled',
    from: Date,
    to: Date,
    page: number,
  ): Promise<FinishedPage>;
  parcels(linnworksIds: readonly string[]): Promise<Map<string, ObservedParcel[]>>;
  /** Tracking number to address; numbers of carriers without an address are missing. */
  trackingUrls(parcels: readonly TrackingQuestion[]): Promise<Map<string, string>>;
  /** Relations in which one of these orders is parent or child, also of orders that are gone. */
  relations(linnworksIds: readonly string[]): Promise<OrderRelation[]>;
  /** Ids of all open orders whose source is wanted, over all locations. */
  openOrderIds(): Promise<Set<string>>;
  /** Pick states by order id, for orders of running and finished waves. */
  pickWaves(): Promise<Map<string, { waveId: number; isPicked: boolean }>>;
  /** Why each of these cancelled orders was cancelled, where its history says so. */
  cancelReasons(linnworksIds: readonly string[]): Promise<Map<string, string>>;
  locations(): Promise<StockLocation[]>;
  shippingServices(): Promise<string[]>;
  paymentMethods(): Promise<string[]>;
  /** Units of each currency (ISO 4217) for one of the base currency of the account. */
  currencyRates(): Promise<ReadonlyMap<string, number>>;
  /** One page of all items with their levels, counted from 1; of 200 items where nothing is said. */
  stockPage(pageNumber: number, perPage?: number): Promise<StockPage>;
  /** Items by their ids; what is archived or gone is missing in the answer. */
  stockItems(ids: readonly string[]): Promise<StockRead>;
  /** Ids of the items with these SKUs, by the SKU as `skuKey` gives it. */
  stockIds(skus: readonly string[]): Promise<Map<string, string>>;
  /** By item id; what the sweep does not tell. */
  stockKinds(skus: readonly string[]): Promise<Map<string, ItemKind>>;
  /** Ids of the parts by the id of their composite; for items that are none, nothing. */
  stockParts(compositeIds: readonly string[]): Promise<Map<string, string[]>>;
  /** The last changes of one item at one location, newest first. */
  stockHistory(stockItemId: string, locationId: string): Promise<StockChange[]>;
  /** How many items a sweep should meet. */
  stockItemCount(): Promise<number>;
  /** The SKUs of these that exist, in lower case. */
  knownSkus(skus: readonly string[]): Promise<Set<string>>;
}

/** One order read once: what may be stored of it, and what was sold to whom. */
export interface SoldOrder {
  readonly order: ObservedOrder;
  readonly sale: ChannelSale;
}

export interface FinishedPage {
  readonly ids: readonly string[];
  /** Orders on all pages. */
  readonly total: number;
  readonly pages: number;
}

/** How an order came to be. */
export type Relation = 'Original' | 'Split' | 'Merge' | 'Resend' | 'Exchange';

export interface OrderRelation {
  readonly parentId: string;
  readonly childId: string;
  readonly relation: Exclude<Relation, 'Original'>;
}

export interface TrackingQuestion {
  readonly orderNumber: number;
  readonly vendor: string;
  readonly trackingNumber: string;
}

export interface StockLocation {
  readonly id: string;
  readonly name: string;
  readonly tag: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly isFulfilmentCentre: boolean;
  readonly isWarehouseManaged: boolean;
}

/** Source: ChannelAddress in the 1.0 orders specification. */
export interface ChannelAddress {
  FullName: string;
  Company: string;
  Address1: string;
  Address2: string;
  Address3: string;
  Town: string;
  Region: string;
  PostCode: string;
  Country: string;
  MatchCountryCode: string;
  MatchCountryName: string;
  PhoneNumber: string;
  EmailAddress: string;
}

/** `LineDiscount` and `TaxRate` are percent; `PricePerUnit` includes tax exactly when `TaxCostInclusive` says so. */
export interface ChannelOrderItem {
  ItemNumber: string;
  ChannelSKU: string;
  ItemTitle: string;
  Qty: number;
  PricePerUnit: number;
  TaxCostInclusive: boolean;
  UseChannelTax: boolean;
  TaxRate: number;
  LineDiscount: number;
  IsService: boolean;
  Options?: { Property: string; Value: string }[];
}

/** The fields we send of the vendor's ChannelOrder. `PostalServiceCost` includes tax; `Discount` is an amount. */
export interface ChannelOrder {
  Source: string;
  SubSource: string;
  ReferenceNumber: string;
  ExternalReference: string;
  SecondaryReferenceNumber?: string;
  ReceivedDate: string;
  DispatchBy: string;
  PaymentStatus: 'Paid' | 'Unpaid';
  PaidOn?: string;
  OrderState: 'None' | 'Hold' | 'Park';
  Currency: string;
  ConversionRate?: number;
  ChannelBuyerName: string;
  BuyerTaxNumber?: string;
  PostalServiceName: string;
  MatchPostalServiceTag: string;
  SavePostalServiceIfNotExist: false;
  PostalServiceCost: number;
  PostalServiceTaxRate: number;
  PaymentMethodName?: string;
  Discount?: number;
  DiscountType?: 'AllEvenly' | 'ItemsThenPostage' | 'PostageThenItems';
  DiscountTaxType?: 'DeductAfterTax' | 'DeductBeforeTax';
  UseChannelTax: true;
  AutomaticallyLinkBySKU: true;
  DeliveryAddress: ChannelAddress;
  BillingAddress: ChannelAddress;
  OrderItems: ChannelOrderItem[];
  ExtendedProperties: { Name: string; Value: string; Type: string }[];
  Notes: { Note: string; NoteEntryDate: string; NoteUserName: string; Internal: boolean }[];
}

export interface CustomerUpdate {
  readonly buyerName: string;
  readonly address: ChannelAddress;
  readonly billingAddress: ChannelAddress;
}
