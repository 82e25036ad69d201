import type { Account } from '../state/account.ts';
import { ZERO_GUID } from '../state/ids.ts';
import { isCancelled, isParked, isProcessed, type Address, type Order } from '../state/order.ts';
import { amountsOf } from './amounts.ts';
import { countryById } from './countries.ts';
import { orderItems } from './order-items.ts';

/** What old parts of v1 show for a date that is not there. */
const NO_DATE = '0001-01-01T00:00:00Z';
const PARKED_MARKER = 7;

export const weightOf = (account: Account, order: Order): number =>
  account.stock.needs(order).reduce((sum, { item, quantity }) => sum + item.weightKg * quantity, 0);

const customerAddress = (address: Address): object => ({
  EmailAddress: address.emailAddress,
  Address1: address.address1,
  Address2: address.address2,
  Address3: address.address3,
  Town: address.town,
  Region: address.region,
  PostCode: address.postCode,
  Country: address.country,
  Continent: address.continent,
  FullName: address.fullName,
  Company: address.company,
  PhoneNumber: address.phoneNumber,
  CountryId: address.countryId,
});

const generalInfo = (order: Order): object => ({
  Status: order.status,
  LabelPrinted: order.labelPrinted,
  LabelError: '',
  InvoicePrinted: order.invoicePrinted,
  InvoicePrintError: '',
  PickListPrinted: order.pickListPrinted,
  PickListPrintError: '',
  IsRuleRun: order.isRuleRun,
  Notes: order.notes.length,
  PartShipped: order.partShipped.size > 0,
  Marker: isParked(order) ? PARKED_MARKER : order.tag,
  IsParked: isParked(order),
  Identifiers: [...order.identifiers].map((Tag, n) => ({
    IdentifierId: n + 1,
    IsCustom: false,
    ImageId: ZERO_GUID,
    Tag,
    Name: Tag,
  })),
  ReferenceNum: order.reference,
  SecondaryReference: order.secondaryReference,
  ExternalReferenceNum: order.externalReference,
  ReceivedDate: order.receivedAt,
  Source: order.source,
  SubSource: order.subSource,
  SiteCode: order.siteCode,
  HoldOrCancel: order.isOnHold || isCancelled(order),
  DespatchByDate: order.despatchBy,
  HasScheduledDelivery: false,
  Location: order.locationId,
  NumItems: order.lines.length,
  PickwaveIds: order.pickWaveIds.length > 0 ? order.pickWaveIds : undefined,
  StockAllocationType: order.allocation,
});

export function shippingInfo(account: Account, order: Order): object {
  const service = account.postalServices.byId(order.postalServiceId);
  const { postageCost, postageCostExTax } = amountsOf(order);
  const weight = weightOf(account, order);
  return {
    Vendor: service?.vendor,
    PostalServiceId: order.postalServiceId,
    PostalServiceName: service?.name,
    TotalWeight: weight,
    ItemWeight: weight,
    PackageCategoryId: ZERO_GUID,
    PackageCategory: 'Default',
    PackageTypeId: ZERO_GUID,
    PackageType: 'Default',
    PostageCost: postageCost,
    PostageCostExTax: postageCostExTax,
    TrackingNumber: order.trackingNumber,
    ManualAdjust: false,
  };
}

export function totalsInfo(order: Order): object {
  const amounts = amountsOf(order);
  return {
    Subtotal: amounts.subtotal,
    PostageCost: amounts.postageCost,
    PostageCostExTax: amounts.postageCostExTax,
    Tax: amounts.tax,
    TotalCharge: amounts.totalCharge,
    PaymentMethod: order.paymentMethod,
    PaymentMethodId: ZERO_GUID,
    ProfitMargin: 0,
    TotalDiscount: amounts.totalDiscount,
    Currency: order.currency,
    CountryTaxRate: countryById(order.deliveryAddress.countryId).taxRate,
    ConversionRate: order.conversionRate,
  };
}

export const customerInfo = (order: Order): object => ({
  ChannelBuyerName: order.buyerName,
  Address: customerAddress(order.deliveryAddress),
  BillingAddress: customerAddress(order.billingAddress),
});

export const orderNotes = (order: Order): object[] =>
  order.notes.map((note) => ({
    OrderNoteId: note.id,
    OrderId: order.id,
    NoteDate: note.at,
    Internal: note.internal,
    Note: note.text,
    CreatedBy: note.by,
  }));

export const extendedProperties = (order: Order): object[] =>
  order.properties.map(({ id, name, value, type }) => ({
    RowId: id,
    Name: name,
    Value: value,
    Type: type,
  }));

/** v1 `OrderDetails`, as `Orders/GetOrdersById` answers it. */
export const orderDetails = (account: Account, order: Order): object => ({
  OrderId: order.id,
  NumOrderId: order.number,
  Processed: isProcessed(order),
  ProcessedDateTime: order.processedAt ?? NO_DATE,
  FulfilmentLocationId: order.locationId,
  GeneralInfo: generalInfo(order),
  ShippingInfo: shippingInfo(account, order),
  CustomerInfo: customerInfo(order),
  TotalsInfo: totalsInfo(order),
  ExtendedProperties: extendedProperties(order),
  FolderName: [...order.folders],
  Items: orderItems(account, order),
  Notes: orderNotes(order),
  PaidDateTime: order.paidAt ?? undefined,
  TaxId: order.taxId || undefined,
});

/** v1 `OpenOrder`, as the open-order lists and the split answer it. */
export const openOrder = (account: Account, order: Order): object => ({
  OrderId: order.id,
  NumOrderId: order.number,
  GeneralInfo: generalInfo(order),
  ShippingInfo: shippingInfo(account, order),
  CustomerInfo: customerInfo(order),
  TotalsInfo: totalsInfo(order),
  TaxInfo: { TaxNumber: order.taxId },
  FolderName: [...order.folders],
  IsPostFilteredOut: false,
  CanFulfil: true,
  Items: orderItems(account, order),
  HasItems: order.lines.length > 0,
  TotalItemsSum: order.lines.reduce((sum, line) => sum + line.quantity, 0),
});
